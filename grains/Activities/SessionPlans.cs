using System.Collections.Immutable;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Practice.Calendars;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>The sessions that follow from plans: single ones, and rows by a recurrence rule (RFC 5545), in China's time.</summary>
/// <remarks>
/// Laws: in order of time, none twice, none overlapping another, at most <see cref="Most"/>, none more than <see cref="Horizon"/> after
/// the first of its plan. A rule that finds nothing for long is given up; what is finer than a day is refused.
/// </remarks>
public static class SessionPlans
{
    public const int Most = 100;
    public const int LongestRule = 200;
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(366), Shortest = TimeSpan.FromMinutes(15), Longest = TimeSpan.FromHours(24);

    private static readonly string[] Frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

    public static Refusal? Expand(IReadOnlyCollection<SessionPlan> plans, out ImmutableArray<TimeSlot> slots)
    {
        slots = [];
        var found = new List<TimeSlot>();
        foreach (var plan in plans)
        {
            if (plan.From.Year is < 2000 or >= 2200 || plan.Until.Year is < 2000 or >= 2200 || plan.Until - plan.From < Shortest || plan.Until - plan.From > Longest)
                return Refusal.Malformed("sessions.invalid", "A session lasts from 15 minutes to 24 hours, between 2000 and 2200.");
            if (plan.Rule is null)
                found.Add(new(ChinaTime.Local(plan.From), ChinaTime.Local(plan.Until)));
            else if (Repeat(plan, found) is { } refusal)
                return refusal;
            if (found.Count > Most)
                return TooMany;
        }

        found.Sort((a, b) => a.From.CompareTo(b.From));
        for (var i = 1; i < found.Count; i++)
            if (found[i].Overlaps(found[i - 1]))
                return Refusal.Rule("sessions.overlap", "Two sessions of one activity do not overlap; make two activities of it.");
        slots = [.. found];
        return null;
    }

    private static Refusal TooMany => Refusal.Rule("sessions.tooMany", $"At most {Most} sessions; end the rule by COUNT or UNTIL.");

    private static Refusal? Repeat(SessionPlan plan, List<TimeSlot> found)
    {
        var text = plan.Rule!.Trim().ToUpperInvariant();
        text = text.StartsWith("RRULE:", StringComparison.Ordinal) ? text[6..] : text;
        if (text.Length > LongestRule || !Frequencies.Any(f => text.Split(';').Contains("FREQ=" + f, StringComparer.Ordinal)) || text.Contains("BYHOUR", StringComparison.Ordinal)
            || text.Contains("BYMINUTE", StringComparison.Ordinal) || text.Contains("BYSECOND", StringComparison.Ordinal))
            return Malformed;
        var (length, start, end) = (plan.Until - plan.From, ChinaTime.Local(plan.From).DateTime, ChinaTime.Local(plan.From + Horizon).DateTime);
        try
        {
            var row = new CalendarEvent { DtStart = new CalDateTime(start), RecurrenceRule = new RecurrenceRule(text) };
            foreach (var occurrence in row.GetOccurrences(new CalDateTime(start), new EvaluationOptions { MaxUnmatchedIncrementsLimit = 800 }))
            {
                var at = occurrence.Period.StartTime.Value;
                if (at > end)
                    break;
                if (found.Count >= Most)
                    return TooMany;
                var from = new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), ChinaTime.Offset);
                found.Add(new(from, from + length));
            }
        }
        catch (EvaluationLimitExceededException)
        {
            // Nothing more within the horizon.
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException or EvaluationException or System.Runtime.Serialization.SerializationException)
        {
            return Malformed;
        }

        return null;
    }

    private static Refusal Malformed => Refusal.Malformed("rule.invalid", "A rule is an RRULE of RFC 5545 by day, week, month or year, like FREQ=WEEKLY;BYDAY=SA;COUNT=10.");
}

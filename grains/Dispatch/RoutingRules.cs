using Practice.Calendars;
using Practice.Needs;
using Practice.Resources;
using Practice.Settings;
using Practice.Shared;

namespace Practice.Dispatch;

/// <summary>Where the routing catalogue sends a need. The time is the need's own, when it came, so that a trial over past needs says what the day will do.</summary>
/// <remarks>Law: what a rule sends to a unit stays there: a need is judged by the first rule that matches, and has arrived at its target.</remarks>
public static class RoutingRules
{
    public static readonly Span ReplyWithin = new(SpanUnit.WorkingDays, 3);

    /// <summary>What is wrong with a catalogue of the unit at <paramref name="path"/>; null = nothing.</summary>
    public static Refusal? Invalid(RoutingTable table, CategoryTable categories, string path, IReadOnlyDictionary<string, string> paths) =>
        Fault.Refuse(RoutingFaults.Of(table, categories, path, paths));

    /// <summary>The rule that moves a need of this unit; null = it stays.</summary>
    /// <param name="unitPath">Of the unit that took it in.</param>
    public static RoutingRule? Match(RoutingTable table, string category, string unitPath, DateTimeOffset at, WorkCalendar calendar)
    {
        var moment = RoutingMoment.Of(at, calendar);
        foreach (var rule in table.Rules)
            if (IsFor(rule, category) && IsIn(rule, unitPath) && IsAt(rule, moment))
                return unitPath.EndsWith($"/{rule.To}/", StringComparison.Ordinal) ? null : rule;
        return null;
    }

    /// <summary>What holds for a need, where the catalogue is switched on and nobody has referred the need yet.</summary>
    public static RoutingRule? For(ITerms terms, Need need, string unitPath) => terms.Routing.Enabled && need.Referral is null
        ? Match(terms.Routing, need.Category, unitPath, need.CreatedAt, terms.Calendar)
        : null;

    /// <summary>By when whoever it is sent to replies.</summary>
    public static DateTimeOffset ReplyBy(RoutingRule rule, DateTimeOffset now, WorkCalendar calendar) =>
        (rule.ReplyWithin is { } text && Span.TryParse(text, null, out var span) ? span : ReplyWithin).After(now, calendar) ?? now.AddDays(ReplyWithin.Amount);

    public static bool IsFor(RoutingRule rule, string category) =>
        rule.Categories.Length == 0 || rule.Categories.Contains(category) || rule.Categories.Contains(category.Split('.')[0]);

    public static bool IsIn(RoutingRule rule, string unitPath) =>
        rule.Areas.Length == 0 || rule.Areas.Any(area => unitPath.Contains($"/{area}/", StringComparison.Ordinal));

    public static bool IsAt(RoutingRule rule, RoutingMoment moment)
    {
        if (rule.Weekdays.Length > 0 && !rule.Weekdays.Contains(moment.Weekday))
            return false;
        if (rule.Days != RoutingDays.Any && (rule.Days == RoutingDays.Working) != moment.Working)
            return false;
        if (ResourceHours.Minutes(rule.From) is not { } from || ResourceHours.Minutes(rule.Until) is not { } until)
            return true;
        return from < until ? from <= moment.Minute && moment.Minute < until : moment.Minute >= from || moment.Minute < until;
    }
}

/// <param name="Minute">After midnight in China.</param>
/// <param name="Weekday">1 Monday to 7 Sunday.</param>
/// <param name="Working">Whether the calendar in force works that day.</param>
public readonly record struct RoutingMoment(int Minute, int Weekday, bool Working)
{
    public static RoutingMoment Of(DateTimeOffset at, WorkCalendar calendar)
    {
        var local = ChinaTime.Local(at);
        var day = ChinaTime.DateOf(at);
        return new(local.Hour * 60 + local.Minute, ChinaTime.Weekday(day), calendar.IsWorkingDay(day));
    }
}

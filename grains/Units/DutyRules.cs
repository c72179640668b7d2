using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>
/// Night, lunch, holidays (real people, point 10): a unit says who answers when; hours it cannot staff fall to the unit above, and hours
/// that nobody staffs say so.
/// </summary>
/// <remarks>Laws: a unit's shifts do not overlap; the nearest unit on the way up that has a shift at an instant answers for it.</remarks>
public static class DutyRules
{
    private const int Most = 200, LongestPost = 30, Day = 24 * 60, Week = 7 * Day;

    public static Refusal? Put(Draft draft, PutDuty command, long? ifMatch)
    {
        if (UnitRules.Profile(draft) is null)
            return UnitRules.Missing(draft);
        var known = draft.Book.Find<DutyRoster>(DutyRoster.TheId);
        if (ifMatch is { } seen && seen != (known?.Version ?? 0))
            return Refusal.Stale(known?.Version ?? 0);
        if (command.Shifts.IsDefault || command.Shifts.Length > Most)
            return Refusal.Malformed("shifts.invalid", $"A roster has at most {Most} shifts.");

        var shifts = ImmutableArray.CreateBuilder<DutyShift>();
        foreach (var shift in command.Shifts)
        {
            if (Minutes(shift) is null)
                return Refusal.Malformed("shifts.invalid", "A shift has a weekday from 1 to 7 and times HH:mm, the first before the second; it may end at 24:00.");
            if (string.IsNullOrWhiteSpace(shift.Post) || shift.Post.Trim().Length > LongestPost)
                return Refusal.Malformed("post.invalid", $"A post has 1 to {LongestPost} characters.");
            if (Phone.Normalize(shift.Phone) is not { } phone)
                return Refusal.Malformed("phone.invalid", "A duty telephone is a mobile or a landline number with its area code.");
            shifts.Add(shift with { Post = shift.Post.Trim(), Phone = phone });
        }

        shifts.Sort((a, b) => Minutes(a)!.Value.From.CompareTo(Minutes(b)!.Value.From));
        for (var i = 1; i < shifts.Count; i++)
            if (Minutes(shifts[i])!.Value.From < Minutes(shifts[i - 1])!.Value.Until)
                return Refusal.Rule("shifts.overlap", "Two shifts of a unit overlap; one telephone answers at a time.");
        draft.Record(new DutyChanged(shifts.Count), (known ?? new DutyRoster { Id = DutyRoster.TheId, CreatedAt = draft.Now }) with { Shifts = shifts.ToImmutable() });
        return null;
    }

    /// <summary>The shift that answers at an instant, China time.</summary>
    public static DutyShift? At(ImmutableArray<DutyShift> shifts, DateTimeOffset at)
    {
        var local = ChinaTime.Local(at);
        var minute = (((int)local.DayOfWeek + 6) % 7 * Day) + (int)local.TimeOfDay.TotalMinutes;
        return shifts.FirstOrDefault(shift => Minutes(shift) is { } m && m.From <= minute && minute < m.Until);
    }

    /// <summary>The hours of the week that the first unit does not staff, day by day, each with the nearest unit above that does.</summary>
    /// <param name="way">The unit itself, then those above it.</param>
    public static ImmutableArray<DutyGap> Gaps(IReadOnlyList<(string Unit, ImmutableArray<DutyShift> Shifts)> way)
    {
        // A week has few edges: between two of them the answer is the same.
        var edges = way.SelectMany(unit => unit.Shifts).Select(Minutes).OfType<(int From, int Until)>()
            .SelectMany(m => new[] { m.From, m.Until }).Concat(Enumerable.Range(0, 8).Select(day => day * Day)).Distinct().Order().ToList();
        var gaps = ImmutableArray.CreateBuilder<DutyGap>();
        foreach (var (from, until) in edges.Zip(edges.Skip(1)))
        {
            if (Staffed(way[0].Shifts, from))
                continue;
            var above = way.Skip(1).Where(unit => Staffed(unit.Shifts, from)).Select(unit => unit.Unit).FirstOrDefault();
            if (gaps.Count > 0 && gaps[^1] is var last && last.CoveredBy == above && last.Weekday == (from / Day) + 1 && last.Until == Text(from % Day))
                gaps[^1] = last with { Until = Ends(until) };
            else
                gaps.Add(new((from / Day) + 1, Text(from % Day), Ends(until), above));
        }

        return gaps.ToImmutable();
    }

    private static bool Staffed(ImmutableArray<DutyShift> shifts, int minute) => shifts.Any(shift => Minutes(shift) is { } m && m.From <= minute && minute < m.Until);

    // In minutes after Monday's midnight; null = not a shift.
    private static (int From, int Until)? Minutes(DutyShift shift)
    {
        if (shift.Weekday is < 1 or > 7 || Time(shift.From) is not { } from || Time(shift.Until) is not { } until || from >= until)
            return null;
        var day = (shift.Weekday - 1) * Day;
        return (day + from, day + until);
    }

    private static int? Time(string? text) => text == "24:00" ? Day
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute
        : null;

    private static string Ends(int minute) => minute % Day == 0 ? "24:00" : Text(minute % Day);

    private static string Text(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:D2}:{minutes % 60:D2}");
}

using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>Weekly hours joined into stretches: hours that touch or overlap, over midnight and over Sunday night too, are one.</summary>
internal sealed class Week
{
    private const int Minutes = 7 * 24 * 60;

    // In minutes after Monday's midnight, China time; the last may run into the next week. Empty = always.
    private readonly List<(int From, int Until)> _stretches;

    private Week(List<(int From, int Until)> stretches) => _stretches = stretches;

    public static Week Of(IEnumerable<WeeklyHours> hours)
    {
        var joined = new List<(int From, int Until)>();
        foreach (var (from, until) in hours.Select(h => ((h.Weekday - 1) * 1440 + h.From, (h.Weekday - 1) * 1440 + h.Until)).Order())
            if (joined.Count > 0 && from <= joined[^1].Until)
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].Until, until));
            else
                joined.Add((from, until));

        if (joined is [(0, Minutes)])
            return new([]);
        if (joined is [(0, var end), .., (var begin, Minutes)])
        {
            joined[^1] = (begin, Minutes + end);
            joined.RemoveAt(0);
        }

        return new(joined);
    }

    /// <summary>The first stretch of a duration within the hours that starts at an instant or later; null if none is ever long enough.</summary>
    public TimeSlot? Next(DateTimeOffset from, TimeSpan duration)
    {
        if (_stretches.Count == 0)
            return new(from, from + duration);

        var local = from.ToOffset(DomainClock.Offset);
        var monday = new DateTimeOffset(local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)), DomainClock.Offset);
        for (var week = -1; week <= 1; week++)
            foreach (var stretch in _stretches)
            {
                var begin = monday.AddMinutes(week * Minutes + stretch.From);
                var start = begin > local ? begin : local;
                if (start + duration <= monday.AddMinutes(week * Minutes + stretch.Until))
                    return new(start, start + duration);
            }

        return null;
    }
}

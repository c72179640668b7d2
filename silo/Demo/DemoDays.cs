using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>
/// A month's instants at which something happens: four on each working day, in office hours. A tick is the number of one, from 0.
/// </summary>
internal sealed class DemoDays
{
    public const int TicksADay = 4;

    private static readonly (int From, int Spread)[] Minutes = [(545, 40), (630, 50), (825, 45), (920, 55)];

    private readonly ImmutableArray<DateTimeOffset> _ticks;

    public DemoDays(YearMonth month, DemoRandom random)
    {
        var calendar = WorkCalendar.Default;
        ImmutableArray<DateOnly> days = [.. Enumerable.Range(0, month.LastDay.Day).Select(month.FirstDay.AddDays).Where(calendar.IsWorkingDay)];
        _ticks = [.. days.SelectMany(day => Minutes.Select(m => ChinaTime.At(day, TimeSpan.FromMinutes(m.From + random.Below(m.Spread)))))];
        Month = month;
        OpenAt = ChinaTime.At(days[0], new TimeSpan(8, 40, 0));
        PublishAt = ChinaTime.At(days[^1], new TimeSpan(17, 0, 0));
    }

    public YearMonth Month { get; }

    /// <summary>When the month is opened: in the morning of its first working day.</summary>
    public DateTimeOffset OpenAt { get; }

    /// <summary>When it is published: in the evening of its last working day, after all else.</summary>
    public DateTimeOffset PublishAt { get; }

    public int Last => _ticks.Length - 1;

    /// <summary>The instant of a tick; one beyond the month counts as its last.</summary>
    public DateTimeOffset At(int tick) => _ticks[Math.Min(tick, Last)];
}

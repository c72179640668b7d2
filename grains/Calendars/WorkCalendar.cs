using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Practice.Shared;

namespace Practice.Calendars;

/// <summary>
/// Working time: which days are worked, and at what hours. Immutable. Years whose notice is loaded are data; any other year is
/// provisional (暂定): Monday to Friday without the statutory holidays, no exchanged days.
/// </summary>
/// <remarks>
/// Laws, for n, m ≥ 0 and amounts of time a, b ≥ 0:
/// <list type="bullet">
/// <item>the sum law: adding n and then m is adding n + m, for days, for instants and for hours;</item>
/// <item>adding is monotone: what starts later is not due earlier;</item>
/// <item>a date that n ≥ 1 days lead to is a working day, and an instant lies within its office day.</item>
/// </list>
/// Source: rules §3.6.
/// </remarks>
public sealed class WorkCalendar
{
    /// <summary>The years that come with the system (2025, 2026) and the usual office hours.</summary>
    public static readonly WorkCalendar Default = new(Shipped(), OfficeHours.Default);

    private static readonly ConcurrentDictionary<int, CalendarYear> Computed = new();
    private readonly ImmutableSortedDictionary<int, CalendarYear> _loaded;

    private WorkCalendar(ImmutableSortedDictionary<int, CalendarYear> loaded, OfficeHours hours)
    {
        _loaded = loaded;
        Hours = hours;
    }

    public OfficeHours Hours { get; }

    /// <summary>The years whose notice is loaded, in order.</summary>
    public IEnumerable<CalendarYear> Loaded => _loaded.Values;

    /// <summary>This calendar with a year loaded: it replaces a provisional one, or an earlier loading of the same year.</summary>
    /// <exception cref="ArgumentException">The data has faults; <see cref="CalendarYear.Faults"/> names them.</exception>
    public WorkCalendar With(CalendarYear year)
    {
        if (year.Faults() is [var first, ..])
            throw new ArgumentException(first, nameof(year));
        return new(_loaded.SetItem(year.Year, year with { Provisional = false }), Hours);
    }

    /// <summary>This calendar at a unit's own hours.</summary>
    public WorkCalendar With(OfficeHours hours) => new(_loaded, hours);

    /// <summary>The exceptions of a year: loaded, or provisional.</summary>
    public CalendarYear Year(int year) => _loaded.TryGetValue(year, out var loaded) ? loaded : Computed.GetOrAdd(year, StatutoryHolidays.Provisional);

    /// <summary>Whether the day is of a year that is not loaded.</summary>
    public bool IsProvisional(DateOnly date) => !_loaded.ContainsKey(date.Year);

    public bool IsWorkingDay(DateOnly date) => Year(date.Year).IsWorkingDay(date);

    /// <summary>The n-th working day after the date, which is itself not counted; before it where n is negative; the date itself for 0.</summary>
    public DateOnly AddWorkingDays(DateOnly date, int days)
    {
        var step = Math.Sign(days);
        for (var left = Math.Abs(days); left > 0;)
        {
            date = date.AddDays(step);
            if (IsWorkingDay(date))
                left--;
        }
        return date;
    }

    /// <summary>
    /// The instant n working days later: the same time of day, on the n-th working day after. A start before the office opens counts as at
    /// its opening; a start after it closes, or on a day off, as at the close of that day. For n = 0 the start itself.
    /// </summary>
    /// <remarks>So between start and end lies the office time of exactly n working days, whenever the start was.</remarks>
    public DateTimeOffset AddWorkingDays(DateTimeOffset start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (days == 0)
            return start;

        var local = ChinaTime.Local(start);
        var date = DateOnly.FromDateTime(local.DateTime);
        var time = !IsWorkingDay(date) || local.TimeOfDay > Hours.Closes ? Hours.Closes
            : local.TimeOfDay < Hours.Opens ? Hours.Opens
            : local.TimeOfDay;
        return ChinaTime.At(AddWorkingDays(date, days), time);
    }

    /// <summary>The first instant at which this many hours of office time have passed since the start; the start itself for 0.</summary>
    public DateTimeOffset AddWorkingHours(DateTimeOffset start, double hours) => AddWorkingTime(start, TimeSpan.FromHours(hours));

    /// <summary>The first instant at which this much office time has passed since the start; the start itself for 0.</summary>
    public DateTimeOffset AddWorkingTime(DateTimeOffset start, TimeSpan amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, TimeSpan.Zero);
        if (amount == TimeSpan.Zero)
            return start;

        var local = ChinaTime.Local(start);
        var date = DateOnly.FromDateTime(local.DateTime);
        var time = local.TimeOfDay;
        while (true)
        {
            if (IsWorkingDay(date))
                foreach (var stretch in Hours.Stretches)
                {
                    var begin = stretch.From > time ? stretch.From : time;
                    if (begin >= stretch.Until)
                        continue;
                    if (begin + amount <= stretch.Until)
                        return ChinaTime.At(date, begin + amount);
                    amount -= stretch.Until - begin;
                }
            date = date.AddDays(1);
            time = TimeSpan.Zero;
        }
    }

    /// <summary>The office time in [from, until): what a limit in working time has used up. Zero where until is not later.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset until)
    {
        if (until <= from)
            return TimeSpan.Zero;

        var (first, last) = (ChinaTime.DateOf(from), ChinaTime.DateOf(until));
        var sum = TimeSpan.Zero;
        for (var date = first; date <= last; date = date.AddDays(1))
            if (IsWorkingDay(date))
                sum += Hours.Between(
                    date == first ? ChinaTime.Local(from).TimeOfDay : TimeSpan.Zero,
                    date == last ? ChinaTime.Local(until).TimeOfDay : TimeSpan.FromDays(1));
        return sum;
    }

    /// <summary>How many working days there are in [from, until).</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly until)
    {
        var count = 0;
        for (var date = from; date < until; date = date.AddDays(1))
            if (IsWorkingDay(date))
                count++;
        return count;
    }

    /// <summary>The day on which the month is opened (月初).</summary>
    public DateOnly FirstWorkingDay(YearMonth month) => AddWorkingDays(month.FirstDay.AddDays(-1), 1);

    /// <summary>The day on which the month is published (月底).</summary>
    public DateOnly LastWorkingDay(YearMonth month) => AddWorkingDays(month.LastDay.AddDays(1), -1);

    private static ImmutableSortedDictionary<int, CalendarYear> Shipped()
    {
        using var stream = typeof(WorkCalendar).Assembly.GetManifestResourceStream("Practice.Calendars.Data.working-days.json")
            ?? throw new InvalidOperationException("The working days that ship with the system are missing.");
        var years = JsonSerializer.Deserialize<ShippedYear[]>(stream, JsonSerializerOptions.Web) ?? [];
        return years.ToImmutableSortedDictionary(
            y => y.Year,
            y => new CalendarYear(y.Year, CalendarYear.ParseDays(y.DaysOff), CalendarYear.ParseDays(y.WorkingWeekendDays), false, y.Source));
    }

    private sealed record ShippedYear(int Year, string Source, string[] DaysOff, string[] WorkingWeekendDays);
}

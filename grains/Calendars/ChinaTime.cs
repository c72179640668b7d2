using Practice.Shared;

namespace Practice.Calendars;

/// <summary>The network's time zone: Asia/Shanghai, as a constant +08:00.</summary>
/// <remarks>
/// China has had no summer time since 1992 and has one zone, so that the offset of every instant that this system keeps is the same.
/// A constant needs no zone database on the machine and cannot change a deadline when one is updated. Dates of birth are dates,
/// never instants: the years 1986–1991 had summer time.
/// </remarks>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The same instant with the network's offset.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The calendar day on which the instant falls here.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>1 Monday to 7 Sunday.</summary>
    public static int Weekday(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;

    /// <summary>The month in which the instant falls here.</summary>
    public static YearMonth MonthOf(DateTimeOffset instant) => YearMonth.Of(DateOf(instant));

    /// <summary>The instant at a time after midnight of a day; 24 hours is the next midnight.</summary>
    public static DateTimeOffset At(DateOnly date, TimeSpan timeOfDay) => new DateTimeOffset(date, TimeOnly.MinValue, Offset) + timeOfDay;

    /// <summary>Midnight at the beginning of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => At(date, TimeSpan.Zero);
}

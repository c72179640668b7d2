using System.Globalization;

namespace Practice.Calendars;

/// <summary>
/// The statutory holidays of a year by the law of 2024-11-10 (全国年节及纪念日放假办法): New Year 1 day, Spring Festival 4 (除夕 to
/// 初三), Qingming 1, Labour 2, Dragon Boat 1, Mid-Autumn 1, National Day 3.
/// </summary>
/// <remarks>
/// Exchanged days (调休) and the day that makes up for a holiday on a weekend are not here: only the yearly notice sets them. Lunar
/// dates and Qingming are known for 2000–2099; outside these years only the holidays with a fixed date are given.
/// </remarks>
public static class StatutoryHolidays
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    public static CalendarYear Provisional(int year) => new(year, [.. Of(year).Where(d => d.Year == year)], [], Provisional: true, "statutory holidays");

    public static IEnumerable<DateOnly> Of(int year)
    {
        yield return new(year, 1, 1);
        yield return new(year, 5, 1);
        yield return new(year, 5, 2);
        yield return new(year, 10, 1);
        yield return new(year, 10, 2);
        yield return new(year, 10, 3);
        if (year is < 2000 or > 2099)
            yield break;

        var springFestival = LunarDay(year, 1, 1);
        for (var i = -1; i <= 2; i++)
            yield return springFestival.AddDays(i);
        yield return Qingming(year);
        yield return LunarDay(year, 5, 5);
        yield return LunarDay(year, 8, 15);
    }

    /// <summary>A day of the lunar year that begins in a year, 2000–2099.</summary>
    // The calendar numbers the months of a leap year 1–13; the leap month follows the month whose name it repeats.
    internal static DateOnly LunarDay(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    // The solar term of 15° of longitude, by the common formula for the twenty-first century.
    internal static DateOnly Qingming(int year)
    {
        var y = year % 100;
        return new(year, 4, (int)((0.2422 * y) + 4.81) - (y / 4));
    }
}

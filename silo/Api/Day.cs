using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;

namespace Practice.Silo.Api;

/// <summary>A day in an address: <c>yyyy-MM-dd</c>, or today.</summary>
internal static class Day
{
    /// <summary>Null = it is none.</summary>
    public static DateOnly? Read(string? date, DomainClock clock) => date is null ? ChinaTime.DateOf(clock.Now)
        : DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200 ? day : null;

    /// <summary>A day that must be named; null = it is none.</summary>
    public static DateOnly? Parse(string date) => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static IResult Malformed() => Answer.Malformed("date", "A date is written yyyy-MM-dd, from 2000 on.");
}

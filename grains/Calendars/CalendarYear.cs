using System.Collections.Immutable;
using System.Globalization;
using Practice.Shared;

namespace Practice.Calendars;

/// <summary>
/// One year's exceptions from "Monday to Friday are working days": the days off, and the weekend days that are worked (调休).
/// </summary>
/// <remarks>
/// A year names days of its own only; a break over New Year stands in two years. <see cref="Provisional"/> (暂定) marks a year that
/// was computed because its notice is not loaded.
/// </remarks>
[GenerateSerializer, Immutable, Alias("calendarYear")]
public sealed record CalendarYear(
    [property: Id(0)] int Year,
    [property: Id(1)] ImmutableSortedSet<DateOnly> DaysOff,
    [property: Id(2)] ImmutableSortedSet<DateOnly> WorkingWeekendDays,
    [property: Id(3)] bool Provisional = false,
    [property: Id(4)] string? Source = null)
{
    /// <summary>Whether the day, which must be of this year, is worked.</summary>
    public bool IsWorkingDay(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        ? WorkingWeekendDays.Contains(date)
        : !DaysOff.Contains(date);

    /// <summary>Every fault of the data, one English sentence each; none for a year that may be loaded.</summary>
    /// <remarks>A month without a working day would leave its opening and its publication without a date.</remarks>
    public IReadOnlyList<string> Faults()
    {
        if (Year is < 1901 or > 9998)
            return [$"{Year} is not a year that a calendar can be loaded for."];

        var faults = new List<string>();
        foreach (var date in DaysOff.Union(WorkingWeekendDays).Where(d => d.Year != Year))
            faults.Add($"{Iso(date)} is not a day of {Year}.");
        foreach (var date in DaysOff.Intersect(WorkingWeekendDays))
            faults.Add($"{Iso(date)} is both off and worked.");
        foreach (var date in WorkingWeekendDays.Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
            faults.Add($"{Iso(date)} is not a weekend day.");
        for (var month = new YearMonth(Year, 1); month.Year == Year; month = month.AddMonths(1))
            if (!Enumerable.Range(0, month.LastDay.Day).Any(i => IsWorkingDay(month.FirstDay.AddDays(i))))
                faults.Add($"{month} has no working day.");
        return faults;
    }

    /// <summary>Reads days written <c>yyyy-MM-dd</c>, or stretches of them written <c>first/last</c>, both included.</summary>
    /// <exception cref="FormatException">A text is neither, or ends before it begins.</exception>
    public static ImmutableSortedSet<DateOnly> ParseDays(IEnumerable<string> days) => [.. days.SelectMany(Stretch)];

    public bool Equals(CalendarYear? other) => other is not null && Year == other.Year && Provisional == other.Provisional
        && DaysOff.SetEquals(other.DaysOff) && WorkingWeekendDays.SetEquals(other.WorkingWeekendDays);

    public override int GetHashCode() => HashCode.Combine(Year, Provisional, DaysOff.Count, WorkingWeekendDays.Count);

    private static IEnumerable<DateOnly> Stretch(string text)
    {
        var parts = text.Split('/');
        var first = Day(parts[0]);
        var last = parts.Length == 1 ? first : Day(parts[1]);
        if (parts.Length > 2 || last < first || last.DayNumber - first.DayNumber > 366)
            throw new FormatException($"'{text}' is not a stretch of days (yyyy-MM-dd/yyyy-MM-dd).");
        return Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

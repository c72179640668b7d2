using System.Collections.Immutable;

namespace Practice.Settings;

/// <summary>
/// One year's notice: the days off and the weekend days that are worked (调休). A day is written <c>yyyy-MM-dd</c>, a stretch of days
/// <c>first/last</c>, both included.
/// </summary>
[GenerateSerializer, Immutable, Alias("calendarTable")]
public sealed record CalendarTable([property: Id(0)] int Year)
{
    [Id(1)] public ImmutableArray<string> DaysOff { get; init; } = [];

    [Id(2)] public ImmutableArray<string> WorkingWeekendDays { get; init; } = [];

    /// <summary>The notice the days come from.</summary>
    [Id(3)] public string? Source { get; init; }

    /// <summary>Whether the year is computed because its notice is not loaded (暂定). Ignored in what is sent in.</summary>
    [Id(4)] public bool Provisional { get; init; }
}

using System.Collections.Immutable;
using Practice.Shared;
using Practice.Statistics;

namespace Practice.Silo.Api;

/// <summary>How many needs are open, and how many of them are past their limit.</summary>
internal sealed record PulseCount(long Open, long Overdue);

/// <summary>A unit right below, with everything below it.</summary>
/// <param name="Submitted">Of the present month.</param>
/// <param name="Satisfaction">Of the needs of this month and the last.</param>
internal sealed record PulseChild(string Code, string Name, Level Level, long Open, long Overdue, long Submitted, Rate Satisfaction);

/// <summary>A unit and everything below it at an instant.</summary>
/// <param name="ByLevel">By the level of the unit that has the need now.</param>
/// <remarks>Law: each of the four breakdowns sums to <paramref name="Open"/>.</remarks>
internal sealed record PulseView(
    string Unit, DateTimeOffset AsOf, long Open, long Overdue, ImmutableSortedDictionary<string, PulseCount> ByStatus, ImmutableSortedDictionary<string, PulseCount> ByLevel,
    ImmutableSortedDictionary<string, PulseCount> ByCategory, ImmutableSortedDictionary<string, PulseCount> ByUrgency, Rate Satisfaction, ImmutableArray<PulseChild> Children);

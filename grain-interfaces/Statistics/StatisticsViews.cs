using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Statistics;

/// <summary>A rate with both its numbers; no value where there is nothing to divide by.</summary>
[GenerateSerializer, Immutable, Alias("rate")]
public sealed record Rate([property: Id(0)] int Numerator, [property: Id(1)] int Denominator)
{
    public double? Value => Denominator == 0 ? null : Math.Round((double)Numerator / Denominator, 4);
}

/// <summary>
/// The rates of a unit's month. Formulas: accepted ÷ submitted; met ÷ due; met on time ÷ due; rated ÷ met; scores of 3 to 5 ÷ scores given.
/// </summary>
/// <remarks>Law: who has not rated is in no number of the satisfaction rate.</remarks>
[GenerateSerializer, Immutable, Alias("rates")]
public sealed record Rates(
    [property: Id(0)] Rate AcceptanceRate,
    [property: Id(1)] Rate FulfilmentRate,
    [property: Id(2)] Rate OnTimeRate,
    [property: Id(3)] Rate RatingRate,
    [property: Id(4)] Rate SatisfactionRate);

/// <summary>A child's part of a sum: its counts as of its own number (its stream's version).</summary>
[GenerateSerializer, Immutable, Alias("childCounts")]
public sealed record ChildCounts([property: Id(0)] string Unit, [property: Id(1)] long Number, [property: Id(2)] DateTimeOffset AsOf, [property: Id(3)] StatCounts Counts);

/// <summary>A unit's statistics of the needs submitted in one month.</summary>
/// <remarks>Law: <see cref="Total"/> = <see cref="Own"/> + the counts of <see cref="Children"/>, exactly, for the numbers shown.</remarks>
[GenerateSerializer, Immutable, Alias("statisticsView")]
public sealed record StatisticsView(
    [property: Id(0)] string Unit,
    [property: Id(1)] YearMonth Month,
    [property: Id(2)] DateTimeOffset AsOf,
    [property: Id(3)] long Number,
    [property: Id(4)] StatCounts Own,
    [property: Id(5)] StatCounts Total,
    [property: Id(6)] ImmutableArray<ChildCounts> Children,
    [property: Id(7)] Rates Rates);

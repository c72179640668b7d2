using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Statistics;
using Practice.Store;

namespace Practice.Telemetry;

/// <summary>The network in numbers at one instant. Sums over closed sets of levels and first-level categories: nobody's numbers.</summary>
/// <param name="CountedAt">Real time.</param>
/// <param name="Now">The domain's time, in which limits and ages are measured.</param>
/// <param name="Month">The counts of the present month's needs, over all cities.</param>
/// <param name="ProvisionalThisYear">Cities whose calendar of the year is computed, its notice not being loaded.</param>
internal sealed record Census(
    DateTimeOffset CountedAt, DateTimeOffset Now, StoreCensus Store, StatCounts Month, int ProvisionalThisYear, int ProvisionalNextYear)
{
    public TimeSpan OldestOwed => Store.OldestOwed is { } since && Now > since ? Now - since : TimeSpan.Zero;

    /// <summary>Open needs by level and first-level category, also where there are none.</summary>
    public IEnumerable<(string Level, string Category, long Number)> OpenNeeds
    {
        get
        {
            var open = Store.Open.ToLookup(group => (Level: LevelOf(group.Depth), Category: NetworkInstruments.CategoryOf(group.Category)), group => group.Number);
            return from level in NetworkInstruments.Levels.Append(ClosedCounter.Other)
                   from category in NetworkInstruments.Categories.Append(ClosedCounter.Other)
                   select (level, category, open[(level, category)].Sum());
        }
    }

    /// <summary>Overdue needs of every level, also of those that have none.</summary>
    public IEnumerable<(string Level, long Number)> Overdue => NetworkInstruments.Levels
        .Select(level => (level, Store.Open.Where(group => LevelOf(group.Depth) == level).Sum(group => group.Overdue)));

    /// <summary>Numerators and denominators of the month's rates, each by its name.</summary>
    public ImmutableArray<(string Measure, long Number)> Measures
    {
        get
        {
            var rates = RateRules.Of(Month);
            return
            [
                ("submitted", rates.AcceptanceRate.Denominator), ("taken", rates.AcceptanceRate.Numerator), ("owed", rates.FulfilmentRate.Denominator),
                ("fulfilled", rates.FulfilmentRate.Numerator), ("on_time", rates.OnTimeRate.Numerator), ("rated", rates.RatingRate.Numerator),
                ("scores", rates.SatisfactionRate.Denominator), ("satisfied", rates.SatisfactionRate.Numerator), ("broken_promises", Month.BrokenPromises),
            ];
        }
    }

    public static int Provisional(IEnumerable<ITerms> cities, DateOnly day) => cities.Count(terms => terms.Calendar.IsProvisional(day));

    private static string LevelOf(int depth) => depth >= 1 && depth <= NetworkInstruments.Levels.Length ? NetworkInstruments.Levels[depth - 1] : ClosedCounter.Other;
}

using Practice.Kernel;
using Practice.Months;
using Practice.Shared;

namespace Practice.Statistics;

/// <summary>Rates from counts, and a unit's statistics from its book.</summary>
public static class RateRules
{
    /// <summary>The least score that counts as satisfied (基本满意).</summary>
    private const int Satisfied = 3;

    public static Rates Of(StatCounts counts) => new(
        new(counts.Taken, counts.Submitted),
        new(counts.Fulfilled, counts.Owed),
        new(counts.OnTime, counts.Owed),
        new(counts.RatedNeeds, counts.Fulfilled),
        Satisfaction(counts.Scores.AsSpan()));

    public static Rates Of(PeriodCounts counts) => new(
        new(counts.Taken, counts.Submitted),
        new(counts.Fulfilled, counts.Fulfilled + counts.Unfulfilled),
        new(counts.OnTime, counts.Fulfilled + counts.Unfulfilled),
        new(counts.RatedNeeds, counts.Fulfilled),
        Satisfaction(counts.Scores.AsSpan()));

    public static StatisticsView Statistics(Book book, string unit, YearMonth month, DateTimeOffset now)
    {
        var id = month.ToString();
        var total = TallyRules.Sum(book, id);
        return new(
            unit, month, now, book.Version, book.Find<Tally>(id)?.Counts ?? StatCounts.Zero, total,
            [.. book.All<ChildTally>().Where(c => c.Facets.Month == id).Select(c => new ChildCounts(c.Child, c.Number, c.AsOf, c.Counts))],
            Of(total));
    }

    private static Rate Satisfaction(ReadOnlySpan<int> scores)
    {
        var (satisfied, all) = (0, 0);
        for (var score = 1; score <= scores.Length; score++)
        {
            all += scores[score - 1];
            satisfied += score >= Satisfied ? scores[score - 1] : 0;
        }

        return new(satisfied, all);
    }
}

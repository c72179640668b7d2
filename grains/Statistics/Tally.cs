using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;

namespace Practice.Statistics;

/// <summary>A unit's own counts of one month (the id). Changed in the same change as the need it counts, so it is never behind.</summary>
public sealed record Tally : Item
{
    public StatCounts Counts { get; init; } = StatCounts.Zero;

    public override Facets Facets => new(Open: true, Status: TallyRules.StatusOf(Counts), Month: Id);
}

/// <summary>The newest counts of a child's whole subtree in one month, as the child reported them; id <c>child/month</c>.</summary>
public sealed record ChildTally : Item
{
    public required string Child { get; init; }

    /// <summary>The child's stream version that the counts show.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    public StatCounts Counts { get; init; } = StatCounts.Zero;

    public override Facets Facets => new(Open: true, Status: TallyRules.StatusOf(Counts), Month: Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..]);
}

/// <summary>How counts follow from needs, and sums from counts.</summary>
public static class TallyRules
{
    public const string Topic = "tally/";

    /// <summary>Needs counted here that are neither done nor ended otherwise; the same ones as <see cref="Need.IsUnsettled"/>.</summary>
    public static int Unsettled(StatCounts counts) => counts.ByStatus.Sum(pair => IsUnsettled(pair.Key) ? pair.Value : 0);

    /// <summary>What a board finds a tally by: whether needs of its month are still open.</summary>
    public static string StatusOf(StatCounts counts) => Unsettled(counts) > 0 ? "open" : "settled";

    private static bool IsUnsettled(NeedStatus status) => status is NeedStatus.Submitted or NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Accepted
        or NeedStatus.InService or NeedStatus.Unfulfilled;

    /// <summary>What one need adds to its month. A pure function of the need: counts can be checked against a full recount.</summary>
    public static StatCounts Contribution(Need need)
    {
        var fulfilled = need.Status is NeedStatus.Done or NeedStatus.Rated;
        var owed = fulfilled || need.Status == NeedStatus.Unfulfilled;
        var scores = new int[5];
        foreach (var rating in need.Ratings)
            scores[rating.Counts - 1]++;
        return new StatCounts
        {
            Submitted = 1,
            ByStatus = ImmutableSortedDictionary<NeedStatus, int>.Empty.Add(need.Status, 1),
            ByCategory = ImmutableSortedDictionary<string, CategoryCounts>.Empty.Add(need.Category.Split('.')[0],
                new(1, fulfilled ? 1 : 0, owed ? 1 : 0, need.Ratings.Length, need.Ratings.Sum(r => r.Counts))),
            Taken = need.VerifiedAt is null ? 0 : 1,
            Fulfilled = fulfilled ? 1 : 0,
            OnTime = fulfilled && need.OnTime == true ? 1 : 0,
            Owed = owed ? 1 : 0,
            RatedNeeds = need.Ratings.Length > 0 ? 1 : 0,
            Scores = [.. scores],
            BrokenPromises = need.BrokenPromises,
        };
    }

    /// <summary>Moves the month's counts from what a need was to what it is.</summary>
    public static void Follow(Draft draft, string? parent, Need? before, Need after)
    {
        var tally = draft.Book.Find<Tally>(after.Month) ?? new Tally { Id = after.Month, CreatedAt = draft.Now };
        var counts = (before is null ? tally.Counts : tally.Counts - Contribution(before)) + Contribution(after);
        draft.Keep(tally with { Counts = counts });
        if (parent is not null)
            draft.Report(Shared.Ids.UnitStream(parent), Topic + after.Month);
    }

    /// <summary>A unit's subtree: its own counts plus the newest its children have reported.</summary>
    public static StatCounts Sum(Book book, string month)
    {
        var sum = book.Find<Tally>(month)?.Counts ?? StatCounts.Zero;
        foreach (var child in book.All<ChildTally>())
            if (child.Facets.Month == month)
                sum += child.Counts;
        return sum;
    }
}

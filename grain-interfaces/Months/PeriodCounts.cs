using System.Collections.Immutable;

namespace Practice.Months;

/// <summary>
/// What became of the needs that a unit had in a month: those carried over and those submitted until the month was closed.
/// </summary>
/// <remarks>
/// Laws: CarriedOver + Submitted = Fulfilled + Merged + Rejected + Redirected + Withdrawn + OpenAtClose; sums of balanced counts are
/// balanced. A need done again after a bad rating counts as carried over in the month in which it is done again.
/// </remarks>
[GenerateSerializer, Immutable, Alias("periodCounts")]
public sealed record PeriodCounts
{
    public static readonly PeriodCounts Zero = new();

    [Id(0)] public int CarriedOver { get; init; }
    [Id(1)] public int Submitted { get; init; }

    /// <summary>Of those submitted: found reasonable and taken on.</summary>
    [Id(2)] public int Taken { get; init; }

    [Id(3)] public int Fulfilled { get; init; }
    [Id(4)] public int OnTime { get; init; }
    [Id(5)] public int Merged { get; init; }
    [Id(6)] public int Rejected { get; init; }
    [Id(7)] public int Redirected { get; init; }
    [Id(8)] public int Withdrawn { get; init; }

    /// <summary>Taken on and open at the close: each stands in the publication with steps and a date.</summary>
    [Id(9)] public int Unfulfilled { get; init; }

    /// <summary>Open at the close and not checked yet.</summary>
    [Id(10)] public int Pending { get; init; }

    [Id(11)] public int BrokenPromises { get; init; }

    /// <summary>Of those fulfilled: rated by somebody. Ratings by score, index 0 = one star.</summary>
    [Id(12)] public int RatedNeeds { get; init; }

    [Id(13)] public ImmutableArray<int> Scores { get; init; } = [0, 0, 0, 0, 0];

    public int OpenAtClose => Unfulfilled + Pending;

    public bool IsBalanced => CarriedOver + Submitted == Fulfilled + Merged + Rejected + Redirected + Withdrawn + OpenAtClose;

    public static PeriodCounts operator +(PeriodCounts left, PeriodCounts right) => Add(left, right);

    public static PeriodCounts Add(PeriodCounts left, PeriodCounts right) => new()
    {
        CarriedOver = left.CarriedOver + right.CarriedOver,
        Submitted = left.Submitted + right.Submitted,
        Taken = left.Taken + right.Taken,
        Fulfilled = left.Fulfilled + right.Fulfilled,
        OnTime = left.OnTime + right.OnTime,
        Merged = left.Merged + right.Merged,
        Rejected = left.Rejected + right.Rejected,
        Redirected = left.Redirected + right.Redirected,
        Withdrawn = left.Withdrawn + right.Withdrawn,
        Unfulfilled = left.Unfulfilled + right.Unfulfilled,
        Pending = left.Pending + right.Pending,
        BrokenPromises = left.BrokenPromises + right.BrokenPromises,
        RatedNeeds = left.RatedNeeds + right.RatedNeeds,
        Scores = [.. left.Scores.Zip(right.Scores, (a, b) => a + b)],
    };
}

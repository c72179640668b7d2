using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Practice.Needs;

namespace Practice.Statistics;

/// <summary>Counts of the needs submitted in one month, by where they stand. Sums of counts are counts: a parent's are its own plus its children's.</summary>
/// <remarks>
/// Laws: Submitted equals the sum over ByStatus; addition is associative and commutative, with <see cref="Zero"/> as its unit.
/// </remarks>
[GenerateSerializer, Immutable, Alias("statCounts")]
public sealed record StatCounts
{
    public static readonly StatCounts Zero = new();

    [Id(0)] public int Submitted { get; init; }
    [Id(1)] public ImmutableSortedDictionary<NeedStatus, int> ByStatus { get; init; } = ImmutableSortedDictionary<NeedStatus, int>.Empty;

    /// <summary>Submitted, by first-level category.</summary>
    [Id(2)] public ImmutableSortedDictionary<string, CategoryCounts> ByCategory { get; init; } = ImmutableSortedDictionary<string, CategoryCounts>.Empty;

    /// <summary>Found reasonable and taken on (受理).</summary>
    [Id(3)] public int Taken { get; init; }

    /// <summary>Met (兑现).</summary>
    [Id(4)] public int Fulfilled { get; init; }

    [Id(5)] public int OnTime { get; init; }

    /// <summary>Needs met or owed with a promise: what had to be met.</summary>
    [Id(6)] public int Owed { get; init; }

    /// <summary>Needs met that somebody rated, and ratings by score: index 0 = one star … 4 = five stars.</summary>
    [Id(7)] public int RatedNeeds { get; init; }

    [Id(8)] public ImmutableArray<int> Scores { get; init; } = [0, 0, 0, 0, 0];
    [Id(9)] public int BrokenPromises { get; init; }

    [JsonExtensionData, Id(10)]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    public static StatCounts operator +(StatCounts a, StatCounts b) => Combine(a, b, 1);

    public static StatCounts operator -(StatCounts a, StatCounts b) => Combine(a, b, -1);

    public static StatCounts Add(StatCounts left, StatCounts right) => left + right;

    public static StatCounts Subtract(StatCounts left, StatCounts right) => left - right;

    private static StatCounts Combine(StatCounts a, StatCounts b, int sign) => a with
    {
        Submitted = a.Submitted + sign * b.Submitted,
        ByStatus = Merge(a.ByStatus, b.ByStatus, (x, y) => x + sign * y, 0),
        ByCategory = Merge(a.ByCategory, b.ByCategory, (x, y) => x.Plus(y, sign), CategoryCounts.Zero),
        Taken = a.Taken + sign * b.Taken,
        Fulfilled = a.Fulfilled + sign * b.Fulfilled,
        OnTime = a.OnTime + sign * b.OnTime,
        Owed = a.Owed + sign * b.Owed,
        RatedNeeds = a.RatedNeeds + sign * b.RatedNeeds,
        Scores = Add(a.Scores, b.Scores, sign),
        BrokenPromises = a.BrokenPromises + sign * b.BrokenPromises,
    };

    private static ImmutableArray<int> Add(ImmutableArray<int> a, ImmutableArray<int> b, int sign)
    {
        if (!b.AsSpan().ContainsAnyExcept(0) && b.Length == a.Length)
            return a;
        var sum = new int[Math.Min(a.Length, b.Length)];
        for (var i = 0; i < sum.Length; i++)
            sum[i] = a[i] + sign * b[i];
        return ImmutableCollectionsMarshal.AsImmutableArray(sum);
    }

    private static ImmutableSortedDictionary<TKey, T> Merge<TKey, T>(ImmutableSortedDictionary<TKey, T> a, ImmutableSortedDictionary<TKey, T> b, Func<T, T, T> join, T zero)
        where TKey : notnull
    {
        foreach (var (key, value) in b)
        {
            var joined = join(a.GetValueOrDefault(key, zero), value);
            a = EqualityComparer<T>.Default.Equals(joined, zero) ? a.Remove(key) : a.SetItem(key, joined);
        }

        return a;
    }
}

/// <summary>The counts of one category.</summary>
[GenerateSerializer, Immutable, Alias("categoryCounts")]
public sealed record CategoryCounts(
    [property: Id(0)] int Submitted, [property: Id(1)] int Fulfilled, [property: Id(2)] int Owed, [property: Id(3)] int Ratings, [property: Id(4)] int RatingSum)
{
    public static readonly CategoryCounts Zero = new(0, 0, 0, 0, 0);

    public CategoryCounts Plus(CategoryCounts other, int sign) => new(
        Submitted + sign * other.Submitted, Fulfilled + sign * other.Fulfilled, Owed + sign * other.Owed,
        Ratings + sign * other.Ratings, RatingSum + sign * other.RatingSum);
}

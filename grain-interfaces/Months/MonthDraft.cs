using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Months;

/// <summary>The month's last day on one screen: the publication as it would be now, and what is still owed to it.</summary>
/// <param name="Sheet">Not published: without a hash.</param>
[GenerateSerializer, Immutable, Alias("monthDraft")]
public sealed record MonthDraft([property: Id(0)] PublicationView Sheet, [property: Id(1)] MonthOwed Owed);

/// <summary>Needs that the month's publication will show as unfulfilled, each with a promise filled in beforehand.</summary>
/// <param name="PublishOn">The month's last working day.</param>
/// <param name="Gaps">How many still have no promise that holds: until it is 0 the month is not published.</param>
[GenerateSerializer, Immutable, Alias("monthOwed")]
public sealed record MonthOwed(
    [property: Id(0)] string Unit,
    [property: Id(1)] YearMonth Month,
    [property: Id(2)] DateOnly PublishOn,
    [property: Id(3)] ImmutableArray<PromiseDraft> Lines,
    [property: Id(4)] int Gaps);

/// <summary>One unfulfilled need and what could be promised for it.</summary>
/// <param name="Proposed">What holds already, what was promised last with a later date, or what the situation suggests.</param>
[GenerateSerializer, Immutable, Alias("promiseDraft")]
public sealed record PromiseDraft(
    [property: Id(0)] string Need,
    [property: Id(1)] string Title,
    [property: Id(2)] string Category,
    [property: Id(3)] NeedStatus Status,
    [property: Id(4)] bool Gap,
    [property: Id(5)] PromiseSource Source,
    [property: Id(6)] Promise Proposed,
    [property: Id(7)] int BrokenPromises,
    [property: Id(8)] long Version);

/// <summary>已有承诺, 上次承诺改期, 系统拟写.</summary>
[GenerateSerializer, Alias("promiseSource")]
public enum PromiseSource { Holds, LastPromise, Suggested }

/// <summary>Promises for many needs in one step: all of them or, where one is refused, none.</summary>
[GenerateSerializer, Immutable, Alias("promiseMany")]
public sealed record PromiseMany
{
    /// <summary>Needs with a promise of their own.</summary>
    [Id(0)] public ImmutableArray<PromiseItem> Items { get; init; } = [];

    /// <summary>For every gap of a first- or second-level category that <see cref="Items"/> does not name.</summary>
    [Id(1)] public ImmutableArray<CategoryPromise> Categories { get; init; } = [];

    /// <summary>Whether what is left takes the promise that was filled in beforehand.</summary>
    [Id(2)] public bool Rest { get; init; }
}

/// <param name="Version">The need's version that was seen; null = any.</param>
[GenerateSerializer, Immutable, Alias("promiseItem")]
public sealed record PromiseItem([property: Id(0)] string Need, [property: Id(1)] Promise Promise, [property: Id(2)] long? Version = null);

[GenerateSerializer, Immutable, Alias("categoryPromise")]
public sealed record CategoryPromise([property: Id(0)] string Category, [property: Id(1)] Promise Promise);

/// <summary>Who publishes for a unit that is late, and why.</summary>
[GenerateSerializer, Immutable, Alias("onBehalf")]
public sealed record OnBehalf([property: Id(0)] string By, [property: Id(1)] string Reason);

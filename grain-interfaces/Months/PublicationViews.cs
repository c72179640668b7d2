using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;
using Practice.Statistics;
using Practice.Services;

namespace Practice.Months;

/// <summary>已兑现: a need that was met, by whom, when, and what people said.</summary>
/// <param name="BrokenPromises">Promises that were broken before it was met, which stay visible; null = none.</param>
[GenerateSerializer, Immutable, Alias("fulfilledLine")]
public sealed record FulfilledLine(
    [property: Id(0)] string Need,
    [property: Id(1)] string Title,
    [property: Id(2)] string Category,
    [property: Id(3)] ImmutableArray<string> Teams,
    [property: Id(4)] DateOnly DoneOn,
    [property: Id(5)] bool OnTime,
    [property: Id(6)] RatingView? Rating,
    [property: Id(7)] int? BrokenPromises = null);

/// <summary>未兑现: why not yet, what will be done, by when, and which unit answers for it.</summary>
/// <param name="SettledOn">Where the month is published late: the day it was settled after the month's end.</param>
[GenerateSerializer, Immutable, Alias("unfulfilledLine")]
public sealed record UnfulfilledLine(
    [property: Id(0)] string Need,
    [property: Id(1)] string Title,
    [property: Id(2)] string Category,
    [property: Id(3)] string Reason,
    [property: Id(4)] ImmutableArray<string> Steps,
    [property: Id(5)] DateOnly? PromisedDate,
    [property: Id(6)] string Responsible,
    [property: Id(7)] int BrokenPromises,
    [property: Id(8)] DateOnly? SettledOn);

/// <summary>A child's own publication of the month, as it was when the parent published.</summary>
[GenerateSerializer, Immutable, Alias("childPublication")]
public sealed record ChildPublicationView(
    [property: Id(0)] string Unit, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset PublishedAt, [property: Id(3)] PeriodCounts Counts, [property: Id(4)] string Hash);

/// <summary>A unit that had not published by then (未按期公示).</summary>
[GenerateSerializer, Immutable, Alias("lateUnit")]
public sealed record LateUnit([property: Id(0)] string Unit, [property: Id(1)] string Name);

/// <summary>A correction, added below what stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("publicationNote")]
public sealed record PublicationNote([property: Id(0)] int N, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Text);

/// <summary>张榜公示: a month of a unit as it was published. Immutable, without personal data.</summary>
/// <remarks>
/// <see cref="Hash"/> is the SHA-256, in hexadecimal, of this document without <c>hash</c>, <c>notes</c> and members that are null, its
/// keys in ordinal order, without spaces, in UTF-8. Notes are added below and change nothing above.
/// </remarks>
[GenerateSerializer, Immutable, Alias("publicationView")]
public sealed record PublicationView
{
    [Id(0)] public required string Unit { get; init; }
    [Id(1)] public required string UnitName { get; init; }
    [Id(2)] public required YearMonth Month { get; init; }
    [Id(3)] public DateTimeOffset PublishedAt { get; init; }

    /// <summary>The period told of: after this instant …</summary>
    [Id(4)] public DateTimeOffset After { get; init; }

    /// <summary>… and until this one, included.</summary>
    [Id(5)] public DateTimeOffset Until { get; init; }

    [Id(6)] public ImmutableArray<FulfilledLine> Fulfilled { get; init; } = [];
    [Id(7)] public ImmutableArray<UnfulfilledLine> Unfulfilled { get; init; } = [];
    [Id(8)] public ImmutableArray<PublicService> Services { get; init; } = [];

    /// <summary>This unit's own needs; <see cref="Total"/> adds the children's publications.</summary>
    [Id(9)] public required PeriodCounts Own { get; init; }

    [Id(10)] public required PeriodCounts Total { get; init; }
    [Id(11)] public required Rates Rates { get; init; }
    [Id(12)] public ImmutableArray<ChildPublicationView> Children { get; init; } = [];
    [Id(13)] public ImmutableArray<LateUnit> Late { get; init; } = [];
    [Id(14)] public string? Hash { get; init; }
    [Id(15)] public ImmutableArray<PublicationNote> Notes { get; init; } = [];

    /// <summary>The unit above that published it, because this one was late; null = itself.</summary>
    [Id(16)] public string? PublishedBy { get; init; }

    [Id(17)] public string? BehalfReason { get; init; }

    /// <summary>Set where a deputy of the unit's head published it.</summary>
    [Id(18)] public bool? ByDeputy { get; init; }
}

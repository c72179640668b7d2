using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Months;

/// <summary>生成计划中, 已生成计划, 派单中, 已派单, 已公示.</summary>
[GenerateSerializer, Alias("monthState")]
public enum MonthState { Planning, Planned, Confirming, Confirmed, Published }

/// <summary>拟定, 已派, 不再.</summary>
[GenerateSerializer, Alias("planLineStatus")]
public enum PlanLineStatus { Proposed, Sent, Dropped }

/// <summary>A team's part in a planned need, and why it was chosen: steps of the tree to it, and its price beside others.</summary>
[GenerateSerializer, Immutable, Alias("teamShare")]
public sealed record TeamShare([property: Id(0)] string Team, [property: Id(1)] int People, [property: Id(2)] int Hops, [property: Id(3)] int Price);

/// <summary>A line of the month's plan (brief, rows 110–111): the need, its project, teams, quantity, deadline, milestones.</summary>
/// <param name="Unit">The need's own unit, which makes the offers.</param>
/// <param name="Project">The standing service or project that it is counted under; null = a one-off.</param>
/// <param name="Teams">The first leads, the others assist; none: <paramref name="Reason"/> says why.</param>
[GenerateSerializer, Immutable, Alias("planLineView")]
public sealed record PlanLineView(
    [property: Id(0)] string Need,
    [property: Id(1)] string Unit,
    [property: Id(2)] string? Title,
    [property: Id(3)] string Category,
    [property: Id(4)] Urgency Urgency,
    [property: Id(5)] string? Project,
    [property: Id(6)] ImmutableArray<TeamShare> Teams,
    [property: Id(7)] int Quantity,
    [property: Id(8)] DateOnly Deadline,
    [property: Id(9)] ImmutableArray<string> Milestones,
    [property: Id(10)] string? Reason,
    [property: Id(11)] PlanLineStatus Status);

/// <summary>How the plan did, with the greedy plan beside it and the proof of the flow model's optimum.</summary>
[GenerateSerializer, Immutable, Alias("planSummary")]
public sealed record PlanSummary(
    [property: Id(0)] int Needs,
    [property: Id(1)] int Placed,
    [property: Id(2)] long Cost,
    [property: Id(3)] string Method,
    [property: Id(4)] int GreedyPlaced,
    [property: Id(5)] long GreedyCost,
    [property: Id(6)] bool ProvenOptimal,
    [property: Id(7)] string Certificate);

/// <summary>Whether a child has published the month, and when.</summary>
[GenerateSerializer, Immutable, Alias("childMonth")]
public sealed record ChildMonth([property: Id(0)] string Unit, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset? PublishedAt);

/// <summary>A unit's month: what is planned, what has been sent, and what still stands in the way of publishing it.</summary>
[GenerateSerializer, Immutable, Alias("monthView")]
public sealed record MonthView
{
    [Id(0)] public required string Unit { get; init; }
    [Id(1)] public required YearMonth Month { get; init; }
    [Id(2)] public MonthState State { get; init; }
    [Id(3)] public DateTimeOffset OpenedAt { get; init; }
    [Id(4)] public DateTimeOffset? PlannedAt { get; init; }
    [Id(5)] public DateTimeOffset? ConfirmedAt { get; init; }
    [Id(6)] public DateTimeOffset? PublishedAt { get; init; }
    [Id(7)] public PlanSummary? Plan { get; init; }
    [Id(8)] public ImmutableArray<PlanLineView> Lines { get; init; } = [];

    /// <summary>Needs without steps and a promised date that still holds.</summary>
    [Id(9)] public ImmutableArray<string> Gaps { get; init; } = [];

    [Id(10)] public ImmutableArray<ChildMonth> Children { get; init; } = [];
    [Id(11)] public long Version { get; init; }
}

/// <summary>Sends the plan's offers.</summary>
[GenerateSerializer, Immutable, Alias("confirmMonth")]
public sealed record ConfirmMonth
{
    /// <summary>Needs to leave out.</summary>
    [Id(0)] public ImmutableArray<string> Except { get; init; } = [];

    /// <summary>Needs for which a person knows better teams than the plan.</summary>
    [Id(1)] public ImmutableArray<LineChoice> Choices { get; init; } = [];
}

/// <summary>A person's choice for one line of the plan: the first team leads, the others assist.</summary>
[GenerateSerializer, Immutable, Alias("lineChoice")]
public sealed record LineChoice([property: Id(0)] string Need, [property: Id(1)] ImmutableArray<string> Teams);

using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>An activity as its team, its unit's desk and (without <see cref="Author"/> and what follows) everybody sees it: counts, no people.</summary>
[GenerateSerializer, Immutable, Alias("activityView")]
public sealed record ActivityView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public string? Team { get; init; }
    [Id(3)] public string? Order { get; init; }
    [Id(4)] public string? Need { get; init; }
    [Id(5)] public required string Title { get; init; }
    [Id(6)] public string? Description { get; init; }
    [Id(7)] public required string Category { get; init; }
    [Id(8)] public PracticeTask? Task { get; init; }
    [Id(9)] public ActivityState State { get; init; }
    [Id(10)] public Place? Location { get; init; }
    [Id(11)] public string? MeetingPoint { get; init; }
    [Id(12)] public RiskLevel Risk { get; init; }
    [Id(13)] public string? RiskStatement { get; init; }
    [Id(14)] public string? Safeguards { get; init; }
    [Id(15)] public bool Insured { get; init; }
    [Id(16)] public ImmutableArray<PositionSpec> Positions { get; init; } = [];
    [Id(17)] public ImmutableArray<SessionView> Sessions { get; init; } = [];
    [Id(18)] public int Fence { get; init; }
    [Id(19)] public bool LocationCheckIn { get; init; }
    [Id(20)] public int CutOff { get; init; }
    [Id(21)] public int WaitingList { get; init; }
    [Id(22)] public int ConfirmWithin { get; init; }
    [Id(23)] public DateTimeOffset? SignUpFrom { get; init; }
    [Id(24)] public string? Reason { get; init; }
    [Id(25)] public DateTimeOffset CreatedAt { get; init; }
    [Id(26)] public long Version { get; init; }
    [Id(27)] public string? Author { get; init; }
    [Id(28)] public string? ReviewedBy { get; init; }
    [Id(29)] public string? InsurancePolicy { get; init; }
}

/// <summary>A session (场次). <see cref="N"/> counts from 1; a draft's sessions are foreseen and have none yet.</summary>
[GenerateSerializer, Immutable, Alias("sessionView")]
public sealed record SessionView(
    [property: Id(0)] string Activity,
    [property: Id(1)] int N,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset Until,
    [property: Id(4)] SessionState State,
    [property: Id(5)] ImmutableArray<SeatsView> Positions,
    [property: Id(6)] string? Reason,
    [property: Id(7)] long Version);

/// <param name="Taken">Seats given, offered or kept for somebody invited.</param>
/// <param name="Waiting">Seats that are waited for.</param>
[GenerateSerializer, Immutable, Alias("seatsView")]
public sealed record SeatsView(
    [property: Id(0)] string Position,
    [property: Id(1)] int Headcount,
    [property: Id(2)] int Taken,
    [property: Id(3)] int Waiting);

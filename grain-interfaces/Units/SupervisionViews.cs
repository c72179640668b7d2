using System.Collections.Immutable;

namespace Practice.Units;

/// <summary>督办 (rules §4.3): 提醒, 催办, 督办, 升级, 挂牌. What is late climbs by itself; nothing is none.</summary>
[GenerateSerializer, Alias("ladderStep")]
public enum LadderStep { None, Remind, Urge, Supervise, Escalate, Listed }

/// <summary>约谈: decided, held, looked at again.</summary>
[GenerateSerializer, Alias("interviewStatus")]
public enum InterviewStatus { Decided, Held, Closed }

/// <summary>A person decides on an interview with the head of a unit below. The rules only ever propose one.</summary>
/// <param name="Needs">The cases that it is about.</param>
[GenerateSerializer, Immutable, Alias("decideInterview")]
public sealed record DecideInterview([property: Id(0)] string Unit, [property: Id(1)] string Reason, [property: Id(2)] ImmutableArray<string> Needs);

/// <summary>The minutes of an interview.</summary>
/// <param name="RecheckOn">The day on which somebody looks whether it was kept.</param>
[GenerateSerializer, Immutable, Alias("holdInterview")]
public sealed record HoldInterview([property: Id(0)] string Minutes, [property: Id(1)] ImmutableArray<Commitment> Commitments, [property: Id(2)] DateOnly RecheckOn);

/// <summary>What the interviewed unit promised, and by when.</summary>
[GenerateSerializer, Immutable, Alias("commitment")]
public sealed record Commitment([property: Id(0)] string What, [property: Id(1)] DateOnly By);

/// <summary>Whether the commitments were kept.</summary>
[GenerateSerializer, Immutable, Alias("recheckInterview")]
public sealed record RecheckInterview([property: Id(0)] bool Kept, [property: Id(1)] string? Note = null);

/// <summary>An interview as the staff of the unit that decided on it see it. Never public.</summary>
[GenerateSerializer, Immutable, Alias("interviewView")]
public sealed record InterviewView
{
    [Id(0)] public required int N { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public required string Reason { get; init; }
    [Id(3)] public ImmutableArray<string> Needs { get; init; } = [];
    [Id(4)] public InterviewStatus Status { get; init; }
    [Id(5)] public DateTimeOffset DecidedAt { get; init; }
    [Id(6)] public DateTimeOffset? HeldAt { get; init; }
    [Id(7)] public string? Minutes { get; init; }
    [Id(8)] public ImmutableArray<Commitment> Commitments { get; init; } = [];
    [Id(9)] public DateOnly? RecheckOn { get; init; }
    [Id(10)] public bool? Kept { get; init; }
    [Id(11)] public string? Note { get; init; }
    [Id(12)] public long Version { get; init; }
}

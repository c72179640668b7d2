using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>What an activity is; members left out stay as they are. Once it is public only some may still change.</summary>
[GenerateSerializer, Immutable, Alias("setActivity")]
public sealed record SetActivity
{
    [Id(0)] public string? Title { get; init; }
    [Id(1)] public string? Description { get; init; }
    [Id(2)] public string? Category { get; init; }
    [Id(3)] public PracticeTask? Task { get; init; }

    /// <summary>The accepted order of the team that it carries out; only when it is founded.</summary>
    [Id(4)] public string? Order { get; init; }

    [Id(5)] public Place? Location { get; init; }
    [Id(6)] public string? MeetingPoint { get; init; }
    [Id(7)] public RiskLevel? Risk { get; init; }

    /// <summary>The possible risks in words (条例 §12): nothing is published without.</summary>
    [Id(8)] public string? RiskStatement { get; init; }

    /// <summary>What is offered against them: training, equipment, insurance (GB/T 40143 §6.1).</summary>
    [Id(9)] public string? Safeguards { get; init; }

    [Id(10)] public string? InsurancePolicy { get; init; }
    [Id(11)] public ImmutableArray<PositionSpec>? Positions { get; init; }
    [Id(12)] public ImmutableArray<SessionPlan>? Sessions { get; init; }

    /// <summary>Metres round the place within which a check-in counts as being there.</summary>
    [Id(13)] public int? Fence { get; init; }

    /// <summary>Whether being there checks in without a code; such check-ins are looked at before they count.</summary>
    [Id(14)] public bool? LocationCheckIn { get; init; }

    /// <summary>Minutes before the start until which a place is given back without a mark.</summary>
    [Id(15)] public int? CutOff { get; init; }

    /// <summary>Most seats of a position's waiting list in a session.</summary>
    [Id(16)] public int? WaitingList { get; init; }

    /// <summary>Minutes that an offered or invited place waits for a yes.</summary>
    [Id(17)] public int? ConfirmWithin { get; init; }

    /// <summary>When sign-up opens; without it, once it is published.</summary>
    [Id(18)] public DateTimeOffset? SignUpFrom { get; init; }
}

/// <summary>One session, or with a rule (RFC 5545 RRULE, by day at most) a row of them; the first is the one named.</summary>
[GenerateSerializer, Immutable, Alias("sessionPlan")]
public sealed record SessionPlan(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] DateTimeOffset Until,
    [property: Id(2)] string? Rule = null);

/// <summary>What people do there, how many are wanted in each session, and what is asked of them. Known by its name.</summary>
[GenerateSerializer, Immutable, Alias("positionSpec")]
public sealed record PositionSpec
{
    [Id(0)] public string Name { get; init; } = "";
    [Id(1)] public int Headcount { get; init; }
    [Id(2)] public string? Content { get; init; }
    [Id(3)] public int? MinAge { get; init; }
    [Id(4)] public int? MaxAge { get; init; }
    [Id(5)] public ImmutableArray<string> Skills { get; init; } = [];
    [Id(6)] public ImmutableArray<string> Trainings { get; init; } = [];
    [Id(7)] public bool RealName { get; init; }
}

/// <summary>The desk's word on a draft: fit to be published, or back to its author with a reason.</summary>
[GenerateSerializer, Immutable, Alias("reviewActivity")]
public sealed record ReviewActivity([property: Id(0)] bool Accepted, [property: Id(1)] string? Reason);

/// <summary>Another time while nobody has a place, or other headcounts that hold those who have.</summary>
[GenerateSerializer, Immutable, Alias("editSession")]
public sealed record EditSession(
    [property: Id(0)] DateTimeOffset? From,
    [property: Id(1)] DateTimeOffset? Until,
    [property: Id(2)] ImmutableDictionary<string, int>? Headcounts);

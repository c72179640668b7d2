using System.Collections.Immutable;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>A need as clients see it. Nobody's details: those are read apart, by those who may, and leave an access record.</summary>
[GenerateSerializer, Immutable, Alias("needView")]
public sealed record NeedView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public required string Title { get; init; }
    [Id(3)] public string? Description { get; init; }
    [Id(4)] public required string Category { get; init; }
    [Id(5)] public Urgency Urgency { get; init; }
    [Id(6)] public Channel Channel { get; init; }
    [Id(7)] public string? Service { get; init; }
    [Id(8)] public DateTimeOffset ReceivedAt { get; init; }
    [Id(9)] public DateTimeOffset SubmittedAt { get; init; }
    [Id(10)] public string? IntakePoint { get; init; }
    [Id(11)] public string? SlipNo { get; init; }
    [Id(12)] public int People { get; init; }
    [Id(13)] public TimeSlot? Wanted { get; init; }
    [Id(14)] public Place? Location { get; init; }
    [Id(15)] public bool OnBehalf { get; init; }
    [Id(16)] public string? ContactName { get; init; }
    [Id(17)] public ImmutableArray<DeliveryTag> Deliveries { get; init; } = [];
    [Id(18)] public ImmutableArray<CoverageField> Coverage { get; init; } = [];
    [Id(19)] public NeedStatus Status { get; init; }

    /// <summary>The unit now responsible; the need's id keeps the one that took it in.</summary>
    [Id(20)] public required string Owner { get; init; }

    [Id(21)] public required DueTimes Due { get; init; }
    [Id(22)] public bool Overdue { get; init; }
    [Id(23)] public ImmutableArray<OrderBrief> Orders { get; init; } = [];
    [Id(24)] public ImmutableArray<CandidateView> Candidates { get; init; } = [];
    [Id(25)] public int Supporters { get; init; }
    [Id(26)] public RatingView? Rating { get; init; }
    [Id(27)] public Promise? Promise { get; init; }
    [Id(28)] public int BrokenPromises { get; init; }
    [Id(29)] public string? MergedInto { get; init; }
    [Id(30)] public string? Reason { get; init; }
    [Id(31)] public string? Advice { get; init; }
    [Id(32)] public string? RedirectedTo { get; init; }
    [Id(33)] public AllocationView? Allocation { get; init; }
    [Id(34)] public bool AwaitingResident { get; init; }
    [Id(35)] public DateTimeOffset? DoneAt { get; init; }
    [Id(36)] public string Month { get; init; } = "";

    /// <summary>Numbers to ring at once where the words sound like an emergency.</summary>
    [Id(37)] public ImmutableArray<string> EmergencyNumbers { get; init; } = [];

    /// <summary>Needs that may be the same, for the clerk who checks.</summary>
    [Id(38)] public ImmutableArray<DuplicateView> Duplicates { get; init; } = [];

    [Id(39)] public bool Redone { get; init; }
    [Id(40)] public DateTimeOffset? CallBackDue { get; init; }
    [Id(41)] public long Version { get; init; }

    /// <summary>The account that the need belongs to. For rights; not shown.</summary>
    [Id(42), System.Text.Json.Serialization.JsonIgnore] public string? Resident { get; init; }

    /// <summary>即办件: written down after the work was done.</summary>
    [Id(43)] public bool RecordedAfter { get; init; }

    [Id(44)] public ImmutableArray<string> Photos { get; init; } = [];
    [Id(45)] public ProvenanceView? Provenance { get; init; }
    [Id(46)] public CallsView? Calls { get; init; }

    /// <summary>What was done with it beside the work, and why; the newest last.</summary>
    [Id(47)] public ImmutableArray<DeskWord> Words { get; init; } = [];

    [Id(48)] public ReferralView? Referral { get; init; }
    [Id(49)] public ImpossibleView? Impossible { get; init; }
    [Id(50)] public AppealView? Appeal { get; init; }

    /// <summary>In the answer to a check: where the routing catalogue would send it.</summary>
    [Id(51)] public SuggestedRoute? Route { get; init; }

    /// <summary>What a micro-wish is worth at most, in yuan.</summary>
    [Id(52)] public int? WishValue { get; init; }
}

/// <summary>The limits of each step, in working time of the loaded calendar; <see cref="Provisional"/> while a year's calendar is not loaded yet.</summary>
[GenerateSerializer, Immutable, Alias("dueTimes")]
public sealed record DueTimes(
    [property: Id(0)] DateTimeOffset? Review = null,
    [property: Id(1)] DateTimeOffset? Dispatch = null,
    [property: Id(2)] DateTimeOffset? Accept = null,
    [property: Id(3)] DateTimeOffset? Contact = null,
    [property: Id(4)] DateTimeOffset? Finish = null,
    [property: Id(5)] DateTimeOffset? Rate = null,
    [property: Id(6)] bool Provisional = false);

[GenerateSerializer, Immutable, Alias("orderBrief")]
public sealed record OrderBrief([property: Id(0)] string Id, [property: Id(1)] string Team, [property: Id(2)] OrderStatus Status, [property: Id(3)] bool Lead, [property: Id(4)] int People);

/// <summary>The mean of all who rated, with their number; never counted where nobody did.</summary>
[GenerateSerializer, Immutable, Alias("ratingView")]
public sealed record RatingView([property: Id(0)] double Mean, [property: Id(1)] int Count);

/// <summary>A team that could do it, and why it ranks where it does. Each part is 0 to 1.</summary>
[GenerateSerializer, Immutable, Alias("candidateView")]
public sealed record CandidateView(
    [property: Id(0)] string Team,
    [property: Id(1)] string Name,
    [property: Id(2)] double Score,
    [property: Id(3)] ImmutableDictionary<string, double> Parts,
    [property: Id(4)] int FreePeople)
{
    /// <summary>What each part counts in the score, which is their weighted mean.</summary>
    [Id(5)] public ImmutableDictionary<string, double> Weights { get; init; } = ImmutableDictionary<string, double>.Empty;
}

/// <summary>What the month's plan says about a need: project, team, quantity, deadline, milestones (brief, rows 110–111).</summary>
[GenerateSerializer, Immutable, Alias("allocationView")]
public sealed record AllocationView(
    [property: Id(0)] string Month,
    [property: Id(1)] string? Project,
    [property: Id(2)] string? Team,
    [property: Id(3)] int Quantity,
    [property: Id(4)] DateOnly? Deadline,
    [property: Id(5)] ImmutableArray<string> Milestones);

/// <summary>A need that may be the same one, by place, category and words; likeness 0 to 1.</summary>
[GenerateSerializer, Immutable, Alias("duplicateView")]
public sealed record DuplicateView([property: Id(0)] string Need, [property: Id(1)] string Title, [property: Id(2)] double Likeness);

/// <summary>What the routing catalogue says of a need.</summary>
/// <param name="Follow">Whether automatic dispatch goes there by itself.</param>
[GenerateSerializer, Immutable, Alias("suggestedRoute")]
public sealed record SuggestedRoute([property: Id(0)] string Rule, [property: Id(1)] string To, [property: Id(2)] bool Follow, [property: Id(3)] DateTimeOffset ReplyBy);

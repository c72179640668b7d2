using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>What a resident, or a clerk for one, says is needed.</summary>
[GenerateSerializer, Immutable, Alias("submitNeed")]
public sealed record SubmitNeed
{
    [Id(0)] public string Title { get; init; } = "";
    [Id(1)] public string? Description { get; init; }
    [Id(2)] public string Category { get; init; } = "";
    [Id(3)] public Urgency Urgency { get; init; }
    [Id(4)] public Channel Channel { get; init; }

    /// <summary>A standing service that is ordered from the menu.</summary>
    [Id(5)] public string? Service { get; init; }

    /// <summary>When the slip was written or the call came; now, if nobody says.</summary>
    [Id(6)] public DateTimeOffset? ReceivedAt { get; init; }

    [Id(7)] public string? IntakePoint { get; init; }
    [Id(8)] public string? SlipNo { get; init; }

    /// <summary>Helpers needed, at least 1.</summary>
    [Id(9)] public int People { get; init; } = 1;

    [Id(10)] public TimeSlot? Wanted { get; init; }
    [Id(11)] public Place? Location { get; init; }
    [Id(12)] public SealedContact? Contact { get; init; }
    [Id(13)] public bool OnBehalf { get; init; }
    [Id(14)] public ImmutableArray<DeliveryTag> Deliveries { get; init; } = [];
    [Id(15)] public ImmutableArray<CoverageField> Coverage { get; init; } = [];

    /// <summary>The account that may follow, withdraw and rate the need as its own.</summary>
    [Id(16)] public string? Resident { get; init; }

    /// <summary>The number that the hotline, or a level above, has for it.</summary>
    [Id(17)] public string? OutsideNumber { get; init; }

    /// <summary>By when the outside waits for an answer; five working days where nobody says.</summary>
    [Id(18)] public DateTimeOffset? ReplyBy { get; init; }

    /// <summary>Files of this unit, like the picture of the slip.</summary>
    [Id(19)] public ImmutableArray<string> Photos { get; init; } = [];

    /// <summary>What a micro-wish (微心愿) is worth at most, in yuan.</summary>
    [Id(20)] public int? WishValue { get; init; }
}

/// <summary>How to reach somebody, sealed at the edge: the rules see a reference, a masked name and a keyed code, never the details.</summary>
/// <param name="Ref">A random reference to the person's row.</param>
/// <param name="Row">The sealed row.</param>
/// <param name="MaskedName">张*</param>
/// <param name="PhoneCode">A keyed hash of the phone's last four digits, to follow a need without an account.</param>
[GenerateSerializer, Immutable, Alias("sealedContact")]
public sealed record SealedContact([property: Id(0)] string Ref, [property: Id(1)] byte[] Row, [property: Id(2)] string? MaskedName, [property: Id(3)] string? PhoneCode);

/// <summary>An edit before the work starts: what is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("editNeed")]
public sealed record EditNeed
{
    [Id(0)] public string? Title { get; init; }
    [Id(1)] public string? Description { get; init; }
    [Id(2)] public string? Category { get; init; }
    [Id(3)] public int? People { get; init; }
    [Id(4)] public TimeSlot? Wanted { get; init; }
    [Id(5)] public Place? Location { get; init; }
    [Id(6)] public ImmutableArray<DeliveryTag>? Deliveries { get; init; }
    [Id(7)] public ImmutableArray<CoverageField>? Coverage { get; init; }
}

/// <summary>The outcome of checking a need.</summary>
[GenerateSerializer, Immutable, Alias("verifyNeed")]
public sealed record VerifyNeed
{
    [Id(0)] public Verdict Decision { get; init; }

    /// <summary>Reject: one of the fixed reasons. Redirect: why.</summary>
    [Id(1)] public string? Reason { get; init; }

    /// <summary>Merge: the need it is the same as. Redirect: the body that takes it.</summary>
    [Id(2)] public string? Into { get; init; }

    [Id(3)] public Urgency? Urgency { get; init; }

    /// <summary>Reject, redirect: what the resident is told to do instead.</summary>
    [Id(4)] public string? Advice { get; init; }
}

/// <summary>Finds help: the network's choice, a dispatcher's, or first come first served.</summary>
[GenerateSerializer, Alias("dispatchMode")]
public enum DispatchMode { Auto, Offer, Grab }

[GenerateSerializer, Immutable, Alias("dispatchNeed")]
public sealed record DispatchNeed
{
    [Id(0)] public DispatchMode Mode { get; init; }
    [Id(1)] public string? Team { get; init; }
    /// <summary>Grab: the teams that may have it; empty = every team of the unit's subtree that fits.</summary>
    [Id(2)] public ImmutableArray<string> Teams { get; init; } = [];

    /// <summary>The unit whose dispatcher sends: teams must stand in its subtree. Filled in by the edge from the caller's grant.</summary>
    [Id(3)] public string? By { get; init; }

    [Id(4)] public string? ByPath { get; init; }

    /// <summary>Offer: a consenting skilled person of the unit's resource list, in place of a team.</summary>
    [Id(5)] public string? Person { get; init; }
}

/// <summary>A step with a reason: escalate, take over, refer, close as impossible, withdraw, wait for the resident.</summary>
[GenerateSerializer, Immutable, Alias("reasoned")]
public sealed record Reasoned(
    [property: Id(0)] string Reason,
    [property: Id(1)] string? To = null,
    [property: Id(2)] DateTimeOffset? Until = null,
    [property: Id(3)] string? By = null);

/// <summary>What will be done about a need that could not be met this month, and by when.</summary>
[GenerateSerializer, Immutable, Alias("promise")]
public sealed record Promise(
    [property: Id(0)] ImmutableArray<string> Steps,
    [property: Id(1)] DateOnly PromisedDate,
    [property: Id(2)] string? Responsible = null,
    [property: Id(3)] string? Reason = null);

/// <summary>One person's word on the work. 5 very satisfied … 1 very dissatisfied; the last two are bad ratings.</summary>
[GenerateSerializer, Immutable, Alias("rateNeed")]
public sealed record RateNeed(
    [property: Id(0)] int Score,
    [property: Id(1)] string? Comment = null,
    [property: Id(2)] bool FeeCharged = false,
    [property: Id(3)] string? Rater = null,
    [property: Id(4)] string? Channel = null,
    [property: Id(5)] string? SlipNo = null);

/// <summary>What came of calling a resident back.</summary>
[GenerateSerializer, Immutable, Alias("callBack")]
public sealed record CallBack([property: Id(0)] bool Reached, [property: Id(1)] bool? Solved = null, [property: Id(2)] string? Note = null, [property: Id(3)] string? By = null);

/// <summary>The keyed hash of a phone's last digits, and the reference it is bound to.</summary>
[GenerateSerializer, Immutable, Alias("phoneCode")]
public sealed record PhoneCode([property: Id(0)] string Reference, [property: Id(1)] string Code);

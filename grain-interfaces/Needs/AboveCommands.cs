using Practice.Shared;

namespace Practice.Needs;

/// <summary>Another urgency for a need that was graded wrong, and why. The running limit begins anew.</summary>
/// <param name="By">The unit from which the caller acts. Filled in by the edge.</param>
[GenerateSerializer, Immutable, Alias("regradeNeed")]
public sealed record RegradeNeed([property: Id(0)] Urgency Urgency, [property: Id(1)] string Reason, [property: Id(2)] string? By = null);

/// <summary>What a unit above, or the own desk, has done with a need beside the work, and why: the station reads it.</summary>
/// <param name="What"><c>regraded, takenOver, referred, referralReturned, impossibleProposed, impossibleRefused, appealed, appealDecided</c>.</param>
/// <param name="By">The unit that acted.</param>
[GenerateSerializer, Immutable, Alias("deskWord")]
public sealed record DeskWord([property: Id(0)] string What, [property: Id(1)] string By, [property: Id(2)] string Reason, [property: Id(3)] DateTimeOffset At);

/// <summary>A need that was referred to a department, which stays visible on the unit's list.</summary>
/// <param name="ReplyBy">By when one of its detachments has taken it, or it has been returned.</param>
/// <param name="Final">The level above has decided that it is this department's: it does not go back again.</param>
[GenerateSerializer, Immutable, Alias("referralView")]
public sealed record ReferralView(
    [property: Id(0)] string Department,
    [property: Id(1)] string By,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] DateTimeOffset ReplyBy,
    [property: Id(4)] bool Final,
    [property: Id(5)] DateTimeOffset? ReturnedAt);

/// <summary>Nobody can do it: said by the unit, and by the level above.</summary>
[GenerateSerializer, Immutable, Alias("impossibleView")]
public sealed record ImpossibleView(
    [property: Id(0)] string ProposedBy,
    [property: Id(1)] string Reason,
    [property: Id(2)] DateTimeOffset ProposedAt,
    [property: Id(3)] string? ConfirmedBy,
    [property: Id(4)] DateTimeOffset? ConfirmedAt);

/// <summary>The resident's one appeal against a closing.</summary>
/// <param name="To">The unit that decides.</param>
/// <param name="Need">Granted: the need that was taken on anew.</param>
[GenerateSerializer, Immutable, Alias("appealView")]
public sealed record AppealView(
    [property: Id(0)] string To,
    [property: Id(1)] string Reason,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] bool? Granted,
    [property: Id(4)] string? Word,
    [property: Id(5)] DateTimeOffset? DecidedAt,
    [property: Id(6)] string? Need);

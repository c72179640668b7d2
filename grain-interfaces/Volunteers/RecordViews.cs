using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Where the minutes of a record come from; kept apart in every sum (rules §1.3).</summary>
[GenerateSerializer, Alias("recordOrigin")]
public enum RecordOrigin
{
    /// <summary>Checked in and out. One that is raised above what check-ins bear out is <see cref="BackFilled"/> from then on.</summary>
    SignedIn,

    /// <summary>Entered afterwards with proof, or raised by its activity, by two people in either case; brings no points.</summary>
    BackFilled,

    /// <summary>Taken over from another system; brings no points.</summary>
    Imported,
}

/// <summary>A record's way.</summary>
[GenerateSerializer, Alias("recordState")]
public enum RecordState
{
    /// <summary>Entered afterwards; somebody else has yet to look at it.</summary>
    Proposed,

    /// <summary>More in one day than counts by itself.</summary>
    NeedsApproval,

    Confirmed,

    /// <summary>Does not count: the reason stands beside it.</summary>
    Voided,
}

/// <summary>Service to be entered afterwards.</summary>
/// <param name="By">The team or unit that organised it.</param>
/// <param name="Session">A session in the volunteer's calendar, whose length is the most; null = service without one.</param>
/// <param name="Evidence">Ids of files that prove it.</param>
[GenerateSerializer, Immutable, Alias("backFill")]
public sealed record BackFill(
    [property: Id(0)] string By,
    [property: Id(1)] string Unit,
    [property: Id(2)] string UnitPath,
    [property: Id(3)] string Title,
    [property: Id(4)] string? Category,
    [property: Id(5)] TimeSlot Slot,
    [property: Id(6)] int Minutes,
    [property: Id(7)] string? Session,
    [property: Id(8)] ImmutableArray<string> Evidence,
    [property: Id(9)] string Reason);

/// <summary>Another time or number of minutes for a record; 0 minutes take it back.</summary>
[GenerateSerializer, Immutable, Alias("correctRecord")]
public sealed record CorrectRecord([property: Id(0)] TimeSlot? Slot, [property: Id(1)] int Minutes, [property: Id(2)] string Reason);

/// <summary>One service of one volunteer (rules §1.3), with every version it had.</summary>
/// <param name="Points">What it brought.</param>
/// <param name="Reason">Why it waits or does not count: <c>day.long, overlap, withdrawn, corrected, slot.invalid, declined, backFilled, superseded, merged</c>.</param>
[GenerateSerializer, Immutable, Alias("recordView")]
public sealed record RecordView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Volunteer,
    [property: Id(2)] string? Session,
    [property: Id(3)] string Title,
    [property: Id(4)] string? Category,
    [property: Id(5)] string By,
    [property: Id(6)] string Unit,
    [property: Id(7)] DateTimeOffset From,
    [property: Id(8)] DateTimeOffset Until,
    [property: Id(9)] int Minutes,
    [property: Id(10)] RecordOrigin Origin,
    [property: Id(11)] RecordState State,
    [property: Id(12)] string? Reason,
    [property: Id(13)] int Points,
    [property: Id(14)] string? Position,
    [property: Id(15)] string? Place,
    [property: Id(16)] string? Head,
    [property: Id(17)] string Recorder,
    [property: Id(18)] ImmutableArray<string> Flags,
    [property: Id(19)] ImmutableArray<string> Evidence,
    [property: Id(20)] ImmutableArray<RecordVersionView> Versions,
    [property: Id(21)] CorrectionView? Correction,
    [property: Id(22)] string? Dispute,
    [property: Id(23)] long Version)
{
    [Id(24), System.Text.Json.Serialization.JsonIgnore] public string UnitPath { get; init; } = "";
}

/// <summary>What a record was from a moment on.</summary>
/// <param name="Approver">Somebody else than <paramref name="By"/>, where two were needed.</param>
/// <param name="Note">Why somebody said no, in words.</param>
[GenerateSerializer, Immutable, Alias("recordVersion")]
public sealed record RecordVersionView(
    [property: Id(0)] int N,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string By,
    [property: Id(3)] string? Approver,
    [property: Id(4)] DateTimeOffset From,
    [property: Id(5)] DateTimeOffset Until,
    [property: Id(6)] int Minutes,
    [property: Id(7)] RecordState State,
    [property: Id(8)] string? Reason,
    [property: Id(9)] string? Note = null);

/// <summary>A correction that waits for somebody else's yes.</summary>
[GenerateSerializer, Immutable, Alias("correctionView")]
public sealed record CorrectionView(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] DateTimeOffset Until,
    [property: Id(2)] int Minutes,
    [property: Id(3)] string Reason,
    [property: Id(4)] string By,
    [property: Id(5)] DateTimeOffset At);

/// <summary>A volunteer's confirmed minutes, by where they come from, and what they are worth.</summary>
/// <param name="Stars">0 to the number of thresholds; a function of <paramref name="Counting"/> alone.</param>
/// <param name="Counting">Confirmed minutes over the time that stars count.</param>
/// <param name="NextAt">Minutes of the next star.</param>
[GenerateSerializer, Immutable, Alias("hoursView")]
public sealed record HoursView(
    [property: Id(0)] string Volunteer,
    [property: Id(1)] long SignedIn,
    [property: Id(2)] long BackFilled,
    [property: Id(3)] long Imported,
    [property: Id(4)] long Total,
    [property: Id(5)] int Stars,
    [property: Id(6)] long Counting,
    [property: Id(7)] long? NextAt,
    [property: Id(8)] Settings.StarBasis Basis,
    [property: Id(9)] ImmutableSortedDictionary<int, long> Years);

/// <summary>A volunteer's points.</summary>
/// <param name="Owed">Points that were spent and then taken back by a correction: what comes next pays them first.</param>
[GenerateSerializer, Immutable, Alias("pointsView")]
public sealed record PointsView(
    [property: Id(0)] string Volunteer,
    [property: Id(1)] long Balance,
    [property: Id(2)] long Owed,
    [property: Id(3)] long Earned,
    [property: Id(4)] long Redeemed,
    [property: Id(5)] long Expired,
    [property: Id(6)] ImmutableArray<ExpiringPoints> Expiring);

/// <summary>Points that are gone at an instant, unless they are used before.</summary>
[GenerateSerializer, Immutable, Alias("expiringPoints")]
public sealed record ExpiringPoints([property: Id(0)] DateTimeOffset? At, [property: Id(1)] long Points);

/// <summary>One line of a ledger: an amount above zero goes from one account to another.</summary>
[GenerateSerializer, Immutable, Alias("entryView")]
public sealed record EntryView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Ledger,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Kind,
    [property: Id(4)] string From,
    [property: Id(5)] string To,
    [property: Id(6)] long Amount,
    [property: Id(7)] string? Record,
    [property: Id(8)] string? Redemption,
    [property: Id(9)] string? Rule);

using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>Team or unit → activity: you exist. Repeated harmlessly.</summary>
/// <param name="Team">Null: the unit's own.</param>
/// <param name="Order">The accepted order it carries out, with its need.</param>
/// <param name="Author">The account that asked for it: it does not review it.</param>
[MessageName("activity.founded")]
public sealed record ActivityFounded(
    string Activity, string Unit, string UnitPath, string? Team, string? Order, string? Need, string Author, SetActivity Content) : Message;

/// <summary>Activity → volunteer: what became of the place that a hold was kept for. Ends the hold, whatever it says; of an older hold it says nothing.</summary>
/// <param name="Session"><c>{activity}/{n}</c>.</param>
/// <param name="Hold">The number of the hold that was asked with; 0 = nobody asked, as with an invitation or a promotion.</param>
/// <param name="ConfirmBy">Until when an <see cref="PlaceState.Offered"/> or <see cref="PlaceState.Invited"/> place waits for a yes.</param>
[MessageName("place.decided")]
public sealed record PlaceDecided(string Session, string Position, TimeSlot Slot, long Hold, PlaceState State, DateTimeOffset? ConfirmBy = null, string? Code = null) : Message;

/// <summary>Activity → volunteer: a place is over. Said of the hold it came from, so that it never ends a newer one.</summary>
/// <param name="Reason"><c>withdrawn, leftLate, lapsed, cancelled, noShow</c>.</param>
[MessageName("place.ended")]
public sealed record PlaceEnded(string Session, long Hold, string Reason) : Message;

/// <summary>Volunteer → activity: a hold's time is over and nothing was heard; what became of it? Always answered by <see cref="PlaceDecided"/>.</summary>
[MessageName("place.asked")]
public sealed record PlaceAsked(string Session, string Position, TimeSlot Slot, long Hold) : Message;

/// <summary>
/// Activity → volunteer: the leader has confirmed the roll. A higher <paramref name="Version"/> corrects what was said before, by four eyes.
/// Answered by <see cref="RecordTaken"/>.
/// </summary>
/// <param name="Slot">From the first check-in to the last check-out, inside the session; the session's own where nobody was there, or where more minutes are said than lie between.</param>
/// <param name="Minutes">Whole minutes of presence inside the session; way there and back excluded; 0 takes a record back.</param>
/// <param name="Flags">What the leader confirmed all the same: <c>late, far, byLocation, twoDevices, sharedDevice, clockSkew, byLeader</c>.</param>
/// <param name="Approver">Of a correction: another account than <paramref name="Recorder"/>.</param>
/// <param name="CheckedIn">How many of the minutes check-ins bear out, or more where a correction took some away; null as an activity said it that did not tell.</param>
/// <param name="Under">The number it was told to, where that has gone into the receiver's.</param>
[MessageName("service.settled")]
public sealed record ServiceSettled(
    string Session, int Version, TimeSlot Slot, int Minutes, string Unit, string UnitPath, string? Team, string? Order, string Title, string Category,
    string? Address, string Position, string Head, string Recorder, ImmutableArray<string> Flags, string? Approver = null,
    int? CheckedIn = null, string? Under = null) : Message;

/// <summary>Volunteer → activity: what became of a settled service.</summary>
/// <param name="State">The record's: <c>confirmed, needsApproval, voided</c>.</param>
[MessageName("record.taken")]
public sealed record RecordTaken(string Session, int Version, string Record, string State) : Message;

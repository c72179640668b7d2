using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Activities;

[EventName("place.given")]
public sealed record PlaceGiven(string Position, long Hold, int Seats) : DomainEvent;

[EventName("place.waits")]
public sealed record PlaceWaits(string Position, long Hold, int Seats, int Ticket) : DomainEvent;

/// <summary>Nobody's place: an event of the session.</summary>
[EventName("place.refused")]
public sealed record PlaceRefused(string Volunteer, string Code) : DomainEvent;

/// <summary>What was decided was asked for again and is told again.</summary>
[EventName("place.repeated")]
public sealed record PlaceRepeated(long Hold) : DomainEvent;

[EventName("place.invited")]
public sealed record PlaceInvited(string Position, DateTimeOffset ConfirmBy) : DomainEvent;

/// <summary>The first who waits and fits.</summary>
[EventName("place.offered")]
public sealed record PlaceWasOffered(DateTimeOffset ConfirmBy) : DomainEvent;

[EventName("place.over")]
public sealed record PlaceOver(PlaceState State) : DomainEvent;

[EventName("place.checkedIn")]
public sealed record CheckedIn(CheckedBy By, int? Metres, ImmutableArray<string> Flags) : DomainEvent;

[EventName("place.checkedOut")]
public sealed record CheckedOut(CheckedBy By, int? Metres, ImmutableArray<string> Flags) : DomainEvent;

[EventName("place.rollCalled")]
public sealed record RollCalled(DateTimeOffset? In, DateTimeOffset? Out, Absence? Absent, bool Kiosk) : DomainEvent;

[EventName("place.settled")]
public sealed record PlaceSettled(PlaceState State, int Version, int Minutes, ImmutableArray<string> Flags) : DomainEvent;

[EventName("place.recordTaken")]
public sealed record PlaceRecordTaken(int Version, string Record, string State) : DomainEvent;

[EventName("place.correctionAsked")]
public sealed record CorrectionAsked(int Minutes) : DomainEvent;

[EventName("place.correctionDecided")]
public sealed record CorrectionDecided(bool Granted, int Minutes) : DomainEvent;

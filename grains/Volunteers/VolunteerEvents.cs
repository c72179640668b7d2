using System.Collections.Immutable;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>A person became a volunteer.</summary>
[EventName("volunteer.registered")]
public sealed record VolunteerRegistered(string Unit, VolunteerStatus Status, RealName RealName, bool HasGuardian) : DomainEvent;

/// <summary>The members of the profile that were changed, by name.</summary>
[EventName("volunteer.edited")]
public sealed record VolunteerEdited(ImmutableArray<string> Members) : DomainEvent;

/// <summary>Somebody at a unit has seen the document, and it is the person's or is not.</summary>
[EventName("volunteer.verified")]
public sealed record VolunteerVerified(string Unit, bool Genuine) : DomainEvent;

/// <summary>Details were read that are not the reader's own.</summary>
[EventName("volunteer.detailsRead")]
public sealed record VolunteerDetailsRead(string Unit, AccessPurpose Purpose) : DomainEvent;

[EventName("volunteer.accessAsked")]
public sealed record VolunteerAccessAsked(string Unit, AccessPurpose Purpose) : DomainEvent;

[EventName("volunteer.accessDecided")]
public sealed record VolunteerAccessDecided(string AskedBy, bool Allowed) : DomainEvent;

[EventName("volunteer.accessLapsed")]
public sealed record VolunteerAccessLapsed : DomainEvent;

/// <summary>A minor gives a guardian the means to consent.</summary>
[EventName("volunteer.guardianAsked")]
public sealed record GuardianAsked : DomainEvent;

/// <summary>Somebody who waited for a guardian is of age now.</summary>
[EventName("volunteer.grewUp")]
public sealed record VolunteerGrewUp : DomainEvent;

/// <summary>A wrong secret was shown.</summary>
[EventName("volunteer.guardianMistaken")]
public sealed record GuardianMistaken(int Tries) : DomainEvent;

/// <summary>A guardian has consented; with an account, or on paper at a unit.</summary>
[EventName("volunteer.guardianPut")]
public sealed record GuardianConsented(Guardianship Relation, string? Person, string? Unit) : DomainEvent;

[EventName("volunteer.activityConsented")]
public sealed record ActivityConsented(string Activity) : DomainEvent;

[EventName("volunteer.consentGiven")]
public sealed record ConsentGiven(ConsentPurpose Purpose, string TextVersion) : DomainEvent;

[EventName("volunteer.consentRevoked")]
public sealed record ConsentRevoked(ConsentPurpose Purpose) : DomainEvent;

[EventName("volunteer.suspended")]
public sealed record VolunteerSuspended(bool Suspended) : DomainEvent;

/// <summary>Time is kept for a place until the activity has decided.</summary>
[EventName("place.held")]
public sealed record PlaceHeld(string Position, TimeSlot Slot, long Hold) : DomainEvent;

/// <summary>A hold ran out and the activity is asked what became of it.</summary>
[EventName("place.asked")]
public sealed record PlaceAskedFor(long Hold) : DomainEvent;

[EventName("place.decided")]
public sealed record PlaceTold(PlaceState State, TimeSlot Slot, long Hold) : DomainEvent;

[EventName("place.ended")]
public sealed record PlaceOver(string Reason) : DomainEvent;

/// <summary>A team says what the volunteer is in it.</summary>
[EventName("volunteer.membership")]
public sealed record MembershipTold(string State, Teams.MemberRole Role) : DomainEvent;

/// <summary>An activity has settled a session for the first time.</summary>
[EventName("record.numbered")]
public sealed record RecordNumbered(string Session) : DomainEvent;

/// <summary>Service is entered afterwards.</summary>
[EventName("record.proposed")]
public sealed record RecordProposed(TimeSlot Slot, int Minutes) : DomainEvent;

/// <summary>What a record is from here on.</summary>
[EventName("record.settled")]
public sealed record RecordSettled(RecordState State, TimeSlot Slot, int Minutes, int Version) : DomainEvent;

[EventName("record.correctionAsked")]
public sealed record RecordCorrectionAsked(TimeSlot Slot, int Minutes) : DomainEvent;

[EventName("record.correctionDeclined")]
public sealed record RecordDeclined : DomainEvent;

[EventName("record.disputed")]
public sealed record RecordDisputed(bool Disputed) : DomainEvent;

[EventName("points.expired")]
public sealed record PointsExpired(long Points) : DomainEvent;

/// <summary>The person has left; what was sealed of him is erased.</summary>
[EventName("volunteer.closed")]
public sealed record VolunteerClosed : DomainEvent;

using Practice.Kernel;
using Practice.Shared;

namespace Practice.Resources;

[EventName("resource.added")]
public sealed record ResourceAdded(ResourceKind Kind, string? Category, int Quantity, bool ConsentPublic, string? Contact, bool ConsentOffers = false) : DomainEvent;

/// <summary>Which parts changed; their contents stand in the row. Consent is told, because it is a person's word.</summary>
[EventName("resource.edited")]
public sealed record ResourceEdited(string[] Fields, int Quantity, bool Active, bool ConsentPublic, bool ConsentOffers = false) : DomainEvent;

[EventName("booking.made")]
public sealed record BookingMade(string Resource, TimeSlot Slot, int Quantity, BookingPurpose Purpose, string? Reference) : DomainEvent;

[EventName("booking.cancelled")]
public sealed record BookingCancelled(string Resource) : DomainEvent;

[EventName("booking.over")]
public sealed record BookingOver(string Resource) : DomainEvent;

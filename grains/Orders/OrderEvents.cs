using Practice.Kernel;
using Practice.Shared;

namespace Practice.Orders;

[EventName("order.offered")]
public sealed record OrderOfferMade(string Need, string Team, string By, int People, bool Lead, bool Parallel, double? Score, DateTimeOffset AnswerBy) : DomainEvent;

[EventName("order.accepting")]
public sealed record OrderAccepting(TimeSlot? Slot, int People, bool ByPhone) : DomainEvent;

[EventName("order.accepted")]
public sealed record OrderAccepted(TimeSlot Slot) : DomainEvent;

/// <summary>Declined by the leader, or (<c>team.full</c>) by the team's own schedule.</summary>
[EventName("order.declined")]
public sealed record OrderDeclined(string Code) : DomainEvent;

[EventName("order.expired")]
public sealed record OrderExpired : DomainEvent;

[EventName("order.cancelled")]
public sealed record OrderCancelled(string Code) : DomainEvent;

[EventName("order.started")]
public sealed record OrderStarted : DomainEvent;

[EventName("order.reported")]
public sealed record OrderReported(WorkOutcome Outcome, int Participants, int Photos) : DomainEvent;

[EventName("order.confirmed")]
public sealed record OrderConfirmed(WorkOutcome Outcome) : DomainEvent;

[EventName("order.redo")]
public sealed record OrderRedo : DomainEvent;

[EventName("order.returnAsked")]
public sealed record OrderReturnAsked : DomainEvent;

[EventName("order.returnRefused")]
public sealed record OrderReturnRefused : DomainEvent;

[EventName("order.released")]
public sealed record OrderReleased(string Code) : DomainEvent;

/// <summary>The leader says that an answer taken down by telephone is not his.</summary>
[EventName("order.contested")]
public sealed record AnswerContested : DomainEvent;

[EventName("order.contestDecided")]
public sealed record ContestDecided(bool Upheld) : DomainEvent;

using Practice.Kernel;
using Practice.Shared;

namespace Practice.Intake;

[EventName("intakePoint.added")]
public sealed record IntakePointAdded(IntakeKind Kind) : DomainEvent;

[EventName("intakePoint.edited")]
public sealed record IntakePointEdited(string[] Fields) : DomainEvent;

[EventName("intakePoint.retired")]
public sealed record IntakePointRetired : DomainEvent;

[EventName("opening.started")]
public sealed record OpeningStarted(string Point, int People, DateTimeOffset OpenedAt, int? Counted) : DomainEvent;

[EventName("opening.slipEntered")]
public sealed record SlipEntered(string Need, int Entered) : DomainEvent;

[EventName("opening.slipVoid")]
public sealed record SlipVoided(int Void) : DomainEvent;

[EventName("opening.closed")]
public sealed record OpeningClosed(int Counted, int Entered, int Void) : DomainEvent;

[EventName("draft.taken")]
public sealed record DraftTaken(string? Contact) : DomainEvent;

[EventName("draft.completed")]
public sealed record DraftCompleted(string Need) : DomainEvent;

[EventName("draft.discarded")]
public sealed record DraftDiscarded : DomainEvent;

/// <summary>Somebody who may has read how to reach the caller of a draft.</summary>
[EventName("draft.contactRead")]
public sealed record DraftContactRead(string Person) : DomainEvent;

[EventName("visitPlan.added")]
public sealed record VisitPlanAdded(int Weekday, DateOnly From) : DomainEvent;

[EventName("visitPlan.edited")]
public sealed record VisitPlanEdited(string[] Fields) : DomainEvent;

[EventName("visit.recorded")]
public sealed record VisitRecorded(string? Plan, DateOnly On, int Households, int Needs, bool RestDay) : DomainEvent;

/// <summary>On the need's reply: the outside has its answer.</summary>
[EventName("reply.given")]
public sealed record ReplyGiven(DateTimeOffset ReplyBy, bool Late) : DomainEvent;

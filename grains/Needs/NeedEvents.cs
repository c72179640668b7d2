using Practice.Kernel;
using Practice.Shared;

namespace Practice.Needs;

[EventName("need.submitted")]
public sealed record NeedSubmitted(string Category, Urgency Urgency, Channel Channel, DateTimeOffset ReceivedAt, int People, string Month, string? Contact, bool OnBehalf, string? Service) : DomainEvent;

[EventName("need.edited")]
public sealed record NeedEdited(string[] Fields, string Category) : DomainEvent;

[EventName("need.verified")]
public sealed record NeedVerified(Urgency Urgency, DateTimeOffset? DispatchBy, bool Provisional) : DomainEvent;

[EventName("need.rejected")]
public sealed record NeedRejected(RejectionReason Reason) : DomainEvent;

[EventName("need.redirected")]
public sealed record NeedRedirected : DomainEvent;

[EventName("need.merged")]
public sealed record NeedMerged(string Into) : DomainEvent;

[EventName("need.supported")]
public sealed record NeedSupported(int Supporters) : DomainEvent;

[EventName("need.withdrawn")]
public sealed record NeedWithdrawn : DomainEvent;

[EventName("need.dispatched")]
public sealed record NeedDispatched(DispatchMode Mode, string Level) : DomainEvent;

/// <summary>The need goes to another level: who has it now, by when, and why.</summary>
[EventName("need.escalated")]
public sealed record NeedEscalated(string From, string To, string Reason, DateTimeOffset? DueBy) : DomainEvent;

/// <summary>No level below a person's decision can find help; somebody must act at <paramref name="Level"/>.</summary>
[EventName("need.stuck")]
public sealed record NeedStuck(string Level, string Reason) : DomainEvent;

[EventName("need.takenOver")]
public sealed record NeedTakenOver(string From, string To) : DomainEvent;

[EventName("need.accepted")]
public sealed record NeedAccepted(DateTimeOffset? ContactBy, DateTimeOffset? FinishBy) : DomainEvent;

[EventName("need.reopened")]
public sealed record NeedReopened(string Reason) : DomainEvent;

[EventName("need.inService")]
public sealed record NeedInService : DomainEvent;

[EventName("need.done")]
public sealed record NeedDone(bool OnTime, bool RecordedAfter, bool SelfHandled = false, bool Sampled = false) : DomainEvent;

[EventName("need.notFulfilled")]
public sealed record NeedNotFulfilled : DomainEvent;

[EventName("need.rated")]
public sealed record NeedRated(int Score, bool FollowUp, bool FeeCharged, DateTimeOffset? CallBackDue) : DomainEvent;

[EventName("need.ratingClosed")]
public sealed record RatingClosed(int Ratings) : DomainEvent;

[EventName("need.calledBack")]
public sealed record CalledBack(bool Reached, bool? Solved) : DomainEvent;

[EventName("need.promised")]
public sealed record NeedPromised(DateOnly PromisedDate, int Steps) : DomainEvent;

[EventName("need.promiseBroken")]
public sealed record PromiseBroken(DateOnly PromisedDate, int Broken) : DomainEvent;

[EventName("need.awaitingResident")]
public sealed record AwaitingResident(bool Waiting) : DomainEvent;

[EventName("need.extended")]
public sealed record NeedExtended(DateTimeOffset Until) : DomainEvent;

[EventName("need.closedImpossible")]
public sealed record NeedClosedImpossible : DomainEvent;

[EventName("need.allocated")]
public sealed record NeedAllocated(string Month, string? Project, string? Team, int Quantity, DateOnly? Deadline) : DomainEvent;

[EventName("need.deadlinesMoved")]
public sealed record DeadlinesMoved(DateTimeOffset? Before, DateTimeOffset? After, bool Provisional) : DomainEvent;

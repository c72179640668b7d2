using Practice.Kernel;

namespace Practice.Push;

[EventName("push.targetAdded")]
public sealed record PushTargetAdded(string Of, PushKind Kind) : DomainEvent;

[EventName("push.targetChanged")]
public sealed record PushTargetChanged(bool Resealed) : DomainEvent;

[EventName("push.targetDisabled")]
public sealed record PushTargetDisabled(string Reason) : DomainEvent;

[EventName("push.targetEnabled")]
public sealed record PushTargetEnabled : DomainEvent;

[EventName("push.targetRemoved")]
public sealed record PushTargetRemoved : DomainEvent;

/// <summary>A daily digest that was due and is not sent: there was no more of the day to tell.</summary>
[EventName("push.digestMoved")]
public sealed record PushDigestMoved(DateTimeOffset? Next) : DomainEvent;

[EventName("push.queued")]
public sealed record PushQueued(string Target, string Topic) : DomainEvent;

[EventName("push.postponed")]
public sealed record PushPostponed(DateTimeOffset Until) : DomainEvent;

[EventName("push.attempted")]
public sealed record PushAttempted(int Part, int Attempt) : DomainEvent;

[EventName("push.partDelivered")]
public sealed record PushPartDelivered(int Part) : DomainEvent;

[EventName("push.failed")]
public sealed record PushFailed(string Outcome, DateTimeOffset NextAt) : DomainEvent;

[EventName("push.delivered")]
public sealed record PushDelivered : DomainEvent;

[EventName("push.givenUp")]
public sealed record PushGivenUp(string Outcome) : DomainEvent;

[EventName("push.resent")]
public sealed record PushResent : DomainEvent;

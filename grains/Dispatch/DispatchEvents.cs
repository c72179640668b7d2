using Practice.Kernel;

namespace Practice.Dispatch;

[EventName("coordination.begun")]
public sealed record CoordinationBegun(string Unit, int Round, string Reason, int Found) : DomainEvent;

/// <summary>Whoever was found here has come to nothing.</summary>
[EventName("coordination.stuck")]
public sealed record CoordinationStuck(string Reason) : DomainEvent;

[EventName("coordination.ended")]
public sealed record CoordinationEnded(string Outcome) : DomainEvent;

[EventName("card.received")]
public sealed record CardReceived(long TeamVersion) : DomainEvent;

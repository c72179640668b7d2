using Practice.Kernel;

namespace Practice.Units;

[EventName("interview.decided")]
public sealed record InterviewDecided(string Unit, int Needs) : DomainEvent;

[EventName("interview.held")]
public sealed record InterviewHeld(int Commitments, DateOnly RecheckOn) : DomainEvent;

[EventName("interview.rechecked")]
public sealed record InterviewRechecked(bool Kept) : DomainEvent;

using Practice.Kernel;

namespace Practice.Units;

[EventName("duty.changed")]
public sealed record DutyChanged(int Shifts) : DomainEvent;

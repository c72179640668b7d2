using Practice.Kernel;

namespace Practice.Intake;

[EventName("sample.taken")]
public sealed record SampleTaken(string Reason, DateTimeOffset DueBy) : DomainEvent;

[EventName("sample.called")]
public sealed record SampleCalled(string Outcome, int Attempts, bool? Solved) : DomainEvent;

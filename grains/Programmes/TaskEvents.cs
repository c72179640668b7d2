using Practice.Kernel;

namespace Practice.Programmes;

/// <summary>Unit → unit right below: this much of the task is yours. Said again, it is this much now.</summary>
/// <param name="Title">What the task is called; it names nobody.</param>
[MessageName("task.handed")]
public sealed record TaskHanded(string Task, string Title, string Measure, int Quantity, DateOnly Deadline) : Message;

/// <summary>Unit → unit right below: it is no longer yours.</summary>
[MessageName("task.takenBack")]
public sealed record TaskTakenBack(string Task) : Message;

/// <summary>Unit → unit that gave it the share, by its newest state.</summary>
public sealed record TaskReport(string Task, string Unit, int Quantity, int Done);

[EventName("task.setUp")]
public sealed record TaskSetUp(int Quantity, DateOnly Deadline) : DomainEvent;

[EventName("task.edited")]
public sealed record TaskEdited(int Quantity, DateOnly Deadline) : DomainEvent;

[EventName("task.received")]
public sealed record TaskReceived(string From, int Quantity, DateOnly Deadline) : DomainEvent;

[EventName("task.divided")]
public sealed record TaskDivided(int Parts, int Given) : DomainEvent;

[EventName("task.counted")]
public sealed record TaskPartCounted(int Part, int Done) : DomainEvent;

[EventName("task.withdrawn")]
public sealed record TaskWithdrawn : DomainEvent;

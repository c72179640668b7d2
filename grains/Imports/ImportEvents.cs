using Practice.Kernel;

namespace Practice.Imports;

[EventName("import.received")]
public sealed record ImportReceived(int Part) : DomainEvent;

[EventName("import.queued")]
public sealed record ImportQueued(int Parts) : DomainEvent;

/// <summary>The file is read: so many rows, so many errors.</summary>
[EventName("import.read")]
public sealed record ImportRead(int Rows, int Errors) : DomainEvent;

/// <summary>So many rows of the plan are applied.</summary>
[EventName("import.progressed")]
public sealed record ImportProgressed(int Applied) : DomainEvent;

/// <summary>The import is looked after; it goes on if it stood still.</summary>
[EventName("import.continued")]
public sealed record ImportContinued : DomainEvent;

[EventName("import.ended")]
public sealed record ImportEnded(ImportState State, int Created, int Updated, int Errors) : DomainEvent;

using Practice.Kernel;

namespace Practice.Programmes;

[EventName("programme.added")]
public sealed record ProgrammeAdded(ProgrammeKind Kind, FundingSource Funding) : DomainEvent;

[EventName("programme.edited")]
public sealed record ProgrammeEdited(string[] Fields) : DomainEvent;

/// <summary>A campaign's year begins to be prepared.</summary>
[EventName("programme.editionOpened")]
public sealed record EditionOpened(int Year, DateOnly From, DateOnly Until) : DomainEvent;

/// <summary>The next year is opened at another time, or never.</summary>
[EventName("programme.editionMoved")]
public sealed record EditionMoved(DateTimeOffset? Next) : DomainEvent;

[EventName("programme.outcomeCounted")]
public sealed record OutcomeCounted(int Line, long Count) : DomainEvent;

[EventName("programme.closed")]
public sealed record ProgrammeClosed : DomainEvent;

using Practice.Kernel;
using Practice.Shared;

namespace Practice.Months;

[EventName("month.opened")]
public sealed record MonthOpened(int Round) : DomainEvent;

[EventName("month.lineProposed")]
public sealed record LineProposed(string Need, string? Project, string[] Teams, int Quantity, DateOnly Deadline, string? Reason) : DomainEvent;

[EventName("month.lineDropped")]
public sealed record LineDropped(string Need) : DomainEvent;

[EventName("month.lineSent")]
public sealed record LineSent(string Need, bool Offered) : DomainEvent;

[EventName("month.planned")]
public sealed record MonthPlanned(int Needs, int Placed, string Method, bool ProvenOptimal) : DomainEvent;

[EventName("month.confirming")]
public sealed record MonthConfirming(int LeftOut) : DomainEvent;

[EventName("month.confirmed")]
public sealed record MonthConfirmed : DomainEvent;

[EventName("month.published")]
public sealed record MonthPublished(string Hash, int Fulfilled, int Unfulfilled, string? By = null) : DomainEvent;

[EventName("publication.noted")]
public sealed record PublicationNoted(int N) : DomainEvent;

[EventName("child.published")]
public sealed record ChildPublished(string Child, string Month, string Hash) : DomainEvent;

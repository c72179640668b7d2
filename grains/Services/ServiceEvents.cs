using Practice.Kernel;

namespace Practice.Services;

[EventName("service.added")]
public sealed record ServiceAdded(string Category, string? Team) : DomainEvent;

/// <summary>Popular, well-rated one-offs are proposed as a standing service (brief, row 103).</summary>
[EventName("service.proposed")]
public sealed record ServiceProposed(string Category, int Fulfilled, int Ratings, double Smoothed) : DomainEvent;

[EventName("service.edited")]
public sealed record ServiceEdited(string[] Fields, string Category) : DomainEvent;

[EventName("service.accepted")]
public sealed record ServiceAccepted : DomainEvent;

[EventName("service.dismissed")]
public sealed record ServiceDismissed : DomainEvent;

[EventName("service.retired")]
public sealed record ServiceRetired : DomainEvent;

[EventName("service.taskCounted")]
public sealed record TaskCounted(int Line, int Done) : DomainEvent;

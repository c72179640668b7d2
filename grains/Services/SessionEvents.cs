using Practice.Kernel;

namespace Practice.Services;

/// <summary>Sessions were made, moved or taken back.</summary>
/// <param name="Until">The last month that they are made for.</param>
[EventName("service.sessionsPlanned")]
public sealed record SessionsPlanned(string Until, int Made, int Moved, int Dropped) : DomainEvent;

[EventName("serviceSession.held")]
public sealed record SessionHeld(int Served, int Before) : DomainEvent;

[EventName("serviceSession.cancelled")]
public sealed record SessionCancelled : DomainEvent;

using Practice.Kernel;

namespace Practice.Links;

[EventName("link.issued")]
public sealed record LinkIssued(string Need, LinkPurpose Purpose, bool Spoken, DateTimeOffset ExpiresAt) : DomainEvent;

[EventName("link.used")]
public sealed record LinkUsed(string Need) : DomainEvent;

[EventName("link.expired")]
public sealed record LinkExpired : DomainEvent;

[EventName("link.revoked")]
public sealed record LinkRevoked : DomainEvent;

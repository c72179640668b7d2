using Practice.Kernel;

namespace Practice.Feeds;

[EventName("feed.added")]
public sealed record FeedAdded(string Of) : DomainEvent;

[EventName("feed.revoked")]
public sealed record FeedRevoked : DomainEvent;

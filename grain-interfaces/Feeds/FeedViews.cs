namespace Practice.Feeds;

/// <summary>A calendar's address, made at the edge: the rules see its keyed hash only.</summary>
/// <param name="Of">The unit, or the team of it, whose calendar it is.</param>
[GenerateSerializer, Immutable, Alias("addFeed")]
public sealed record AddFeed([property: Id(0)] string Of, [property: Id(1)] string? Name, [property: Id(2)] string Hash);

/// <summary>An address that was given out. Not the address itself: that is shown once, when it is made.</summary>
[GenerateSerializer, Immutable, Alias("feedView")]
public sealed record FeedView(
    [property: Id(0)] string Id, [property: Id(1)] string Of, [property: Id(2)] string? Name, [property: Id(3)] bool Live, [property: Id(4)] DateTimeOffset IssuedAt, [property: Id(5)] DateTimeOffset? RevokedAt);

using Practice.Shared;

namespace Practice.Links;

/// <summary>What the holder of a link may do: follow the need, or follow and rate it once.</summary>
[GenerateSerializer, Alias("linkPurpose")]
public enum LinkPurpose { Follow, Rate }

/// <summary>可用, 已用, 已过期, 已作废.</summary>
[GenerateSerializer, Alias("linkStatus")]
public enum LinkStatus { Live, Used, Expired, Revoked }

/// <summary>A secret for one need, made at the edge: the rules see its keyed hash only.</summary>
[GenerateSerializer, Immutable, Alias("issueLink")]
public sealed record IssueLink([property: Id(0)] string Hash, [property: Id(1)] LinkPurpose Purpose, [property: Id(2)] bool Spoken, [property: Id(3)] DateTimeOffset ExpiresAt);

/// <summary>A link or code that was given out. Not its secret: that is shown once, when it is made.</summary>
/// <param name="Spoken">A short code that can be said on the telephone, rather than a link.</param>
[GenerateSerializer, Immutable, Alias("linkView")]
public sealed record LinkView(
    [property: Id(0)] int N,
    [property: Id(1)] string Need,
    [property: Id(2)] LinkPurpose Purpose,
    [property: Id(3)] bool Spoken,
    [property: Id(4)] LinkStatus Status,
    [property: Id(5)] DateTimeOffset IssuedAt,
    [property: Id(6)] DateTimeOffset ExpiresAt);

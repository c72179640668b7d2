using System.Collections.Immutable;

namespace Practice.Push;

/// <summary>A new subscription. Its address and secret are sealed at the edge: rules, rows and logs never see them.</summary>
/// <param name="Of">The unit, or the team of it, whose day is told.</param>
/// <param name="Host">Where it goes, without what would let anybody send there.</param>
/// <param name="PerMinute">What a web hook allows itself to be sent a minute.</param>
/// <param name="DigestAt"><c>HH:mm</c>; null = no daily digest.</param>
/// <param name="Events">Web hooks only: names like <c>need.done</c> or <c>order.*</c>.</param>
[GenerateSerializer, Immutable, Alias("addPushTarget")]
public sealed record AddPushTarget(
    [property: Id(0)] string Of,
    [property: Id(1)] PushKind Kind,
    [property: Id(2)] string? Name,
    [property: Id(3)] string Host,
    [property: Id(4)] string Sealed,
    [property: Id(5)] int? PerMinute,
    [property: Id(6)] string? DigestAt,
    [property: Id(7)] bool WorkdaysOnly,
    [property: Id(8)] ImmutableArray<string> Events);

/// <summary>Null leaves as it is; an empty <paramref name="DigestAt"/> ends the daily digest.</summary>
[GenerateSerializer, Immutable, Alias("editPushTarget")]
public sealed record EditPushTarget(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Host,
    [property: Id(2)] string? Sealed,
    [property: Id(3)] int? PerMinute,
    [property: Id(4)] string? DigestAt,
    [property: Id(5)] bool? WorkdaysOnly,
    [property: Id(6)] ImmutableArray<string>? Events,
    [property: Id(7)] bool? Active);

/// <summary>A subscription, without its address and secret.</summary>
/// <param name="Reason">Why it is disabled: <c>person</c>, or the code of the last failure.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="Dead">Letters that were given up and not sent again since.</param>
/// <param name="Skipped">Events that were not told because too many were waiting.</param>
[GenerateSerializer, Immutable, Alias("pushTargetView")]
public sealed record PushTargetView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Of,
    [property: Id(2)] PushKind Kind,
    [property: Id(3)] string Name,
    [property: Id(4)] string Host,
    [property: Id(5)] string? DigestAt,
    [property: Id(6)] bool WorkdaysOnly,
    [property: Id(7)] ImmutableArray<string> Events,
    [property: Id(8)] PushStatus Status,
    [property: Id(9)] string? Reason,
    [property: Id(10)] int Failures,
    [property: Id(11)] int Waiting,
    [property: Id(12)] int Dead,
    [property: Id(13)] int Skipped,
    [property: Id(14)] DateTimeOffset? NextDigest,
    [property: Id(15)] DateTimeOffset? HeldUntil,
    [property: Id(16)] long Version);

/// <summary>One letter to one target: a line of the delivery log.</summary>
/// <param name="Topic"><c>digest</c>, <c>message</c> or <c>event</c>.</param>
/// <param name="Text">What is told; null for an event.</param>
/// <param name="Event">The event's name and the item it happened to.</param>
/// <param name="Parts">Parts that have arrived: a long text goes in several.</param>
/// <param name="Outcome">A code: <c>errcode 45009</c>, <c>http 503</c>, <c>timeout</c>, <c>redirect</c>, <c>address.refused</c>, …</param>
[GenerateSerializer, Immutable, Alias("deliveryView")]
public sealed record DeliveryView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Target,
    [property: Id(2)] string Topic,
    [property: Id(3)] string? Text,
    [property: Id(4)] string? Event,
    [property: Id(5)] string? Item,
    [property: Id(6)] DeliveryStatus Status,
    [property: Id(7)] int Parts,
    [property: Id(8)] int Attempts,
    [property: Id(9)] string? Outcome,
    [property: Id(10)] DateTimeOffset CreatedAt,
    [property: Id(11)] DateTimeOffset? NextAt,
    [property: Id(12)] DateTimeOffset? EndedAt);

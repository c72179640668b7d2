using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Resources;

/// <summary>场地, 设备, 能人, 专家, 项目 (brief, rows 90–97).</summary>
[GenerateSerializer, Alias("resourceKind")]
public enum ResourceKind { Venue, Equipment, SkilledPerson, Expert, Project }

/// <summary>What something is booked for. A code, so that no name gets into the history.</summary>
[GenerateSerializer, Alias("bookingPurpose")]
public enum BookingPurpose { Service, Activity, Meeting, Training, Lending, Other }

/// <summary>已预订, 已取消, 已结束.</summary>
[GenerateSerializer, Alias("bookingStatus")]
public enum BookingStatus { Booked, Cancelled, Over }

/// <summary>A resource as staff see it. Nobody's details: those are read apart and leave an access record.</summary>
[GenerateSerializer, Immutable, Alias("resourceView")]
public sealed record ResourceView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public ResourceKind Kind { get; init; }
    [Id(3)] public required string Name { get; init; }
    [Id(4)] public string? PublicName { get; init; }
    [Id(5)] public string? Category { get; init; }
    [Id(6)] public ImmutableArray<string> Skills { get; init; } = [];
    [Id(7)] public int Quantity { get; init; }
    [Id(8)] public Place? Location { get; init; }
    [Id(9)] public ImmutableArray<OpeningHours> Hours { get; init; } = [];
    [Id(10)] public bool ConsentPublic { get; init; }
    [Id(11)] public bool HasContact { get; init; }
    [Id(12)] public string? ContactName { get; init; }
    [Id(13)] public string? Note { get; init; }
    [Id(14)] public bool Active { get; init; }
    [Id(15)] public DateTimeOffset CreatedAt { get; init; }
    [Id(16)] public long Version { get; init; }

    /// <summary>Since when a person has agreed to be offered work.</summary>
    [Id(17)] public DateTimeOffset? ConsentOffersAt { get; init; }
}

/// <summary>A new line of the resource list (资源清单).</summary>
[GenerateSerializer, Immutable, Alias("addResource")]
public sealed record AddResource
{
    [Id(0)] public ResourceKind Kind { get; init; }
    [Id(1)] public string Name { get; init; } = "";

    /// <summary>What the public reads in place of a person's name, like 水电师傅 01; null = the masked name.</summary>
    [Id(2)] public string? PublicName { get; init; }

    [Id(3)] public string? Category { get; init; }
    [Id(4)] public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>Pieces, seats are one; at least 1.</summary>
    [Id(5)] public int Quantity { get; init; } = 1;

    [Id(6)] public Place? Location { get; init; }

    /// <summary>When it can be had; empty = always.</summary>
    [Id(7)] public ImmutableArray<OpeningHours> Hours { get; init; } = [];

    /// <summary>A person's consent to stand on the public list. Things need none.</summary>
    [Id(8)] public bool ConsentPublic { get; init; }

    [Id(9)] public SealedContact? Contact { get; init; }
    [Id(10)] public string? Note { get; init; }

    /// <summary>A person's consent to be offered work by telephone.</summary>
    [Id(11)] public bool ConsentOffers { get; init; }
}

/// <summary>An edit of a resource: what is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("editResource")]
public sealed record EditResource
{
    [Id(0)] public string? Name { get; init; }
    [Id(1)] public string? PublicName { get; init; }
    [Id(2)] public string? Category { get; init; }
    [Id(3)] public ImmutableArray<string>? Skills { get; init; }
    [Id(4)] public int? Quantity { get; init; }
    [Id(5)] public Place? Location { get; init; }
    [Id(6)] public ImmutableArray<OpeningHours>? Hours { get; init; }
    [Id(7)] public bool? ConsentPublic { get; init; }
    [Id(8)] public SealedContact? Contact { get; init; }
    [Id(9)] public string? Note { get; init; }
    [Id(10)] public bool? Active { get; init; }

    /// <summary>A person agrees to be offered work, or takes that back.</summary>
    [Id(11)] public bool? ConsentOffers { get; init; }
}

/// <summary>Keeps some of a resource for a time, half-open.</summary>
/// <param name="Reference">The need, order, service or team it is for.</param>
[GenerateSerializer, Immutable, Alias("bookResource")]
public sealed record BookResource(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] DateTimeOffset Until,
    [property: Id(2)] int Quantity = 1,
    [property: Id(3)] BookingPurpose Purpose = BookingPurpose.Other,
    [property: Id(4)] string? Reference = null);

/// <summary>A booking as staff see it.</summary>
[GenerateSerializer, Immutable, Alias("bookingView")]
public sealed record BookingView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Resource,
    [property: Id(2)] TimeSlot Slot,
    [property: Id(3)] int Quantity,
    [property: Id(4)] BookingPurpose Purpose,
    [property: Id(5)] string? Reference,
    [property: Id(6)] BookingStatus Status,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] long Version);

/// <summary>A resource as anybody may see it: people only by consent and never by name; no contact.</summary>
[GenerateSerializer, Immutable, Alias("publicResource")]
public sealed record PublicResource(
    [property: Id(0)] string Id,
    [property: Id(1)] ResourceKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Category,
    [property: Id(4)] ImmutableArray<string> Skills,
    [property: Id(5)] int Quantity,
    [property: Id(6)] string? Address,
    [property: Id(7)] ImmutableArray<OpeningHours> Hours);

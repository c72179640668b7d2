using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Push;

/// <summary>A work group's robot or a partner's web hook that is told of a unit's or a team's day. Id <c>…-H001</c>.</summary>
public sealed record PushTarget : Item
{
    /// <summary>The unit, or the team of it.</summary>
    public required string Of { get; init; }

    public required PushKind Kind { get; init; }
    public required string Name { get; init; }
    public required string Host { get; init; }

    /// <summary>Address and secret, sealed with the network's key. Opened by the sender alone.</summary>
    public required string Sealed { get; init; }

    /// <summary>What a web hook allows; robots have their makers' limits.</summary>
    public int? PerMinute { get; init; }

    public string? DigestAt { get; init; }
    public bool WorkdaysOnly { get; init; }
    public DateTimeOffset? NextDigest { get; init; }
    public ImmutableArray<string> Events { get; init; } = [];
    public PushStatus Status { get; init; }
    public string? Reason { get; init; }
    public int Failures { get; init; }
    public int Waiting { get; init; }
    public int Dead { get; init; }
    public int Skipped { get; init; }

    /// <summary>When the token bucket is full again.</summary>
    public DateTimeOffset FullAt { get; init; }

    /// <summary>The target said that it wants nothing before.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    public override Facets Facets => new(
        Open: Status != PushStatus.Removed, Status: Json.Name(Status), Category: Of, WakeAt: Status == PushStatus.Active ? NextDigest : null, Text: $"{Id} {Name}");

    public PushTargetView View() => new(
        Id, Of, Kind, Name, Host, DigestAt, WorkdaysOnly, Events, Status, Reason, Failures, Waiting, Dead, Skipped, Status == PushStatus.Active ? NextDigest : null, HeldUntil, Version);
}

using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Volunteers;

/// <summary>
/// Somebody whom a unit has entered from a file and who has said nothing yet: no volunteer, in no list and no count. It waits under a number for whoever
/// shows the same document and the same telephone.
/// </summary>
public sealed record Unclaimed : Item
{
    public const string Waiting = "waiting", Claimed = "claimed", Dropped = "dropped";

    /// <summary>Nobody's data waits for ever (PIPL §19, §47).</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    public required string Import { get; init; }
    public int Line { get; init; }
    public required string Unit { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>Where the sealed row stood; erased with the end of waiting.</summary>
    public required string DetailsRef { get; init; }

    /// <summary>By which register it is waited for; empty once nothing waits.</summary>
    public required string DocumentHash { get; init; }

    /// <summary>The team that he is said to be in: asked for once he has become a volunteer.</summary>
    public string? Team { get; init; }

    public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>Served so far, as another system says.</summary>
    public int Minutes { get; init; }

    public string State { get; init; } = Waiting;

    public bool Waits => State == Waiting;

    public override Facets Facets => new(Open: Waits, Status: State, Text: Import, WakeAt: Waits ? CreatedAt + KeptFor : null);
}

/// <summary>A line of a file waits for its person.</summary>
[EventName("unclaimed.entered")]
public sealed record UnclaimedEntered(string Import, int Line) : DomainEvent;

/// <summary>The person has become a volunteer, and has what was served so far.</summary>
[EventName("unclaimed.claimed")]
public sealed record UnclaimedClaimed(int Minutes) : DomainEvent;

/// <summary>Nobody came, or the unit has taken it back.</summary>
[EventName("unclaimed.dropped")]
public sealed record UnclaimedDropped : DomainEvent;

/// <summary>Volunteer → register: the number waits no more with this document.</summary>
[MessageName("claim.profileDropped")]
public sealed record ProfileDropped(string Document, string Number) : Message;

using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Services;

/// <summary>A line of a unit's service list: what is offered regularly, or proposed to be.</summary>
public sealed record Service : Item
{
    public required string Name { get; init; }
    public required string Category { get; init; }
    public string? Team { get; init; }
    public TeamLevel? TeamKind { get; init; }
    public string? Schedule { get; init; }
    public Recurrence? Recurrence { get; init; }
    public Place? Location { get; init; }
    public int? Capacity { get; init; }
    public ImmutableArray<TaskLine> Tasks { get; init; } = [];
    public required ServiceStatus Status { get; init; }

    /// <summary>Set where it was proposed from one-offs rather than entered.</summary>
    public ServiceOrigin? Origin { get; init; }

    /// <summary>What its sessions came to; null = none yet.</summary>
    public SessionTotals? Totals { get; init; }

    /// <summary>When the coming month's sessions are made.</summary>
    public DateTimeOffset? PlanAt { get; init; }

    public override Facets Facets => new(
        Open: Status != ServiceStatus.Retired, Status: Json.Name(Status), Category: Category, WakeAt: PlanAt, Text: $"{Id} {Name} {Schedule}");
}

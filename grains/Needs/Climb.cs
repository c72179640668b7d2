using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Needs;

/// <summary>A need that stands on the ladder of what is late; id = the need's. It follows the need and decides nothing itself.</summary>
public sealed record Climb : Item
{
    public required string Title { get; init; }
    public required string Category { get; init; }
    public Urgency Urgency { get; init; }
    public NeedStatus Status { get; init; }
    public required LadderStep Step { get; init; }

    /// <summary>Who has the lead.</summary>
    public required string Lead { get; init; }

    /// <summary>The limit that the rungs were counted from; null = broken promises alone.</summary>
    public DateTimeOffset? Limit { get; init; }

    /// <summary>When that limit began: two that end alike may have begun apart.</summary>
    public DateTimeOffset? LimitFrom { get; init; }

    public int BrokenPromises { get; init; }

    /// <summary>The resident must answer first: what was taken stays, nothing is added.</summary>
    public bool Suspended { get; init; }

    /// <summary>The rungs that it stands on, lowest first, each with its hour.</summary>
    public ImmutableArray<Rung> Rungs { get; init; } = [];

    /// <summary>What counts now: none while it is suspended.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public LadderStep Standing => Suspended ? LadderStep.None : Step;

    public override Facets Facets => new(
        Open: Step != LadderStep.None, Status: Suspended ? "suspended" : Json.Name(Step), Category: Category, Urgency: Json.Name(Urgency),
        DueAt: Limit ?? (Rungs is [.., var last] ? last.At : CreatedAt), Text: $"{Id} {Title}");
}

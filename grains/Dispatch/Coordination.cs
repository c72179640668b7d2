using Practice.Kernel;
using Practice.Shared;

namespace Practice.Dispatch;

/// <summary>A need of a unit below that this unit is responsible for finding help for (请上级协调).</summary>
public sealed record Coordination : Item
{
    public required string Unit { get; init; }
    public required string Category { get; init; }
    public required Urgency Urgency { get; init; }
    public required CoordinationStatus Status { get; init; }

    /// <summary>The need's newest question that was heard.</summary>
    public required int Round { get; init; }

    /// <summary>Why it came up: <c>noTeam</c>, <c>declinedTwice</c>, or a person's reason code.</summary>
    public required string Reason { get; init; }

    /// <summary>What is sought, for a plan that is made later.</summary>
    public HelpBrief? Brief { get; init; }

    public DateTimeOffset? DueBy { get; init; }

    public override Facets Facets => new(
        Open: Status is not CoordinationStatus.Ended, Status: Json.Name(Status), Category: Category, Urgency: Json.Name(Urgency), DueAt: DueBy, Text: Id);
}

/// <summary>Teams were proposed; nobody could be found and a person must act; over.</summary>
public enum CoordinationStatus { Proposed, Stuck, Ended }

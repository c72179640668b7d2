using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Months;

/// <summary>A unit's month (id <c>yyyy-MM</c>): opened, planned, confirmed, published.</summary>
public sealed record Month : Item
{
    public required MonthState State { get; init; }

    /// <summary>Grows with each opening; lines of an older round are no longer part of the plan.</summary>
    public required int Round { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? PlannedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The last instant that the publication tells of; the next month's begins after it.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public PlanSummary? Plan { get; init; }

    /// <summary>Since when the owner works on it by itself.</summary>
    public DateTimeOffset? WorkingSince { get; init; }

    public bool IsWorking => State is MonthState.Planning or MonthState.Confirming;

    public override Facets Facets => new(
        Open: State != MonthState.Published, Status: Json.Name(State), Month: Id, WakeAt: IsWorking ? WorkingSince : null);
}

/// <summary>What the plan says about one need; id <c>yyyy-MM/need</c>.</summary>
public sealed record PlanLine : Item
{
    public required string Month { get; init; }
    public required string Need { get; init; }
    public required string Unit { get; init; }
    public required string Category { get; init; }
    public required Urgency Urgency { get; init; }
    public string? Project { get; init; }
    public ImmutableArray<TeamShare> Teams { get; init; } = [];
    public required int Quantity { get; init; }
    public required DateOnly Deadline { get; init; }
    public ImmutableArray<string> Milestones { get; init; } = [];
    public string? Reason { get; init; }
    public required int Round { get; init; }
    public PlanLineStatus Status { get; init; }

    /// <summary>Part of a plan that is not published yet.</summary>
    public bool InPlan { get; init; } = true;

    public override Facets Facets => new(
        Open: InPlan && Status != PlanLineStatus.Dropped, Status: Json.Name(Status), Category: Category, Urgency: Json.Name(Urgency), Month: Month, Text: Need);

    public static string IdOf(string month, string need) => $"{month}/{need}";

    public AllocationView Allocation() => new(Month, Project, Teams.FirstOrDefault()?.Team, Quantity, Deadline, Milestones);

    public PlanLineView View(Need? need) => new(
        Need, Unit, need?.Title, Category, Urgency, Project, Teams, Quantity, Deadline, Milestones, Reason, Status);
}

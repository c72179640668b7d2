using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Intake;

/// <summary>A weekly round of doors. Its days are not stored: they follow from the calendar in force, so loading a year moves them.</summary>
public sealed record VisitPlan : Item
{
    public required string Area { get; init; }
    public required int Weekday { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? Until { get; init; }
    public bool Active { get; init; } = true;

    /// <summary>Mondays of the weeks whose visit was made, the newest sixty.</summary>
    public ImmutableSortedSet<DateOnly> Weeks { get; init; } = [];

    public override Facets Facets => new(Open: Active, Status: Active ? "active" : "ended", Text: $"{Id} {Area}");
}

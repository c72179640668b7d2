using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Intake;

/// <summary>One opening of a box by two people. Law: closed, it has <c>counted = entered + void</c>.</summary>
public sealed record Opening : Item
{
    public required string Point { get; init; }
    public required OpeningStatus Status { get; init; }
    public ImmutableArray<string> OpenedBy { get; init; } = [];
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int? Counted { get; init; }
    public int Entered { get; init; }
    public ImmutableArray<VoidSlip> Void { get; init; } = [];
    public ImmutableArray<string> Photos { get; init; } = [];

    public override Facets Facets => new(
        Open: Status == OpeningStatus.Open, Status: Json.Name(Status), Category: Point, Month: Calendars.ChinaTime.MonthOf(OpenedAt).ToString(),
        DueAt: Status == OpeningStatus.Open ? OpenedAt.AddDays(1) : null);
}

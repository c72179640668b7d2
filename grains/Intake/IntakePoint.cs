using Practice.Kernel;
using Practice.Services;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>A tree, a wall, a box or a code at which people leave what they need.</summary>
public sealed record IntakePoint : Item
{
    public required IntakeKind Kind { get; init; }
    public required string Name { get; init; }
    public string? Keeper { get; init; }
    public Place? Location { get; init; }
    public Recurrence? Schedule { get; init; }

    /// <summary>Since when <see cref="Schedule"/> holds: nothing is owed for the time before.</summary>
    public DateTimeOffset? ScheduledSince { get; init; }

    public bool Active { get; init; } = true;
    public int Openings { get; init; }
    public int Slips { get; init; }

    /// <summary>The opening that is under way: one at a time.</summary>
    public string? UnderWay { get; init; }

    public DateTimeOffset? LastOpenedAt { get; init; }

    public override Facets Facets => new(Open: Active, Status: Active ? "active" : "retired", Category: Json.Name(Kind), Text: $"{Id} {Name} {Location?.Address}");
}

using Practice.Kernel;

namespace Practice.Units;

/// <summary>Something about a need of a unit below that waits for this level's word; id <c>kind/need</c>.</summary>
public sealed record Matter : Item
{
    /// <summary><c>impossible</c>: agree that nobody can do it; <c>appeal</c>: decide on it; <c>urge, supervise, listed</c>: how far a late one has climbed.</summary>
    public required string Kind { get; init; }

    public required string Need { get; init; }
    public required string Category { get; init; }
    public DateTimeOffset? DueBy { get; init; }
    public bool Settled { get; init; }

    public override Facets Facets => new(Open: !Settled, Status: Settled ? "settled" : "open", Category: Category, DueAt: DueBy, Text: Need);
}

using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>What a parent knows of an active unit right below it, by the child's own report.</summary>
public sealed record ChildUnit : Item
{
    public required string Name { get; init; }
    public required Level Level { get; init; }
    public required UnitStatus Status { get; init; }

    /// <summary>The child's version that this shows.</summary>
    public required long Seen { get; init; }

    public override Facets Facets => new(Open: true, Status: Json.Name(Status), Category: Json.Name(Level));
}

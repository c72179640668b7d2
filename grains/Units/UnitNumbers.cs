using Practice.Kernel;

namespace Practice.Units;

/// <summary>The last number given to each kind of thing that a unit owns. A number is never given twice.</summary>
public sealed record UnitNumbers : Item
{
    public const string TheId = "numbers";

    public int Needs { get; init; }
    public int Orders { get; init; }
    public int Teams { get; init; }
    public int Resources { get; init; }
    public int Services { get; init; }
    public int Points { get; init; }

    public override Facets Facets => new(Open: true);

    public static UnitNumbers Of(Draft draft) => draft.Book.Find<UnitNumbers>(TheId) ?? new UnitNumbers { Id = TheId, CreatedAt = draft.Now };
}

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
    public int IntakePoints { get; init; }
    public int Drafts { get; init; }
    public int VisitPlans { get; init; }
    public int Visits { get; init; }
    public int Files { get; init; }
    public int PushTargets { get; init; }
    public int Deliveries { get; init; }
    public int Feeds { get; init; }
    public int Activities { get; init; }

    /// <summary>Needs that only the desk itself has seen done, and how many of them the level above was asked to call back.</summary>
    public int OwnWork { get; init; }

    public int Samples { get; init; }

    public int Interviews { get; init; }
    public int Programmes { get; init; }
    public int Tasks { get; init; }

    public int ExchangeItems { get; init; }

    public override Facets Facets => new(Open: true);

    public static UnitNumbers Of(Draft draft) => draft.Book.Find<UnitNumbers>(TheId) ?? new UnitNumbers { Id = TheId, CreatedAt = draft.Now };
}

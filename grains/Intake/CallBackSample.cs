using Practice.Kernel;

namespace Practice.Intake;

/// <summary>On the list of the level above: a need whose work only its own desk has seen, drawn to be called back. Its id is the need's.</summary>
public sealed record CallBackSample : Item
{
    public const string Owed = "owed", Reached = "reached", Unreached = "unreached";

    public required string Category { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset DueBy { get; init; }
    public string Outcome { get; init; } = Owed;
    public int Attempts { get; init; }
    public bool? Solved { get; init; }

    public override Facets Facets => new(Open: Outcome == Owed, Status: Outcome, Category: Category, DueAt: Outcome == Owed ? DueBy : null);
}

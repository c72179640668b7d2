using System.Collections.Immutable;

namespace Practice.Months.Planning;

/// <summary>A need that the month has to find a team for.</summary>
/// <param name="Category">The category's code, which a team must have among its fields.</param>
/// <param name="Skills">Skills that each team on it must have.</param>
/// <param name="People">Helpers needed at once; at least 1.</param>
/// <param name="Units">Slots of time needed; at least 1. A slot is half a day; the slots of a need need not follow each other.</param>
/// <param name="FirstSlot">The first slot in which it may be done, counted from the month's first.</param>
/// <param name="LastSlot">The last one, included. One past the month's end means its end.</param>
/// <param name="Weight">What leaving it unserved costs beside others; at least 1. <see cref="PlanOptions.WeightOf"/> gives it by urgency.</param>
/// <param name="Path">The path of its unit, from the top, parts divided by <c>/</c>.</param>
public sealed record PlanNeed(
    string Id,
    string Category,
    ImmutableArray<string> Skills,
    int People,
    int Units,
    int FirstSlot,
    int LastSlot,
    int Weight,
    string Path)
{
    /// <summary>What it takes of the teams, in helpers × slots.</summary>
    public int Demand => People * Units;
}

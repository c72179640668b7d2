using System.Collections.Immutable;

namespace Practice.Store;

/// <summary>What a unit's public board is made of: one snapshot, one round trip.</summary>
/// <param name="Unit">The unit's profile; null = there is no such unit.</param>
/// <param name="Tallies">The unit's own and its children's counts, of the month and of every month with needs still open.</param>
/// <param name="Unfulfilled">Needs not met yet in the subtree, soonest promised first.</param>
/// <param name="UnderWay">Promised needs among the two hundred in work that are due soonest.</param>
/// <param name="Met">Needs done, newest first.</param>
/// <param name="Publications">By their month, newest first.</param>
public sealed record BoardRows(
    ItemRow? Unit, ImmutableArray<ItemRow> Tallies, ImmutableArray<ItemRow> Unfulfilled, ImmutableArray<ItemRow> UnderWay, ImmutableArray<ItemRow> Met,
    ImmutableArray<ItemRow> Publications);

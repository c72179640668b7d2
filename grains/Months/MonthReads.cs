using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;

namespace Practice.Months;

/// <summary>What a month's work reads from the rows, because it is no longer in its owner's hand.</summary>
internal static class MonthReads
{
    private const int PageSize = 500;

    // A promise lies at most a year ahead, so that no need stays open much longer than that without being seen to.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(800);

    public static async Task<ImmutableArray<Need>> Settled(IUnitStore store, string stream, DateTimeOffset after, CancellationToken cancellation)
    {
        var query = new ItemQuery { Kind = "need", Stream = stream, Open = false, From = after - Oldest, Order = ItemOrder.Id, Limit = PageSize };
        var found = ImmutableArray.CreateBuilder<Need>();
        await foreach (var row in All(store, query, cancellation))
            if (ItemKinds.Read<Need>(row) is var need && PeriodRules.EndOf(need) > after)
                found.Add(need);
        return found.ToImmutable();
    }

    public static async Task<ImmutableDictionary<string, WorkOrder>> Orders(
        IUnitStore store, string stream, IEnumerable<Need> needs, CancellationToken cancellation)
    {
        var found = ImmutableDictionary.CreateBuilder<string, WorkOrder>(StringComparer.Ordinal);
        foreach (var chunk in needs.SelectMany(need => need.Orders).Distinct().Chunk(PageSize))
            foreach (var row in await store.Items(stream, "order", chunk, cancellation))
                found[row.Id] = ItemKinds.Read<WorkOrder>(row);
        return found.ToImmutable();
    }

    /// <summary>Names of teams of other units, from the cards that those units keep.</summary>
    public static async Task<ImmutableDictionary<string, string>> TeamNames(IUnitStore store, IEnumerable<string> teams, CancellationToken cancellation)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var owner in teams.Distinct().GroupBy(Ids.Owner))
            foreach (var row in await store.Items(Ids.UnitStream(owner.Key), "card", [.. owner], cancellation))
                found[row.Id] = ItemKinds.Read<TeamCard>(row).Name;
        return found.ToImmutable();
    }

    public static async Task<ImmutableArray<string>> LineIds(IUnitStore store, string stream, YearMonth month, CancellationToken cancellation)
    {
        var query = new ItemQuery { Kind = "planLine", Stream = stream, Month = month.ToString(), Order = ItemOrder.Id, Limit = PageSize };
        var found = ImmutableArray.CreateBuilder<string>();
        await foreach (var row in All(store, query, cancellation))
            found.Add(row.Id);
        return found.ToImmutable();
    }

    private static async IAsyncEnumerable<ItemRow> All(
        IUnitStore store, ItemQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = query; ;)
        {
            var page = await store.Search(next, cancellation);
            foreach (var row in page.Items)
                yield return row;
            if (page.Next is null)
                yield break;
            next = query with { After = page.Next };
        }
    }
}

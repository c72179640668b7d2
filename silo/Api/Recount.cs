using Practice.Kernel;
using Practice.Needs;
using Practice.Settings;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>What a change of a calendar or a ladder moves at once: each unit with open needs or standing services counts anew what was counted by it.</summary>
internal sealed class Recount(IGrainFactory grains, IUnitStore store, UnitDirectory directory, SettingsCache cache)
{
    private const int AtOnce = 32;

    /// <summary>How many limits moved.</summary>
    public async Task<int> Under(string unit, CancellationToken cancellation)
    {
        if (await directory.PathOf(unit, cancellation) is not { } path)
            return 0;
        cache.Forget(unit);
        var owners = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in new[] { "need", "service" })
            await foreach (var row in store.All(new() { Kind = kind, Under = path, Open = true, Order = ItemOrder.Id }, cancellation))
                owners.Add(row.Stream);
        var moved = 0;
        foreach (var some in owners.Chunk(AtOnce))
            moved += (await Task.WhenAll(some.Select(owner => grains.Owner<INeedListGrain>(owner).RecountDeadlines()))).Sum();
        return moved;
    }
}

using System.Collections.Concurrent;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>Where units stand in the tree. A path is fixed when its unit comes into being, so what is known is kept.</summary>
internal sealed class UnitDirectory(IUnitStore store)
{
    private readonly ConcurrentDictionary<string, string> _paths = new();

    /// <summary>The unit's path; null = there is no such unit (yet).</summary>
    public async ValueTask<string?> PathOf(string unit, CancellationToken cancellation)
    {
        if (_paths.TryGetValue(unit, out var known))
            return known;
        if (!Ids.IsUnit(unit))
            return null;
        var rows = await store.Items(Ids.UnitStream(unit), "unit", [unit], cancellation);
        return rows.IsEmpty ? null : _paths[unit] = ItemKinds.Read<UnitProfile>(rows[0]).Path;
    }
}

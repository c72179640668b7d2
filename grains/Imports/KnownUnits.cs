using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Imports;

/// <summary>What the network has already, as an import must know it.</summary>
internal readonly record struct KnownUnit(string Name, string? Parent, string Path, bool NamedByStaff)
{
    public string City => Path.Split('/')[1];

    public static KnownUnit Of(UnitProfile unit) => new(unit.Name, unit.Parent, unit.Path, unit.NamedByStaff);
}

/// <summary>Reads units of the network from the rows.</summary>
internal sealed class KnownUnits(IUnitStore store)
{
    private const string Kind = "unit";
    private const int Page = 5000;
    private const int AtOnce = 16;

    /// <summary>Every unit below a city and the city itself.</summary>
    public async Task<Dictionary<string, KnownUnit>> OfCity(string city, CancellationToken cancellation)
    {
        var known = new Dictionary<string, KnownUnit>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await store.Search(new() { Kind = Kind, Under = $"/{city}/", Order = ItemOrder.Id, Limit = Page, After = after }, cancellation);
            foreach (var row in page.Items)
                known[row.Id] = KnownUnit.Of(ItemKinds.Read<UnitProfile>(row));
            after = page.Next;
        }
        while (after is not null);
        return known;
    }

    /// <summary>Those of some units that there are.</summary>
    public async Task<Dictionary<string, KnownUnit>> Among(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var known = new Dictionary<string, KnownUnit>(StringComparer.Ordinal);
        if (ids.Count == 0 || (await store.Search(new() { Kind = Kind, Limit = 1 }, cancellation)).Items.Length == 0)
            return known;
        foreach (var some in ids.Chunk(AtOnce))
            foreach (var rows in await Task.WhenAll(some.Select(id => store.Items(Ids.UnitStream(id), Kind, [id], cancellation))))
                foreach (var row in rows)
                    known[row.Id] = KnownUnit.Of(ItemKinds.Read<UnitProfile>(row));
        return known;
    }
}

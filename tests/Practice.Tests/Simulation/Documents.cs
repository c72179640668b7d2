using System.Globalization;
using Practice.Kernel;

namespace Practice.Tests.Simulation;

/// <summary>The documents of one world's rows. JSON as in the store in every eighth world; in the others the items themselves, which is quicker.</summary>
internal sealed class Documents(int seed)
{
    private readonly List<Item> _kept = [];

    public bool AreJson { get; } = seed % 8 == 0;

    public ItemKinds Of(ItemKinds kinds) => AreJson ? kinds : kinds.Keep(Keep, (doc, _) => _kept[int.Parse(doc, CultureInfo.InvariantCulture)]);

    private string Keep(Item item)
    {
        _kept.Add(item);
        return (_kept.Count - 1).ToString(CultureInfo.InvariantCulture);
    }
}

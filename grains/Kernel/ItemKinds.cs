using System.Text.Json;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>The kinds of items there are, each with its name in the rows.</summary>
public sealed class ItemKinds
{
    private readonly Dictionary<string, Type> _types = [];
    private readonly Dictionary<Type, string> _names = [];
    private Func<Item, string> _write = item => JsonSerializer.Serialize(item, item.GetType(), Json.Persisted);
    private Func<string, Type, Item> _read = (doc, type) => (Item)JsonSerializer.Deserialize(doc, type, Json.Persisted)!;

    /// <summary>Documents that are not JSON, for rows that never leave the memory of a simulation.</summary>
    internal ItemKinds Keep(Func<Item, string> write, Func<string, Type, Item> read)
    {
        (_write, _read) = (write, read);
        return this;
    }

    public ItemKinds Add<T>(string name) where T : Item
    {
        _types.Add(name, typeof(T));
        _names.Add(typeof(T), name);
        return this;
    }

    public string NameOf(Type type) => _names[type];

    public IReadOnlyDictionary<string, Type> Types => _types;

    /// <summary>The item a row holds; null for a kind that a newer release has written.</summary>
    public Item? Read(ItemRow row) => _types.TryGetValue(row.Kind, out var type)
        ? _read(row.Doc, type) with { Version = row.Version }
        : null;

    public static T Read<T>(ItemRow row) where T : Item => JsonSerializer.Deserialize<T>(row.Doc, Json.Persisted)! with { Version = row.Version };

    public ItemRow Write(string stream, string path, Item item)
    {
        var facets = item.Facets;
        return new(stream, NameOf(item.GetType()), item.Id, item.Version, path, facets.Open, facets.Status, facets.Category, facets.Urgency,
            facets.Month, item.CreatedAt, facets.DueAt, facets.WakeAt, facets.Text, _write(item));
    }
}

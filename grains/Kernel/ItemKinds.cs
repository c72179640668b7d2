using System.Text.Json;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>The kinds of items there are, each with its name in the rows.</summary>
public sealed class ItemKinds
{
    private readonly Dictionary<string, Type> _types = [];
    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<Type, int> _rewritten = [];
    private Func<Item, string> _write = item => JsonSerializer.Serialize(item, item.GetType(), Json.Persisted);
    private Func<string, Type, Item> _read = (doc, type) => (Item)JsonSerializer.Deserialize(doc, type, Json.Persisted)!;

    /// <summary>Documents that are not JSON, for rows that never leave the memory of a simulation.</summary>
    internal ItemKinds Keep(Func<Item, string> write, Func<string, Type, Item> read)
    {
        (_write, _read) = (write, read);
        return this;
    }

    /// <param name="rewritten">For a small item that nearly every change of its owner touches: the most characters it has. Written out once a commit.</param>
    public ItemKinds Add<T>(string name, int? rewritten = null) where T : Item
    {
        _types.Add(name, typeof(T));
        _names.Add(typeof(T), name);
        if (rewritten is { } size)
            _rewritten.Add(typeof(T), size);
        return this;
    }

    public string NameOf(Type type) => _names[type];

    public IReadOnlyDictionary<string, Type> Types => _types;

    /// <summary>The item a row holds; null for a kind that a newer release has written.</summary>
    public Item? Read(ItemRow row) => _types.TryGetValue(row.Kind, out var type)
        ? _read(row.Doc.Text, type) with { Version = row.Version }
        : null;

    public static T Read<T>(ItemRow row) where T : Item => JsonSerializer.Deserialize<T>(row.Doc.Text, Json.Persisted)! with { Version = row.Version };

    public ItemRow Write(string stream, string path, Item item)
    {
        var (type, facets) = (item.GetType(), item.Facets);
        var doc = _rewritten.TryGetValue(type, out var size) ? new Document(() => _write(item), size) : new Document(_write(item));
        return new(stream, NameOf(type), item.Id, item.Version, path, facets.Open, facets.Status, facets.Category, facets.Urgency,
            facets.Month, item.CreatedAt, facets.DueAt, facets.WakeAt, facets.Text, doc);
    }
}

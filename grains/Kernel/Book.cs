using System.Collections.Immutable;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>
/// An owner's state: the items it has in hand, the marks of what it has taken in, and its head. Immutable; rules read it, a
/// <see cref="Draft"/> makes the next one.
/// </summary>
/// <remarks>Every open item is in it; of the closed ones only those that a command asked for.</remarks>
public sealed record Book(string Stream)
{
    public StreamHead? Head { get; init; }

    public ImmutableDictionary<Type, ImmutableSortedDictionary<string, Item>> Kinds { get; init; } =
        ImmutableDictionary<Type, ImmutableSortedDictionary<string, Item>>.Empty;

    public ImmutableDictionary<string, long> Marks { get; init; } = ImmutableDictionary<string, long>.Empty;

    public long Version => Head?.Version ?? 0;

    public T? Find<T>(string? id) where T : Item =>
        id is not null && Kinds.TryGetValue(typeof(T), out var items) && items.TryGetValue(id, out var item) ? (T)item : null;

    /// <summary>The only item of a kind of which there is one.</summary>
    public T? Only<T>() where T : Item
    {
        if (Kinds.TryGetValue(typeof(T), out var items))
            foreach (var (_, item) in items)
                return (T)item;
        return null;
    }

    /// <summary>All items of a kind that are in hand, by id.</summary>
    public IEnumerable<T> All<T>() where T : Item => Kinds.TryGetValue(typeof(T), out var items) ? items.Values.Cast<T>() : [];

    public Book With(Item item)
    {
        var items = Kinds.GetValueOrDefault(item.GetType()) ?? ImmutableSortedDictionary.Create<string, Item>(StringComparer.Ordinal);
        return this with { Kinds = Kinds.SetItem(item.GetType(), items.SetItem(item.Id, item)) };
    }

    public Book Without(Type kind, string id) =>
        Kinds.TryGetValue(kind, out var items) ? this with { Kinds = Kinds.SetItem(kind, items.Remove(id)) } : this;
}

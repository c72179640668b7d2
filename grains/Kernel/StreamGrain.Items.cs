using Practice.Store;

namespace Practice.Kernel;

/// <summary>Closed items: fetched when a command asks for one, let go when there are many.</summary>
internal abstract partial class StreamGrain
{
    private readonly Queue<(Type Kind, string Id)> _closed = new();
    private int _letGo;

    /// <summary>Brings items that are not in hand into the book, if they exist. Call before deciding.</summary>
    protected async Task Fetch<T>(params IEnumerable<string?> ids) where T : Item
    {
        while (true)
        {
            var missing = ids.Where(id => id is not null && _book.Find<T>(id) is null).Select(id => id!).ToHashSet();
            if (missing.Count == 0)
                return;

            var generation = _letGo;
            var rows = await Services.Store.Items(Stream, Kinds.NameOf(typeof(T)), missing, CancellationToken.None);

            // What was let go while we read may have changed before: read again. What came into hand meanwhile is newer.
            if (generation != _letGo)
                continue;
            foreach (var row in rows)
                if (_book.Find<T>(row.Id) is null && Kinds.Read(row) is { } item)
                {
                    _book = _book.With(item);
                    KeepForNow(item);
                }

            return;
        }
    }

    private void Retire(Change change)
    {
        foreach (var row in change.Items)
            if (!row.Open && Kinds.Types.TryGetValue(row.Kind, out var kind) && InHand(kind, row.Id) is { } item)
                KeepForNow(item);
    }

    private void KeepForNow(Item item)
    {
        if (item.Facets.Open)
            return;
        _closed.Enqueue((item.GetType(), item.Id));
        while (_closed.Count > Services.Options.ClosedInHand)
        {
            var (kind, id) = _closed.Dequeue();
            if (InHand(kind, id) is not { } oldest || oldest.Facets.Open)
                continue;

            // Never let go of what is not durable yet: a later read would find the older row.
            if (!_newest.IsCompletedSuccessfully)
            {
                _closed.Enqueue((kind, id));
                return;
            }

            _book = _book.Without(kind, id);
            _letGo++;
        }
    }

    private Item? InHand(Type kind, string id) =>
        _book.Kinds.TryGetValue(kind, out var items) && items.TryGetValue(id, out var item) ? item : null;
}

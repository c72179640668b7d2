using System.Collections.Immutable;
using System.Data.Common;

namespace Practice.Store.Reading;

/// <summary>Lists and counts over the item rows. Pages start after a key, never at an offset, so that new rows move nothing.</summary>
internal sealed class ItemSearch(IStoreDatabase database)
{
    /// <summary>Enough for a page of an export.</summary>
    public const int MostRows = 5_000;

    public async Task<ItemPage> Search(ItemQuery query, CancellationToken cancellation)
    {
        var limit = Math.Clamp(query.Limit, 1, MostRows);
        var filter = new ItemFilter(database, query);
        var after = query.After is { Length: > 0 } text ? ItemCursor.Parse(text, query.Order) : null;
        var order = Order(query.Order, filter, after);
        var sql = $"SELECT {Rows.ItemColumns} FROM items WHERE {filter.Where} ORDER BY {order} LIMIT {filter.Parameter(limit + 1)}";

        var found = await database.Read(async connection =>
        {
            await using var command = filter.Command(connection, sql);
            return await Rows.Read(command, r => Rows.Item(database, r), cancellation);
        }, ReadMode.Search, cancellation);

        if (found.Length <= limit)
            return new ItemPage(found, null);

        var page = found[..limit];
        return new ItemPage(page, Cursor(query.Order, page[^1]).ToString());
    }

    public async Task<ImmutableArray<ItemCount>> Count(ItemQuery query, CancellationToken cancellation)
    {
        var filter = new ItemFilter(database, query);
        var overdue = query.Now is { } now ? $"SUM(CASE WHEN open AND due_at < {filter.Parameter(database.Time(now))} THEN 1 ELSE 0 END)" : "0";
        var sql = $"""
            SELECT status, category, urgency, COUNT(*), {overdue} FROM items WHERE {filter.Where}
            GROUP BY status, category, urgency ORDER BY status, category, urgency
            """;

        return await database.Read(async connection =>
        {
            await using var command = filter.Command(connection, sql);
            return await Rows.Read(
                command, r => new ItemCount(Rows.Text(r, 0), Rows.Text(r, 1), Rows.Text(r, 2), r.GetInt64(3), r.GetInt64(4)), cancellation);
        }, ReadMode.Search, cancellation);
    }

    public async Task<ImmutableArray<PlaceCount>> CountByPlace(ItemQuery query, CancellationToken cancellation)
    {
        var filter = new ItemFilter(database, query);
        var overdue = query.Now is { } now ? $"SUM(CASE WHEN open AND due_at < {filter.Parameter(database.Time(now))} THEN 1 ELSE 0 END)" : "0";
        var sql = $"""
            SELECT path, doc ->> 'owner', status, COUNT(*), {overdue} FROM items WHERE {filter.Where}
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """;

        return await database.Read(async connection =>
        {
            await using var command = filter.Command(connection, sql);
            return await Rows.Read(command, r => new PlaceCount(r.GetString(0), Rows.Text(r, 1), Rows.Text(r, 2), r.GetInt64(3), r.GetInt64(4)), cancellation);
        }, ReadMode.Search, cancellation);
    }

    private string Order(ItemOrder order, ItemFilter filter, ItemCursor? after)
    {
        var (column, comparison, direction) = order switch
        {
            ItemOrder.Newest => ("created_at", "<", "DESC"),
            ItemOrder.Oldest => ("created_at", ">", "ASC"),
            ItemOrder.Due => ("due_at", ">", "ASC"),
            ItemOrder.Id => (null, ">", "ASC"),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
        };
        if (order == ItemOrder.Due)
            filter.Add("due_at IS NOT NULL");

        var keys = column is null ? "id, stream" : $"{column}, id, stream";
        if (after is not null)
        {
            var time = column is null ? "" : filter.Parameter(database.Time(UnixMicroseconds.From(after.Key))) + ", ";
            filter.Add($"({keys}) {comparison} ({time}{filter.Parameter(after.Id)}, {filter.Parameter(after.Stream)})");
        }

        return string.Join(", ", keys.Split(", ").Select(k => $"{k} {direction}"));
    }

    private static ItemCursor Cursor(ItemOrder order, ItemRow last)
    {
        var key = order switch
        {
            ItemOrder.Id => 0,
            ItemOrder.Due => UnixMicroseconds.Of(last.DueAt!.Value),
            _ => UnixMicroseconds.Of(last.CreatedAt),
        };
        return new ItemCursor(order, key, last.Id, last.Stream);
    }
}

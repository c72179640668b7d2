using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;

namespace Practice.Store.Reading;

/// <summary>Reads of one stream, and of what waits in a shard.</summary>
internal sealed class StreamReads(IStoreDatabase database, StoreOptions options)
{
    private const string Contents = $"""
        SELECT version, last_change FROM heads WHERE stream = @p0;
        SELECT {Rows.ItemColumns} FROM items WHERE stream = @p0 AND open ORDER BY kind, id;
        SELECT sender, seq FROM marks WHERE stream = @p0 ORDER BY sender;
        SELECT {Rows.OutboxColumns} FROM outbox WHERE stream = @p0 AND NOT parked ORDER BY receiver, topic, seq;
        SELECT {Rows.OutcomeColumns} FROM outcomes WHERE stream = @p0 ORDER BY at DESC LIMIT @p1;
        """;

    /// <summary>In one snapshot: what is loaded belongs to the head that is loaded.</summary>
    public Task<StreamContents> Load(string stream, CancellationToken cancellation) => database.Read(async connection =>
    {
        var most = options.LoadedOutcomes;
        await using var command = Command(connection, Contents, stream, most + 1);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var heads = await Rows.Rest(reader, r => new StreamHead(r.GetInt64(0), r.GetGuid(1)), cancellation);
        await reader.NextResultAsync(cancellation);
        var open = await Rows.Rest(reader, r => Rows.Item(database, r), cancellation);
        await reader.NextResultAsync(cancellation);
        var marks = await Rows.Rest(reader, r => new InboxMark(r.GetString(0), r.GetInt64(1)), cancellation);
        await reader.NextResultAsync(cancellation);
        var owed = await Rows.Rest(reader, r => Rows.Outbox(database, r), cancellation);
        await reader.NextResultAsync(cancellation);
        var outcomes = await Rows.Rest(reader, r => Rows.Outcome(database, r), cancellation);
        var complete = outcomes.Length <= most;
        return new StreamContents(
            heads.Length == 0 ? null : heads[0], open, marks, owed, complete ? outcomes : outcomes[..most], complete);
    }, ReadMode.Snapshot, cancellation);

    public Task<ImmutableArray<ItemRow>> Items(string stream, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return Task.FromResult(ImmutableArray<ItemRow>.Empty);

        var names = string.Join(", ", Enumerable.Range(2, ids.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}")));
        return Query(
            $"SELECT {Rows.ItemColumns} FROM items WHERE stream = @p0 AND kind = @p1 AND id IN ({names}) ORDER BY id",
            r => Rows.Item(database, r), cancellation, [stream, kind, .. ids]);
    }

    public async Task<OutcomeRow?> Outcome(string stream, string key, CancellationToken cancellation)
    {
        var found = await Query(
            $"SELECT {Rows.OutcomeColumns} FROM outcomes WHERE stream = @p0 AND key = @p1", r => Rows.Outcome(database, r), cancellation, stream, key);
        return found.IsEmpty ? null : found[0];
    }

    public async Task<PersonRow?> Person(string reference, CancellationToken cancellation)
    {
        var found = await Query(
            "SELECT ref, sealed FROM persons WHERE ref = @p0 AND length(sealed) > 0", r => new PersonRow(r.GetString(0), r.GetFieldValue<byte[]>(1)), cancellation, reference);
        return found.IsEmpty ? null : found[0];
    }

    public Task<ImmutableArray<EventRow>> Events(string stream, string? item, long afterSeq, int limit, CancellationToken cancellation) => item is null
        ? Query(
            $"SELECT {Rows.EventColumns} FROM events WHERE stream = @p0 AND seq > @p1 ORDER BY seq LIMIT @p2",
            r => Rows.Event(database, r), cancellation, stream, afterSeq, limit)
        : Query(
            $"SELECT {Rows.EventColumns} FROM events WHERE stream = @p0 AND seq > @p1 AND item = @p3 ORDER BY seq LIMIT @p2",
            r => Rows.Event(database, r), cancellation, stream, afterSeq, limit, item);

    public Task<ImmutableArray<DueOwner>> Due(int shard, DateTimeOffset now, int limit, CancellationToken cancellation) => Query(
        """
        SELECT stream, MIN(wake_at) FROM items WHERE shard = @p0 AND wake_at <= @p1
        GROUP BY stream ORDER BY 2, 1 LIMIT @p2
        """,
        r => new DueOwner(r.GetString(0), database.Time(r, 1)), cancellation, (short)shard, database.Time(now), limit);

    public Task<ImmutableArray<string>> Waiting(int shard, DateTimeOffset before, int limit, CancellationToken cancellation) => Query(
        """
        SELECT stream FROM outbox WHERE shard = @p0 AND at < @p1 AND NOT parked
        GROUP BY stream ORDER BY MIN(at), stream LIMIT @p2
        """,
        r => r.GetString(0), cancellation, (short)shard, database.Time(before), limit);

    private Task<ImmutableArray<T>> Query<T>(string sql, Func<DbDataReader, T> row, CancellationToken cancellation, params object?[] parameters) =>
        database.Read(async connection =>
        {
            await using var command = Command(connection, sql, parameters);
            return await Rows.Read(command, row, cancellation);
        }, ReadMode.Rows, cancellation);

    private DbCommand Command(DbConnection connection, string sql, params object?[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters.Length; i++)
            database.AddParameter(command, string.Create(CultureInfo.InvariantCulture, $"p{i}"), parameters[i]);
        return command;
    }
}

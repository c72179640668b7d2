using System.Collections.Immutable;
using System.Data.Common;

namespace Practice.Store.Reading;

/// <summary>Reads the rows of both databases.</summary>
internal static class Rows
{
    public const string ItemColumns = "stream, kind, id, version, path, open, status, category, urgency, month, created_at, due_at, wake_at, text, doc";
    public const string EventColumns = "seq, type, item, at, actor, data";
    public const string OutboxColumns = "stream, receiver, seq, topic, type, payload, at, attempts, parked, trace";
    public const string OutcomeColumns = "key, fingerprint, result, at";

    public static ItemRow Item(IStoreDatabase database, DbDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetString(4), r.GetBoolean(5), Text(r, 6), Text(r, 7), Text(r, 8), Text(r, 9),
        database.Time(r, 10), r.IsDBNull(11) ? null : database.Time(r, 11), r.IsDBNull(12) ? null : database.Time(r, 12), Text(r, 13), r.GetString(14));

    public static EventRow Event(IStoreDatabase database, DbDataReader r) =>
        new(r.GetInt64(0), r.GetString(1), Text(r, 2), database.Time(r, 3), r.GetString(4), r.GetString(5));

    public static OutboxRow Outbox(IStoreDatabase database, DbDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetString(3), r.GetString(4), r.GetString(5), database.Time(r, 6), r.GetInt32(7),
        r.GetBoolean(8), Text(r, 9));

    public static OutcomeRow Outcome(IStoreDatabase database, DbDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetString(2), database.Time(r, 3));

    public static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static async Task<ImmutableArray<T>> Read<T>(DbCommand command, Func<DbDataReader, T> row, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await Rest(reader, row, cancellation);
    }

    /// <summary>The rows of the current result.</summary>
    public static async Task<ImmutableArray<T>> Rest<T>(DbDataReader reader, Func<DbDataReader, T> row, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(row(reader));
        return rows.DrainToImmutable();
    }
}

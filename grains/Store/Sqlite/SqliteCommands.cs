using Microsoft.Data.Sqlite;

namespace Practice.Store.Sqlite;

/// <summary>The prepared statements of the writing connection.</summary>
internal sealed class SqliteCommands : IDisposable
{
    private readonly List<SqliteCommand> _all = [];
    private readonly SqliteConnection _connection;

    public SqliteCommands(SqliteConnection connection)
    {
        _connection = connection;
        Move = Prepare("UPDATE heads SET version = @0, last_change = @1 WHERE stream = @2 AND version = @3 AND last_change = @4", 5);
        Bear = Prepare("INSERT INTO heads (stream, version, last_change) VALUES (@0, @1, @2) ON CONFLICT DO NOTHING", 3);
        Event = Prepare("INSERT INTO events (stream, seq, change_id, type, item, at, actor, data) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)", 8);
        Find = Prepare("SELECT row, text FROM items WHERE stream = @0 AND kind = @1 AND id = @2", 3);
        Insert = Prepare(
            """
            INSERT INTO items (version, path, open, status, category, urgency, month, created_at, due_at, wake_at, text, doc, stream, kind, id, shard)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15) RETURNING row
            """, 16);
        Update = Prepare(
            """
            UPDATE items SET version = @0, path = @1, open = @2, status = @3, category = @4, urgency = @5, month = @6, created_at = @7,
                due_at = @8, wake_at = @9, text = @10, doc = @11 WHERE row = @12
            """, 13);
        Index = Prepare("INSERT OR REPLACE INTO items_text (rowid, tokens) VALUES (@0, @1)", 2);
        Unindex = Prepare("DELETE FROM items_text WHERE rowid = @0", 1);
        Message = Prepare("INSERT INTO outbox (stream, receiver, topic, slot, seq, type, payload, at, shard, trace) VALUES (@0, @1, '', @2, @2, @3, @4, @5, @6, @7)", 8);
        Report = Prepare(
            """
            INSERT INTO outbox (stream, receiver, topic, slot, seq, type, payload, at, shard, trace) VALUES (@0, @1, @2, 0, @3, @4, @5, @6, @7, @8)
            ON CONFLICT DO UPDATE SET seq = excluded.seq, type = excluded.type, payload = excluded.payload, at = excluded.at,
                attempts = 0, parked = 0, trace = excluded.trace
            """, 9);
        Mark = Prepare("INSERT INTO marks (stream, sender, seq) VALUES (@0, @1, @2) ON CONFLICT DO UPDATE SET seq = excluded.seq", 3);
        Person = Prepare("INSERT INTO persons (ref, sealed) VALUES (@0, @1) ON CONFLICT DO UPDATE SET sealed = excluded.sealed", 2);
        Outcome = Prepare(
            """
            INSERT INTO outcomes (stream, key, fingerprint, result, at) VALUES (@0, @1, @2, @3, @4)
            ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, result = excluded.result, at = excluded.at
            """, 5);
        Delivered = Prepare(
            """
            DELETE FROM outbox WHERE stream = @0 AND receiver = @1 AND topic = @2
                AND slot = CASE WHEN @2 = '' THEN @3 ELSE 0 END AND seq = @3
            """, 4);
        Recorded = Prepare("SELECT 1 FROM events WHERE stream = @0 AND seq = @1 AND change_id = @2", 3);
    }

    public SqliteCommand Move { get; }
    public SqliteCommand Bear { get; }
    public SqliteCommand Event { get; }
    public SqliteCommand Find { get; }
    public SqliteCommand Insert { get; }
    public SqliteCommand Update { get; }
    public SqliteCommand Index { get; }
    public SqliteCommand Unindex { get; }
    public SqliteCommand Message { get; }
    public SqliteCommand Report { get; }
    public SqliteCommand Mark { get; }
    public SqliteCommand Person { get; }
    public SqliteCommand Outcome { get; }
    public SqliteCommand Delivered { get; }
    public SqliteCommand Recorded { get; }

    /// <summary>Sets the parameters in order and runs the statement; the number of rows it changed.</summary>
    public static int Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Set(command, values);
        return command.ExecuteNonQuery();
    }

    public static void Set(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    public void Enlist(SqliteTransaction transaction)
    {
        foreach (var command in _all)
            command.Transaction = transaction;
    }

    public void Dispose()
    {
        foreach (var command in _all)
            command.Dispose();
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter($"@{i}", null));
        _all.Add(command);
        return command;
    }
}

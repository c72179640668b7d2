using Npgsql;
using Practice.Store;

namespace Practice.Benchmarks.Store;

/// <summary>What an ordinary service does: a transaction a change, its statements in one round trip.</summary>
internal static class SingleTransaction
{
    public static async Task Write(NpgsqlConnection connection, Change change)
    {
        await using var batch = new NpgsqlBatch(connection);
        var (e, item, message, outcome) = (change.Events[0], change.Items[0], change.Outbox[0], change.Outcome!);
        if (change.Preceding is { } preceding)
            Add("UPDATE heads SET version = $1, last_change = $2 WHERE stream = $3 AND version = $4 AND last_change = $5",
                change.Head.Version, change.Id, change.Stream, preceding.Version, preceding.LastChange);
        else
            Add("INSERT INTO heads (version, last_change, stream) VALUES ($1, $2, $3)", change.Head.Version, change.Id, change.Stream);
        Add("INSERT INTO events (stream, seq, change_id, type, item, at, actor, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::json)",
            change.Stream, e.Seq, change.Id, e.Type, e.Item, e.At.UtcDateTime, e.Actor, e.Data);
        Add("""
            INSERT INTO items (stream, kind, id, version, path, open, status, category, urgency, month, created_at, due_at, shard, text, search, doc)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::json)
            ON CONFLICT (stream, kind, id) DO UPDATE SET version = excluded.version, status = excluded.status, doc = excluded.doc
            """,
            item.Stream, item.Kind, item.Id, item.Version, item.Path, item.Open, item.Status, item.Category, item.Urgency, item.Month,
            item.CreatedAt.UtcDateTime, item.DueAt!.Value.UtcDateTime, (short)StreamShard.Of(item.Stream), item.Text,
            SearchText.Tokens(item.Text).ToArray(), item.Doc.Text);
        Add("INSERT INTO outbox (stream, receiver, topic, slot, seq, type, payload, at, shard) VALUES ($1, $2, '', $3, $3, $4, $5, $6, $7)",
            message.Stream, message.To, message.Seq, message.Type, message.Payload, message.At.UtcDateTime, (short)StreamShard.Of(message.Stream));
        Add("""
            INSERT INTO outcomes (stream, key, fingerprint, result, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (stream, key) DO UPDATE SET fingerprint = excluded.fingerprint
            """,
            change.Stream, outcome.Key, outcome.Fingerprint, outcome.Result, outcome.At.UtcDateTime);
        await batch.ExecuteNonQueryAsync(); // One implicit transaction.

        void Add(string sql, params object?[] values)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            batch.BatchCommands.Add(command);
        }
    }
}

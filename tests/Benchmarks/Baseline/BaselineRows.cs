using Npgsql;
using NpgsqlTypes;
using Practice.Needs;
using Practice.Store;

namespace Practice.Benchmarks.Baseline;

/// <summary>The baseline's statements; those of one step go in one round trip.</summary>
internal static class BaselineRows
{
    /// <summary>The unit, and what the key was used for before.</summary>
    public static async Task<(string? Path, bool Active, (string Fingerprint, Guid Need)? Known)> Ask(
        NpgsqlConnection connection, string unit, string caller, string key, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "SELECT path, active FROM units WHERE id = $1", unit);
        Add(batch, "SELECT fingerprint, need FROM idempotency WHERE caller = $1 AND key = $2", caller, key);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return (null, false, null);
        var (path, active) = (reader.GetString(0), reader.GetBoolean(1));
        await reader.NextResultAsync(cancellation);
        return (path, active, await reader.ReadAsync(cancellation) ? (reader.GetString(0), reader.GetGuid(1)) : null);
    }

    public static async Task<BaselineNeed?> Find(NpgsqlConnection connection, Guid id, bool lockIt, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT id, unit, title, description, category, urgency, channel, status, month, on_behalf, contact_name, received_at, created_at, verified_at, due_at, version
            FROM needs WHERE id = $1{(lockIt ? " FOR UPDATE" : "")}
            """, connection) { Parameters = { new() { Value = id } } };
        await using var r = await command.ExecuteReaderAsync(cancellation);
        return !await r.ReadAsync(cancellation) ? null : new BaselineNeed
        {
            Id = r.GetGuid(0), Unit = r.GetString(1), Title = r.GetString(2), Description = Text(3), Category = r.GetString(4), Urgency = r.GetString(5), Channel = r.GetString(6),
            Status = r.GetString(7), Month = r.GetString(8), OnBehalf = r.GetBoolean(9), ContactName = Text(10), ReceivedAt = r.GetFieldValue<DateTimeOffset>(11),
            SubmittedAt = r.GetFieldValue<DateTimeOffset>(12), VerifiedAt = Time(13), DueAt = Time(14), Version = r.GetInt32(15),
        };

        string? Text(int column) => r.IsDBNull(column) ? null : r.GetString(column);
        DateTimeOffset? Time(int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
    }

    public static async Task Insert(NpgsqlConnection connection, BaselineNeed need, SealedContact? contact, string actor, string key, string fingerprint, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        Guid? person = contact is null ? null : Guid.CreateVersion7();
        if (contact is not null)
            Add(batch, "INSERT INTO persons (id, sealed) VALUES ($1, $2)", person!, contact.Row);
        Add(batch,
            """
            INSERT INTO needs (id, unit, title, description, category, urgency, channel, status, month, on_behalf, filed_by, contact, contact_name, received_at, created_at, due_at, search, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            need.Id, need.Unit, need.Title, need.Description, need.Category, need.Urgency, need.Channel, need.Status, need.Month, need.OnBehalf, actor, person, need.ContactName,
            need.ReceivedAt.UtcDateTime, need.SubmittedAt.UtcDateTime, need.DueAt?.UtcDateTime, SearchText.Tokens($"{need.Title} {need.Description}").ToArray(), need.Version);
        Audit(batch, need, "submitted", actor, need.SubmittedAt);
        Remember(batch, need.Id, actor, key, fingerprint, need.SubmittedAt);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task Update(NpgsqlConnection connection, BaselineNeed need, string actor, string key, string fingerprint, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "UPDATE needs SET status = $1, verified_at = $2, due_at = $3, version = $4 WHERE id = $5",
            need.Status, need.VerifiedAt?.UtcDateTime, need.DueAt?.UtcDateTime, need.Version, need.Id);
        Audit(batch, need, need.Status, actor, now);
        Remember(batch, need.Id, actor, key, fingerprint, now);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static void Audit(NpgsqlBatch batch, BaselineNeed need, string what, string actor, DateTimeOffset at)
    {
        Add(batch, "INSERT INTO audit (need, at, actor, event, data) VALUES ($1, $2, $3, $4, $5)", need.Id, at.UtcDateTime, actor, what,
            $$"""{"category":"{{need.Category}}","urgency":"{{need.Urgency}}","channel":"{{need.Channel}}","month":"{{need.Month}}"}""");
        batch.BatchCommands[^1].Parameters[^1].NpgsqlDbType = NpgsqlDbType.Jsonb;
    }

    private static void Remember(NpgsqlBatch batch, Guid need, string caller, string key, string fingerprint, DateTimeOffset at) =>
        Add(batch, "INSERT INTO idempotency (caller, key, fingerprint, need, at) VALUES ($1, $2, $3, $4, $5)", caller, key, fingerprint, need, at.UtcDateTime);

    private static void Add(NpgsqlBatch batch, string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }
}

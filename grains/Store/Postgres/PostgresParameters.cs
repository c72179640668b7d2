using Npgsql;
using NpgsqlTypes;
using Practice.Store.Writing;

namespace Practice.Store.Postgres;

/// <summary>Lays the rows of a batch out as one array a column, in the order of <see cref="PostgresStatement"/>'s parameters.</summary>
internal static class PostgresParameters
{
    public static NpgsqlBatchCommand Commit(CommitBatch batch)
    {
        var command = new NpgsqlBatchCommand(PostgresStatement.Commit);
        var p = command.Parameters;
        AddHeads(p, batch.Chains);

        var events = batch.Events;
        Add(p, NpgsqlDbType.Integer, events, e => e.Chain);
        Add(p, NpgsqlDbType.Bigint, events, e => e.Row.Seq);
        Add(p, NpgsqlDbType.Uuid, events, e => e.Change);
        Add(p, NpgsqlDbType.Text, events, e => e.Row.Type);
        Add(p, NpgsqlDbType.Text, events, e => e.Row.Item);
        Add(p, NpgsqlDbType.TimestampTz, events, e => e.Row.At.UtcDateTime);
        Add(p, NpgsqlDbType.Text, events, e => e.Row.Actor);
        Add(p, NpgsqlDbType.Text, events, e => e.Row.Data);

        AddItems(p, batch.Items);

        var messages = batch.Messages;
        Add(p, NpgsqlDbType.Integer, messages, m => m.Chain);
        Add(p, NpgsqlDbType.Text, messages, m => m.Row.To);
        Add(p, NpgsqlDbType.Bigint, messages, m => m.Row.Seq);
        Add(p, NpgsqlDbType.Text, messages, m => m.Row.Type);
        Add(p, NpgsqlDbType.Text, messages, m => m.Row.Payload);
        Add(p, NpgsqlDbType.TimestampTz, messages, m => m.Row.At.UtcDateTime);
        Add(p, NpgsqlDbType.Smallint, messages, m => (short)StreamShard.Of(m.Row.Stream));

        var reports = batch.Reports;
        Add(p, NpgsqlDbType.Integer, reports, r => r.Chain);
        Add(p, NpgsqlDbType.Text, reports, r => r.Row.To);
        Add(p, NpgsqlDbType.Text, reports, r => r.Row.Topic);
        Add(p, NpgsqlDbType.Bigint, reports, r => r.Row.Seq);
        Add(p, NpgsqlDbType.Text, reports, r => r.Row.Type);
        Add(p, NpgsqlDbType.Text, reports, r => r.Row.Payload);
        Add(p, NpgsqlDbType.TimestampTz, reports, r => r.Row.At.UtcDateTime);
        Add(p, NpgsqlDbType.Smallint, reports, r => (short)StreamShard.Of(r.Row.Stream));

        Add(p, NpgsqlDbType.Integer, batch.Marks, m => m.Chain);
        Add(p, NpgsqlDbType.Text, batch.Marks, m => m.Row.Sender);
        Add(p, NpgsqlDbType.Bigint, batch.Marks, m => m.Row.Seq);

        Add(p, NpgsqlDbType.Integer, batch.Persons, r => r.Chain);
        Add(p, NpgsqlDbType.Text, batch.Persons, r => r.Row.Ref);
        Add(p, NpgsqlDbType.Bytea, batch.Persons, r => r.Row.Sealed);

        var outcomes = batch.Outcomes;
        Add(p, NpgsqlDbType.Integer, outcomes, o => o.Chain);
        Add(p, NpgsqlDbType.Text, outcomes, o => o.Row.Key);
        Add(p, NpgsqlDbType.Text, outcomes, o => o.Row.Fingerprint);
        Add(p, NpgsqlDbType.Text, outcomes, o => o.Row.Result);
        Add(p, NpgsqlDbType.TimestampTz, outcomes, o => o.Row.At.UtcDateTime);

        Add(p, NpgsqlDbType.Text, messages, m => m.Row.Trace);
        Add(p, NpgsqlDbType.Text, reports, r => r.Row.Trace);
        return command;
    }

    public static NpgsqlBatchCommand Delivered(IReadOnlyList<OutboxRow> delivered)
    {
        var command = new NpgsqlBatchCommand(PostgresStatement.Delivered);
        var p = command.Parameters;
        Add(p, NpgsqlDbType.Text, delivered, d => d.Stream);
        Add(p, NpgsqlDbType.Text, delivered, d => d.To);
        Add(p, NpgsqlDbType.Text, delivered, d => d.Topic);
        Add(p, NpgsqlDbType.Bigint, delivered, d => d.Seq);
        return command;
    }

    public static NpgsqlBatchCommand Recorded(IReadOnlyList<Change> changes)
    {
        var command = new NpgsqlBatchCommand(PostgresStatement.Recorded);
        Add(command.Parameters, NpgsqlDbType.Text, changes, c => c.Stream);
        Add(command.Parameters, NpgsqlDbType.Bigint, changes, c => c.Events[0].Seq);
        Add(command.Parameters, NpgsqlDbType.Uuid, changes, c => c.Id);
        return command;
    }

    private static void AddHeads(NpgsqlParameterCollection p, List<ChangeChain> chains)
    {
        var old = new List<(int N, ChangeChain Chain)>(chains.Count);
        var born = new List<(int N, ChangeChain Chain)>();
        for (var n = 0; n < chains.Count; n++)
            (chains[n].Fence is null ? born : old).Add((n, chains[n]));

        Add(p, NpgsqlDbType.Integer, old, o => o.N);
        Add(p, NpgsqlDbType.Text, old, o => o.Chain.Stream);
        Add(p, NpgsqlDbType.Bigint, old, o => o.Chain.Fence!.Value.Version);
        Add(p, NpgsqlDbType.Uuid, old, o => o.Chain.Fence!.Value.LastChange);
        Add(p, NpgsqlDbType.Bigint, old, o => o.Chain.Head.Version);
        Add(p, NpgsqlDbType.Uuid, old, o => o.Chain.Head.LastChange);

        Add(p, NpgsqlDbType.Integer, born, b => b.N);
        Add(p, NpgsqlDbType.Text, born, b => b.Chain.Stream);
        Add(p, NpgsqlDbType.Bigint, born, b => b.Chain.Head.Version);
        Add(p, NpgsqlDbType.Uuid, born, b => b.Chain.Head.LastChange);
    }

    private static void AddItems(NpgsqlParameterCollection p, List<(int Chain, ItemRow Row)> items)
    {
        Add(p, NpgsqlDbType.Integer, items, i => i.Chain);
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Kind);
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Id);
        Add(p, NpgsqlDbType.Bigint, items, i => i.Row.Version);
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Path);
        Add(p, NpgsqlDbType.Boolean, items, i => i.Row.Open);
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Status);
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Category);
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Urgency);
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Month);
        Add(p, NpgsqlDbType.TimestampTz, items, i => i.Row.CreatedAt.UtcDateTime);
        Add(p, NpgsqlDbType.TimestampTz, items, i => i.Row.DueAt?.UtcDateTime);
        Add(p, NpgsqlDbType.TimestampTz, items, i => i.Row.WakeAt?.UtcDateTime);
        Add(p, NpgsqlDbType.Smallint, items, i => (short)StreamShard.Of(i.Row.Stream));
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Text);
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Text is null ? null : string.Join(' ', SearchText.Tokens(i.Row.Text)));
        Add(p, NpgsqlDbType.Text, items, i => i.Row.Doc.Text);
    }

    private static void Add<TRow, TValue>(NpgsqlParameterCollection parameters, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> column)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = column(rows[i]);
        parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}

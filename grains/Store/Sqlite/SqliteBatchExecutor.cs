using Microsoft.Data.Sqlite;
using Practice.Store.Writing;

namespace Practice.Store.Sqlite;

/// <summary>Writes a batch row by row in one immediate transaction.</summary>
internal sealed class SqliteBatchExecutor(SqliteWriter writer) : IBatchExecutor
{
    // https://www.sqlite.org/rescode.html: too big, constraint, mismatch. Everything else is not about the data.
    private static readonly int[] OfData = [18, 19, 20];

    public Task<bool[]> Execute(CommitBatch batch) => writer.Transact(c =>
    {
        var admitted = new bool[batch.Chains.Count];
        foreach (var d in batch.Delivered)
            SqliteCommands.Run(c.Delivered, d.Stream, d.To, d.Topic, d.Seq);
        for (var n = 0; n < admitted.Length; n++)
            admitted[n] = Admit(c, batch.Chains[n]);

        foreach (var (n, change, e) in batch.Events)
            if (admitted[n])
                SqliteCommands.Run(c.Event, batch.Chains[n].Stream, e.Seq, change.ToByteArray(), e.Type, e.Item, UnixMicroseconds.Of(e.At), e.Actor, e.Data);
        foreach (var (n, item) in batch.Items)
            if (admitted[n])
                Write(c, item);
        foreach (var (n, m) in batch.Messages)
            if (admitted[n])
                SqliteCommands.Run(c.Message, m.Stream, m.To, m.Seq, m.Type, m.Payload, UnixMicroseconds.Of(m.At), StreamShard.Of(m.Stream), m.Trace);
        foreach (var (n, r) in batch.Reports)
            if (admitted[n])
                SqliteCommands.Run(c.Report, r.Stream, r.To, r.Topic, r.Seq, r.Type, r.Payload, UnixMicroseconds.Of(r.At), StreamShard.Of(r.Stream), r.Trace);
        foreach (var (n, m) in batch.Marks)
            if (admitted[n])
                SqliteCommands.Run(c.Mark, batch.Chains[n].Stream, m.Sender, m.Seq);
        foreach (var (n, p) in batch.Persons)
            if (admitted[n])
                SqliteCommands.Run(c.Person, p.Ref, p.Sealed);
        foreach (var (n, o) in batch.Outcomes)
            if (admitted[n])
                SqliteCommands.Run(c.Outcome, batch.Chains[n].Stream, o.Key, o.Fingerprint, o.Result, UnixMicroseconds.Of(o.At));
        return admitted;
    });

    public Task<HashSet<Guid>> Recorded(IReadOnlyList<Change> changes) => writer.Transact(c =>
    {
        var found = new HashSet<Guid>();
        foreach (var change in changes)
        {
            SqliteCommands.Set(c.Recorded, change.Stream, change.Events[0].Seq, change.Id.ToByteArray());
            if (c.Recorded.ExecuteScalar() is not null)
                found.Add(change.Id);
        }

        return found;
    });

    public bool IsLost(Exception error) => error is SqliteException e && !OfData.Contains(e.SqliteErrorCode) || error is IOException or ObjectDisposedException;

    public Task Reset() => writer.Reset();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool Admit(SqliteCommands c, ChangeChain chain)
    {
        var head = chain.Head;
        return chain.Fence is { } fence
            ? SqliteCommands.Run(c.Move, head.Version, head.LastChange.ToByteArray(), chain.Stream, fence.Version, fence.LastChange.ToByteArray()) == 1
            : SqliteCommands.Run(c.Bear, chain.Stream, head.Version, head.LastChange.ToByteArray()) == 1;
    }

    private static long? Time(DateTimeOffset? time) => time is { } at ? UnixMicroseconds.Of(at) : null;

    private static void Write(SqliteCommands c, ItemRow i)
    {
        SqliteCommands.Set(c.Find, i.Stream, i.Kind, i.Id);
        long? row = null;
        string? text = null;
        using (var reader = c.Find.ExecuteReader())
        {
            if (reader.Read())
                (row, text) = (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        }

        var due = Time(i.DueAt);
        var wake = Time(i.WakeAt);
        if (row is { } known)
        {
            SqliteCommands.Run(
                c.Update, i.Version, i.Path, i.Open ? 1 : 0, i.Status, i.Category, i.Urgency, i.Month, UnixMicroseconds.Of(i.CreatedAt), due, wake, i.Text, i.Doc.Text, known);
            if (text == i.Text)
                return;
            if (i.Text is null)
            {
                SqliteCommands.Run(c.Unindex, known);
                return;
            }
        }
        else
        {
            SqliteCommands.Set(
                c.Insert, i.Version, i.Path, i.Open ? 1 : 0, i.Status, i.Category, i.Urgency, i.Month, UnixMicroseconds.Of(i.CreatedAt), due, wake, i.Text, i.Doc.Text,
                i.Stream, i.Kind, i.Id, StreamShard.Of(i.Stream));
            row = (long)c.Insert.ExecuteScalar()!;
        }

        if (i.Text is not null)
            SqliteCommands.Run(c.Index, row, string.Join(' ', SearchText.Tokens(i.Text)));
    }
}

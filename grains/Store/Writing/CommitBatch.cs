namespace Practice.Store.Writing;

/// <summary>Changes of one stream, each decided upon the one before: admitted or refused together.</summary>
internal sealed class ChangeChain(PendingChange first)
{
    public string Stream { get; } = first.Change.Stream;
    public List<PendingChange> Changes { get; } = [first];

    public StreamHead? Fence => Changes[0].Change.Preceding;
    public StreamHead Head => Changes[^1].Change.Head;
}

/// <summary>
/// What one commit writes, as flat lists of rows that name their chain by its number.
/// </summary>
/// <remarks>
/// Laws: chains are sorted by stream, so that two writers lock in the same order; of several versions of one row in a chain only
/// the last is kept, so that no statement touches a row twice.
/// </remarks>
internal sealed class CommitBatch
{
    private CommitBatch(List<ChangeChain> chains, int changes, IReadOnlyList<OutboxRow> delivered) =>
        (Chains, Changes, Delivered) = (chains, changes, delivered);

    public List<ChangeChain> Chains { get; }
    public int Changes { get; }
    public IReadOnlyList<OutboxRow> Delivered { get; }

    public List<(int Chain, Guid Change, EventRow Row)> Events { get; } = [];
    public List<(int Chain, ItemRow Row)> Items { get; } = [];

    /// <summary>Ordered messages: inserted, never replaced.</summary>
    public List<(int Chain, OutboxRow Row)> Messages { get; } = [];

    /// <summary>Reports: the newest replaces the one that waits.</summary>
    public List<(int Chain, OutboxRow Row)> Reports { get; } = [];

    public List<(int Chain, InboxMark Row)> Marks { get; } = [];
    public List<(int Chain, PersonRow Row)> Persons { get; } = [];
    public List<(int Chain, OutcomeRow Row)> Outcomes { get; } = [];

    /// <param name="changes">In call order; those of one stream must be chained.</param>
    public static CommitBatch Of(IReadOnlyCollection<PendingChange> changes, IReadOnlyList<OutboxRow> delivered)
    {
        var byStream = new Dictionary<string, ChangeChain>(changes.Count, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (byStream.TryGetValue(change.Change.Stream, out var chain))
                chain.Changes.Add(change);
            else
                byStream.Add(change.Change.Stream, new ChangeChain(change));
        }

        var chains = byStream.Values.ToList();
        chains.Sort((a, b) => string.CompareOrdinal(a.Stream, b.Stream));
        var batch = new CommitBatch(chains, changes.Count, delivered);
        for (var n = 0; n < chains.Count; n++)
            batch.Add(n, chains[n]);
        return batch;
    }

    private void Add(int n, ChangeChain chain)
    {
        foreach (var pending in chain.Changes)
            foreach (var row in pending.Change.Events)
                Events.Add((n, pending.Change.Id, row));

        Latest(n, chain, c => c.Items, r => (r.Kind, r.Id), Items);
        Latest(n, chain, c => c.Marks, r => r.Sender, Marks);
        Latest(n, chain, c => c.Persons, r => r.Ref, Persons);
        AddOutbox(n, chain);
        AddOutcomes(n, chain);
    }

    private void AddOutbox(int n, ChangeChain chain)
    {
        var before = Reports.Count;
        foreach (var pending in chain.Changes)
        {
            foreach (var row in pending.Change.Outbox)
            {
                if (row.Topic.Length == 0)
                {
                    Messages.Add((n, row));
                    continue;
                }

                var at = Reports.FindIndex(before, r => r.Row.To == row.To && r.Row.Topic == row.Topic);
                if (at < 0)
                    Reports.Add((n, row));
                else
                    Reports[at] = (n, row);
            }
        }
    }

    private void AddOutcomes(int n, ChangeChain chain)
    {
        if (chain.Changes.Count == 1)
        {
            if (chain.Changes[0].Change.Outcome is { } only)
                Outcomes.Add((n, only));
            return;
        }

        var last = new Dictionary<string, OutcomeRow>(StringComparer.Ordinal);
        foreach (var pending in chain.Changes)
            if (pending.Change.Outcome is { } outcome)
                last[outcome.Key] = outcome;
        foreach (var outcome in last.Values)
            Outcomes.Add((n, outcome));
    }

    private static void Latest<TRow, TKey>(
        int n, ChangeChain chain, Func<Change, System.Collections.Immutable.ImmutableArray<TRow>> rowsOf, Func<TRow, TKey> keyOf,
        List<(int, TRow)> into)
        where TKey : notnull
    {
        if (chain.Changes.Count == 1 && rowsOf(chain.Changes[0].Change) is { Length: <= 1 } few)
        {
            if (few.Length == 1)
                into.Add((n, few[0]));
            return;
        }

        var last = new Dictionary<TKey, TRow>();
        foreach (var pending in chain.Changes)
            foreach (var row in rowsOf(pending.Change))
                last[keyOf(row)] = row;
        foreach (var row in last.Values)
            into.Add((n, row));
    }
}

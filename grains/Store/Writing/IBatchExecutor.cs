namespace Practice.Store.Writing;

/// <summary>Writes batches to one database over one connection. Not for concurrent use.</summary>
internal interface IBatchExecutor : IAsyncDisposable
{
    /// <summary>
    /// Writes a batch in one transaction and answers, for each chain, whether its fence held; nothing of a chain that was not
    /// admitted is written.
    /// </summary>
    Task<bool[]> Execute(CommitBatch batch);

    /// <summary>Which of the changes are durable already.</summary>
    Task<HashSet<Guid>> Recorded(IReadOnlyList<Change> changes);

    /// <summary>
    /// Whether an error says nothing about the data: the connection is gone, the outcome is unknown or nothing was written, and
    /// the same batch may be submitted again.
    /// </summary>
    bool IsLost(Exception error);

    /// <summary>Drops the connection; the next call opens another.</summary>
    Task Reset();
}

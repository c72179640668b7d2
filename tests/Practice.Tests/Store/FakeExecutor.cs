using System.Collections.Concurrent;
using System.Threading.Channels;
using Practice.Store;
using Practice.Store.Writing;

namespace Practice.Tests.Store;

/// <summary>A database in memory whose commits wait for the test and fail as it says.</summary>
internal sealed class FakeExecutor : IBatchExecutor
{
    private readonly Dictionary<string, StreamHead> _heads = [];
    private readonly ConcurrentDictionary<Guid, bool> _recorded = [];
    private readonly Channel<TaskCompletionSource> _started = Channel.CreateUnbounded<TaskCompletionSource>();

    /// <summary>The batches that were submitted, as their changes' ids in call order within each stream.</summary>
    public ConcurrentQueue<Guid[]> Submitted { get; } = [];

    public ConcurrentQueue<OutboxRow> Deleted { get; } = [];

    public ConcurrentDictionary<Guid, bool> Bad { get; } = [];

    /// <summary>Whether batches wait for <see cref="NextStarted"/> and its completion.</summary>
    public bool Hold { get; set; }

    /// <summary>Whether the connection is lost: before anything is written, or after all is.</summary>
    public bool LostBefore { get; set; }

    public bool LostAfter { get; set; }

    public bool IsRecorded(Guid change) => _recorded.ContainsKey(change);

    public ValueTask<TaskCompletionSource> NextStarted(CancellationToken cancellation) => _started.Reader.ReadAsync(cancellation);

    public async Task<bool[]> Execute(CommitBatch batch)
    {
        Submitted.Enqueue([.. batch.Chains.SelectMany(c => c.Changes).Select(c => c.Change.Id)]);
        if (Hold)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _started.Writer.TryWrite(gate);
            await gate.Task;
        }

        if (LostBefore)
            throw new IOException("lost");
        if (batch.Chains.SelectMany(c => c.Changes).Any(c => Bad.ContainsKey(c.Change.Id)))
            throw new InvalidOperationException("bad data");

        foreach (var row in batch.Delivered)
            Deleted.Enqueue(row);
        var admitted = batch.Chains.Select(Admit).ToArray();
        return LostAfter ? throw new IOException("lost") : admitted;
    }

    public Task<HashSet<Guid>> Recorded(IReadOnlyList<Change> changes) =>
        Task.FromResult(changes.Select(c => c.Id).Where(_recorded.ContainsKey).ToHashSet());

    public bool IsLost(Exception error) => error is IOException;

    public Task Reset() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private bool Admit(ChangeChain chain)
    {
        StreamHead? head = _heads.TryGetValue(chain.Stream, out var known) ? known : null;
        if (head != chain.Fence)
            return false;

        _heads[chain.Stream] = chain.Head;
        foreach (var pending in chain.Changes)
            _recorded[pending.Change.Id] = true;
        return true;
    }
}

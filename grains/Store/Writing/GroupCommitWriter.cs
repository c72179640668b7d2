using System.Diagnostics;

namespace Practice.Store.Writing;

/// <summary>
/// Queues changes in call order and writes everything that waits in one commit, one commit at a time.
/// </summary>
/// <remarks>
/// Laws: a change is answered only after its commit, or with the reason why it is not durable; changes of one stream are written in
/// call order; one that was decided upon a failed change fails too. A batch the database refuses is halved until the bad change
/// stands alone, so that it fails alone. A caller that stops waiting cancels nothing.
/// </remarks>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private readonly CommitQueue _queue;
    private readonly BatchSubmitter _submitter;
    private readonly StoreInstruments _instruments;
    private readonly StoreOptions _options;
    private readonly Task _loop;

    // Failed changes, and the way those that were decided upon them fail. Only the loop touches it.
    private readonly Dictionary<Guid, bool> _failed = [];

    public GroupCommitWriter(IBatchExecutor executor, StoreOptions options)
    {
        _options = options;
        _queue = new CommitQueue(options);
        _submitter = new BatchSubmitter(executor, options);
        _instruments = new StoreInstruments(() => _queue.Length, () => _queue.OldestAge.TotalSeconds);

        // The loop belongs to no caller: neither to its activity nor to its scheduler.
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(Run);
    }

    public void EnsureRoom()
    {
        try
        {
            _queue.EnsureRoom();
        }
        catch (StoreBusyException)
        {
            _instruments.Answered(1, "refused");
            throw;
        }
    }

    public Task Commit(Change change)
    {
        ChangeLaws.Check(change);
        var span = StoreInstruments.Activities.HasListeners() ? StoreInstruments.BeginChange() : null;
        var pending = new PendingChange(change, _options.Time.GetTimestamp(), span);
        _queue.Add(pending);
        return pending.Done;
    }

    public void Delivered(OutboxRow message) => _queue.AddDelivered(message);

    /// <summary>Writes what is queued, as far as the database answers, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        _submitter.Stop();
        await _loop;
        await _submitter.DisposeAsync();
        _instruments.Dispose();
    }

    private async Task Run()
    {
        while (await _queue.Next() is { } work)
        {
            if (work.FirstAfterEmpty)
                _failed.Clear(); // Nothing queued descends from them any more; later ones meet the fence itself.

            var batch = Alive(work.Changes);
            if (batch.Count > 0 || work.Delivered.Count > 0)
                await Commit(batch, work.Delivered);
        }
    }

    private async Task Commit(List<PendingChange> batch, IReadOnlyList<OutboxRow> delivered)
    {
        using var activity = StoreInstruments.Activities.HasListeners() ? StoreInstruments.BeginCommit(batch) : null;
        var started = _options.Time.GetTimestamp();

        try
        {
            await Write(batch, delivered);
        }
        catch (Exception e)
        {
            // Not foreseen: nobody may wait for ever.
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            foreach (var pending in batch)
                if (!pending.Done.IsCompleted)
                    Fail(pending, unknown: true);
        }

        if (batch.Count > 0)
            _instruments.Committed(batch.Count, _options.Time.GetElapsedTime(started));
    }

    private async Task Write(List<PendingChange> changes, IReadOnlyList<OutboxRow> delivered)
    {
        var batch = CommitBatch.Of(changes, delivered);
        var (admitted, rejection) = await _submitter.Submit(batch);
        if (rejection is not null)
        {
            await WriteHalves(changes, rejection);
        }
        else if (admitted is null)
        {
            foreach (var pending in changes)
                Fail(pending, unknown: true);
        }
        else
        {
            var committed = 0;
            for (var n = 0; n < admitted.Length; n++)
                if (admitted[n])
                    committed += Succeed(batch.Chains[n].Changes);
            if (committed > 0)
                _instruments.Answered(committed, "committed");
            for (var n = 0; n < admitted.Length; n++)
                if (!admitted[n])
                    await Resolve(batch.Chains[n].Changes);
        }
    }

    /// <summary>In order, so that a change in the second half finds its predecessor written or failed.</summary>
    private async Task WriteHalves(List<PendingChange> changes, string rejection)
    {
        if (changes.Count == 0)
            return;

        if (changes.Count == 1)
        {
            _failed[changes[0].Change.Id] = false;
            changes[0].Fail(new ChangeRejectedException(changes[0].Change.Stream, rejection));
            _instruments.Answered(1, "rejected");
            return;
        }

        var middle = changes.Count / 2;
        await Write(changes[..middle], []);
        if (Alive(changes[middle..]) is { Count: > 0 } rest)
            await Write(rest, []);
    }

    /// <summary>The fence did not hold: some of the chain may be durable from an earlier submission, the rest is stale.</summary>
    private async Task Resolve(List<PendingChange> chain)
    {
        var recorded = await _submitter.Recorded([.. chain.Select(p => p.Change)]);
        if (recorded is null)
        {
            foreach (var pending in chain)
                Fail(pending, unknown: true);
            return;
        }

        var durable = chain.TakeWhile(p => recorded.Contains(p.Change.Id)).ToList();
        if (durable.Count > 0)
            _instruments.Answered(Succeed(durable), "committed");
        var rest = chain[durable.Count..];
        if (rest.Count > 0 && durable.Count > 0)
        {
            await Write(rest, []);
        }
        else
        {
            foreach (var pending in rest)
                Fail(pending, unknown: false);
        }
    }

    /// <summary>Fails what was decided upon a failed change and returns the rest.</summary>
    private List<PendingChange> Alive(List<PendingChange> changes)
    {
        if (_failed.Count == 0)
            return changes;

        var alive = new List<PendingChange>(changes.Count);
        foreach (var pending in changes)
        {
            if (pending.Change.Preceding is { } preceding && _failed.TryGetValue(preceding.LastChange, out var unknown))
                Fail(pending, unknown);
            else
                alive.Add(pending);
        }

        return alive;
    }

    private int Succeed(List<PendingChange> changes)
    {
        foreach (var pending in changes)
        {
            if (_failed.Count > 0)
                _failed.Remove(pending.Change.Id);
            pending.Succeed();
        }

        return changes.Count;
    }

    private void Fail(PendingChange pending, bool unknown)
    {
        _failed[pending.Change.Id] = unknown;
        var stream = pending.Change.Stream;
        pending.Fail(unknown ? new OutcomeUnknownException(stream) : new FencedException(stream));
        _instruments.Answered(1, unknown ? "unknown" : "fenced");
    }
}

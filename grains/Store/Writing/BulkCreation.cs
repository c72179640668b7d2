using System.Collections.Immutable;

namespace Practice.Store.Writing;

/// <summary>Creates streams in chunks on a lane of its own, beside the group commit. Safe to repeat: what exists is left alone.</summary>
internal sealed class BulkCreation(IStoreDatabase database, StoreOptions options)
{
    public async Task<ImmutableHashSet<string>> Create(IReadOnlyList<Change> firsts, CancellationToken cancellation)
    {
        foreach (var change in firsts)
        {
            ChangeLaws.Check(change);
            if (change.Preceding is not null)
                throw new ArgumentException($"The change of '{change.Stream}' is not its first.", nameof(firsts));
        }

        var created = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        await using var submitter = new BatchSubmitter(database.Executor(), options);
        foreach (var chunk in firsts.DistinctBy(c => c.Stream).Chunk(options.BatchChanges))
        {
            cancellation.ThrowIfCancellationRequested();
            await Create(submitter, chunk, created);
        }

        return created.ToImmutable();
    }

    private static async Task Create(BatchSubmitter submitter, Change[] chunk, ImmutableHashSet<string>.Builder created)
    {
        var batch = CommitBatch.Of([.. chunk.Select(c => new PendingChange(c, 0, null))], []);
        var (admitted, rejection) = await submitter.Submit(batch);
        if (rejection is not null && chunk.Length == 1)
            throw new ChangeRejectedException(chunk[0].Stream, rejection);
        if (rejection is not null)
        {
            await Create(submitter, chunk[..(chunk.Length / 2)], created);
            await Create(submitter, chunk[(chunk.Length / 2)..], created);
            return;
        }

        if (admitted is null)
            throw new OutcomeUnknownException(chunk[0].Stream);

        // After a lost connection a stream may be there already by this very change.
        var own = admitted.Contains(false)
            ? await submitter.Recorded([.. chunk]) ?? throw new OutcomeUnknownException(chunk[0].Stream)
            : [];
        for (var n = 0; n < admitted.Length; n++)
            if (admitted[n] || own.Contains(batch.Chains[n].Head.LastChange))
                created.Add(batch.Chains[n].Stream);
    }
}

namespace Practice.Store.Writing;

/// <summary>
/// Submits a batch until its outcome is known: after a lost connection the same ids go again, with back-off, up to the limit.
/// </summary>
/// <remarks>
/// The limit counts from the loss of the connection, not from each batch, so that a long outage does not hold every batch that
/// queued meanwhile for the whole limit; each is tried at least once.
/// </remarks>
internal sealed class BatchSubmitter(IBatchExecutor executor, StoreOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = options.Time;
    private long? _lostSince;
    private volatile bool _stopping;

    /// <summary>Which chains were admitted, or why the database refuses the batch; neither = not known.</summary>
    public async Task<(bool[]? Admitted, string? Rejection)> Submit(CommitBatch batch)
    {
        try
        {
            return (await Insist(() => executor.Execute(batch)), null);
        }
        catch (Exception e) when (!executor.IsLost(e))
        {
            return (null, e.Message);
        }
    }

    /// <summary>Which changes are durable; null = not known.</summary>
    public async Task<HashSet<Guid>?> Recorded(IReadOnlyList<Change> changes)
    {
        try
        {
            return await Insist(() => executor.Recorded(changes));
        }
        catch (Exception e) when (!executor.IsLost(e))
        {
            return null;
        }
    }

    /// <summary>From now on a lost connection is not waited for.</summary>
    public void Stop() => _stopping = true;

    public ValueTask DisposeAsync() => executor.DisposeAsync();

    private async Task<T?> Insist<T>(Func<Task<T>> action)
        where T : class
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var result = await action();
                _lostSince = null;
                return result;
            }
            catch (Exception e) when (executor.IsLost(e))
            {
                _lostSince ??= _time.GetTimestamp();
                await executor.Reset();
                if (_stopping || _time.GetElapsedTime(_lostSince.Value) >= options.ReconnectLimit)
                    return null;
            }

            await Task.Delay(pause, _time);
        }
    }
}

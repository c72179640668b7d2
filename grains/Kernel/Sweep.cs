using System.Collections.Concurrent;
using System.Collections.Immutable;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>
/// One full pass over some shards: everything due is acted on, everything owed is delivered, and so is all that follows from it.
/// For demo and test hosts, whose clock stands still meanwhile.
/// </summary>
internal sealed class Sweep(IUnitStore store, DateTimeOffset now, TimeProvider real, Func<string, IPeer> peer, ImmutableArray<int> shards)
{
    /// <summary>An owner that stays due, or cannot deliver, so often is left as it is.</summary>
    public const int MostTries = 3;

    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Tries)> _inVain = new();
    private readonly ConcurrentDictionary<string, byte> _touched = new();
    private int _woken;

    public async Task<SweepOutcome> Run(CancellationToken cancellation)
    {
        while (true)
        {
            var due = await Ask(shard => Due(shard, cancellation));
            await Each(due, Wake);
            var owing = await Ask(shard => Owing(shard, cancellation));
            await Each(owing, Settle);
            if (due.Count == 0 && owing.Count == 0)
                return Outcome();

            // The rows of delivered messages go a little later than the messages.
            if (due.Count == 0)
                await Task.Delay(Lag, real, cancellation);
        }
    }

    private SweepOutcome Outcome()
    {
        ImmutableArray<string> stuck = [.. _inVain.Where(o => o.Value.Tries >= MostTries).Select(o => o.Key).Order(StringComparer.Ordinal)];
        return new(_woken, _touched.Keys.All(stuck.Contains), stuck);
    }

    private async Task<List<DueOwner>> Ask(Func<int, Task<IEnumerable<DueOwner>>> ask)
    {
        var owners = new List<DueOwner>();
        foreach (var shard in shards)
            owners.AddRange((await ask(shard)).Where(o => !_inVain.TryGetValue(o.Stream, out var tried) || tried.Tries < MostTries));
        return owners;
    }

    private async Task<IEnumerable<DueOwner>> Due(int shard, CancellationToken cancellation) =>
        await store.Due(shard, now, 1000 + _inVain.Count, cancellation);

    private async Task<IEnumerable<DueOwner>> Owing(int shard, CancellationToken cancellation) =>
        (await store.Waiting(shard, (now > real.GetUtcNow() ? now : real.GetUtcNow()).AddDays(1), 1000 + _inVain.Count, cancellation))
        .Select(stream => new DueOwner(stream, default));

    private Task Each(List<DueOwner> owners, Func<DueOwner, Task> act)
    {
        var queue = new ConcurrentQueue<DueOwner>(owners);
        return Task.WhenAll(Enumerable.Range(0, Math.Min(Waker.AtOnce, owners.Count)).Select(async _ =>
        {
            while (queue.TryDequeue(out var owner))
            {
                _touched[owner.Stream] = 0;
                await act(owner);
            }
        }));
    }

    private async Task Wake(DueOwner owner)
    {
        Interlocked.Increment(ref _woken);
        try
        {
            if (await peer(owner.Stream).Wake() || (_inVain.TryGetValue(owner.Stream, out var before) && before.Since == owner.Since))
                InVain(owner);
            else
                _inVain[owner.Stream] = (owner.Since, 0);
        }
        catch (Exception)
        {
            InVain(owner);
        }
    }

    private async Task Settle(DueOwner owner)
    {
        try
        {
            await peer(owner.Stream).Settle();
        }
        catch (Exception)
        {
            InVain(owner);
        }
    }

    private void InVain(DueOwner owner) => _inVain.AddOrUpdate(owner.Stream, _ => (owner.Since, 1), (_, before) => (owner.Since, before.Tries + 1));
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>Finds the owners of some shards that have something due, or owe something for too long, and wakes them.</summary>
/// <remarks>
/// An owner that is woken in vain backs off exponentially, up to <see cref="LongestDue"/>, and does not stand in the way of others:
/// each look asks for so many more rows. A slow owner holds one of <see cref="AtOnce"/> places and delays nobody else.
/// </remarks>
internal sealed partial class Waker(
    IUnitStore store, Func<DateTimeOffset> domainNow, TimeProvider real, Func<string, IPeer> peer, ILogger log, ImmutableArray<int> shards)
{
    /// <summary>Wakes under way at once.</summary>
    public const int AtOnce = 64;

    /// <summary>An owner delivers by itself; only what it has owed for longer than this was left behind by a crash.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan LongestDue = TimeSpan.FromHours(1);

    /// <summary>An owner that owes retries by itself while it is active; the waker only brings it back.</summary>
    public static readonly TimeSpan LongestOwing = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, WakeRecord>[] _due = [.. shards.Select(_ => new ConcurrentDictionary<string, WakeRecord>())];
    private readonly ConcurrentDictionary<string, WakeRecord>[] _owing = [.. shards.Select(_ => new ConcurrentDictionary<string, WakeRecord>())];
    private readonly ConcurrentDictionary<string, Task> _running = new();

    /// <summary>How long the longest waiting owner had been due at the last look.</summary>
    public TimeSpan Lag { get; private set; }

    /// <summary>Completes when the wakes that are under way are over.</summary>
    public Task Idle() => Task.WhenAll(_running.Values);

    /// <summary>Looks once at every shard and starts wakes; does not wait for them.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        var lag = TimeSpan.Zero;
        for (var i = 0; i < shards.Length; i++)
        {
            var now = domainNow();
            var due = await store.Due(shards[i], now, AtOnce + _due[i].Count + _running.Count, cancellation);
            if (due is [var longest, ..] && now - longest.Since > lag)
                lag = now - longest.Since;
            Begin(due, _due[i], LongestDue);
            var owing = await store.Waiting(shards[i], Latest() - Patience, AtOnce + _owing[i].Count + _running.Count, cancellation);
            Begin(owing.Select(stream => new DueOwner(stream, default)).ToList(), _owing[i], LongestOwing);
        }

        Lag = lag;
    }

    // Outbox rows carry the domain's time, which may be ahead of real time on a scenario clock.
    private DateTimeOffset Latest() => domainNow() is var domain && real.GetUtcNow() is var now && domain > now ? domain : now;

    private void Begin(IReadOnlyCollection<DueOwner> owners, ConcurrentDictionary<string, WakeRecord> records, TimeSpan longest)
    {
        var listed = owners.Select(o => o.Stream).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in records.Keys.Where(stream => !listed.Contains(stream)).ToList())
            records.TryRemove(gone, out _);

        var now = real.GetUtcNow();
        foreach (var owner in owners)
        {
            if (_running.Count >= AtOnce)
                return;
            if (_running.ContainsKey(owner.Stream) || (records.TryGetValue(owner.Stream, out var record) && record.Rests(now)))
                continue;
            var done = new TaskCompletionSource();
            _running[owner.Stream] = done.Task;
            _ = Wake(owner, records, longest, done);
        }
    }

    private async Task Wake(DueOwner owner, ConcurrentDictionary<string, WakeRecord> records, TimeSpan longest, TaskCompletionSource done)
    {
        var stays = await Try(owner.Stream);
        records[owner.Stream] = WakeRecord.After(
            records.TryGetValue(owner.Stream, out var before) ? before : null, owner.Since, stays, real.GetUtcNow(), longest);
        _running.TryRemove(owner.Stream, out _);
        done.SetResult();
    }

    private async Task<bool> Try(string stream)
    {
        try
        {
            return await peer(stream).Wake();
        }
        catch (Exception e)
        {
            LogFailed(log, stream, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream} could not be woken and is tried again later")]
    private static partial void LogFailed(ILogger logger, string stream, Exception reason);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Practice.Kernel;

namespace Practice.Settings;

/// <summary>
/// What holds where, as this silo knows it: at most <see cref="Lifetime"/> old, so that rules need not wait for it. A change made on
/// this silo shows at once (<see cref="Forget"/>).
/// </summary>
/// <remarks>
/// A path's settings are its parent's with its own upon them; where neither has changed the same object is kept, so that a thousand
/// stations of one county share one. Reads are shared, and run on nobody's turn. When a table cannot be read the last known one serves on, with a warning: a need must not wait
/// for a table.
/// </remarks>
/// <param name="own">Reads what a unit has of its own.</param>
public sealed partial class SettingsCache(Func<string, Task<UnitSettings>> own, TimeProvider time, ILogger<SettingsCache> log)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<Entry>> _reads = new(StringComparer.Ordinal);
    private int _generation;

    /// <summary>Of every cluster's grains.</summary>
    /// <param name="clock">By which what is planned comes into force.</param>
    public static Func<string, Task<UnitSettings>> From(IGrainFactory grains, DomainClock clock) =>
        async unit => (await grains.GetGrain<ISettingsGrain>("settings-" + unit).Own()).At(clock.Now);

    /// <summary>What holds at the unit that a path ends with; an empty path = the system's own.</summary>
    public ValueTask<EffectiveSettings> For(string path)
    {
        if (path.Length <= 1)
            return new(EffectiveSettings.Default);
        return _entries.TryGetValue(path, out var entry) && IsFresh(entry) ? new(entry.Settings) : new(Settings(path));

        async Task<EffectiveSettings> Settings(string path) => (await Fresh(path)).Settings;
    }

    /// <summary>A unit's tables have changed: it and everything below it is read again.</summary>
    public void Forget(string unit)
    {
        Interlocked.Increment(ref _generation);
        _reads.Clear();
        foreach (var (path, entry) in _entries)
            if (path.Contains($"/{unit}/", StringComparison.Ordinal))
                _entries.TryUpdate(path, entry with { Until = DateTimeOffset.MinValue }, entry);
    }

    /// <summary>The path one level up; empty above a city.</summary>
    public static string ParentOf(string path) => path.LastIndexOf('/', path.Length - 2) is > 0 and var at ? path[..(at + 1)] : "";

    /// <summary>The unit that a path ends with.</summary>
    public static string UnitOf(string path) => path[(path.LastIndexOf('/', path.Length - 2) + 1)..^1];

    private bool IsFresh(Entry entry) => time.GetUtcNow() < entry.Until;

    private Task<Entry> Fresh(string path)
    {
        if (path.Length == 0)
            return Task.FromResult(new Entry(EffectiveSettings.Default, null, UnitSettings.None, DateTimeOffset.MaxValue));
        if (_entries.TryGetValue(path, out var entry) && IsFresh(entry))
            return Task.FromResult(entry);

        var source = new TaskCompletionSource<Entry>(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = _reads.GetOrAdd(path, source.Task);
        if (read == source.Task)
            _ = Task.Run(() => Read(path, source));
        return read;
    }

    private async Task Read(string path, TaskCompletionSource<Entry> source)
    {
        var generation = _generation;
        try
        {
            source.SetResult(await Read(path, generation));
        }
        catch (Exception e)
        {
            source.SetException(e);
        }
        finally
        {
            _reads.TryRemove(new(path, source.Task));
        }
    }

    private async Task<Entry> Read(string path, int generation)
    {
        var until = time.GetUtcNow() + Lifetime;
        var before = _entries.GetValueOrDefault(path);
        var parent = await Fresh(ParentOf(path));
        var unit = UnitOf(path);
        UnitSettings mine;
        try
        {
            mine = await own(unit);
        }
        catch (Exception e) when (before is not null)
        {
            LogStale(unit, e);
            mine = before.Own;
        }

        var settings = before is not null && before.Parent == parent.Settings && before.Own.Version == mine.Version && before.Own.Planned.Length == mine.Planned.Length
            ? before.Settings
            : parent.Settings.With(unit, mine);

        // What was read before something changed must not be taken for fresh; what hangs under a parent is no fresher than it.
        var entry = new Entry(settings, parent.Settings, mine, generation != _generation ? DateTimeOffset.MinValue : until < parent.Until ? until : parent.Until);
        _entries[path] = entry;
        return entry;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The settings of {Unit} could not be read; the last known ones serve on")]
    private partial void LogStale(string unit, Exception reason);

    private sealed record Entry(EffectiveSettings Settings, EffectiveSettings? Parent, UnitSettings Own, DateTimeOffset Until);
}

using System.Diagnostics;
using Practice.Store;
using Practice.Store.Migrations;

namespace Practice.Reliability;

/// <summary>
/// The embedded database on a disk that runs full while changes are written, and copied by its backup script while they are: what was
/// acknowledged is there, and writing goes on as soon as there is room.
/// </summary>
internal sealed class Embedded : IRow
{
    private const int Writers = 12;
    private const int Megabytes = 96;
    private const double Goal15 = 15;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(4);

    public string Verb => "embedded";

    public string Goal => "SQLite, disk full and copied under load: acknowledged and not durable 0, written again within 15 s, a copy has all that was acknowledged before it";

    public string Control => "changes fail while the disk is full; an event deleted from the copy is missed";

    public async Task Run(Trial trial)
    {
        await using var disk = await SmallDisk.Mount(Megabytes);
        var data = disk?.Folder ?? Directory.CreateTempSubdirectory("practice-embedded-").FullName;
        var copies = Directory.CreateTempSubdirectory("practice-copies-").FullName;
        var options = new StoreOptions { SqlitePath = Path.Combine(data, "units.db"), ReconnectLimit = TimeSpan.FromSeconds(2) };
        await StoreMigrations.Migrate(options, CancellationToken.None);
        var acknowledged = new List<(string Stream, long Version)>();
        List<(string, long)> copied;
        string copy;
        await using (var store = (IAsyncDisposable)StoreRegistration.Open(options))
        {
            var (writing, failed) = (true, 0);
            var writers = Enumerable.Range(0, Writers).Select(n => Write((IUnitStore)store, $"unit-{n:D12}")).ToList();
            await Task.Delay(Calm, TimeProvider.System);
            lock (acknowledged)
                copied = [.. acknowledged];
            copy = await Script("sqlite-backup.sh", data, copies);
            if (disk is null)
            {
                Console.WriteLine("  skipped: disk full, for only root can mount a small disk");
            }
            else
            {
                await disk.Fill();
                await Task.Delay(Full, TimeProvider.System);
                var before = Volatile.Read(ref failed);
                disk.Free();
                Trial.Figure("changes that failed while the disk was full", before);
                trial.Caught("changes fail while the disk is full", before > 0);
                trial.AtMost("written again in every stream after", await Again(acknowledged), Goal15, "s");
            }

            writing = false;
            await Task.WhenAll(writers);

            async Task Write(IUnitStore to, string stream)
            {
                StreamHead? head = null;
                while (Volatile.Read(ref writing))
                {
                    var change = Next(stream, head);
                    try
                    {
                        await to.Commit(change);
                        head = change.Head;
                        lock (acknowledged)
                            acknowledged.Add((stream, head.Value.Version));
                    }
                    catch (Exception e) when (e is OutcomeUnknownException or StoreBusyException or FencedException)
                    {
                        // It may be there: its owner loads again.
                        Interlocked.Increment(ref failed);
                        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                        head = await Head(to, stream) ?? head;
                    }
                }
            }
        }

        Trial.Figure("changes acknowledged", acknowledged.Count);
        Trial.Figure("  before the copy", copied.Count);
        trial.AtMost("acknowledged and not durable", await Missing(options, acknowledged), 0);
        var restored = Directory.CreateTempSubdirectory("practice-restored-").FullName;
        await Script("sqlite-restore.sh", copy, restored);
        var there = options with { SqlitePath = Path.Combine(restored, "units.db") };
        trial.AtMost("acknowledged before the copy and not in it", await Missing(there, copied), 0);
        await Sqlite(there.SqlitePath, "DELETE FROM events WHERE seq = 1");
        trial.Caught("an event deleted from the copy", await Missing(there, copied) > 0);
        foreach (var folder in new[] { copies, restored }.Concat(disk is null ? [data] : Array.Empty<string>()))
            Directory.Delete(folder, recursive: true);
    }

    private static Change Next(string stream, StreamHead? head)
    {
        var (seq, now) = ((head?.Version ?? 0) + 1, TimeProvider.System.GetUtcNow());
        return new()
        {
            Stream = stream, Id = Guid.CreateVersion7(), Preceding = head,
            Events = [new(seq, "test.written", "item", now, "test", "{}")],
            Items = [new(stream, "test", $"{seq % 50}", seq, "/", true, null, null, null, null, now, null, null, "上门助餐", "{\"text\":\"" + new string('x', 900) + "\"}")],
        };
    }

    private static async Task<StreamHead?> Head(IUnitStore store, string stream)
    {
        try
        {
            return (await store.Load(stream, CancellationToken.None)).Head;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Seconds until every stream has acknowledged one more change.</summary>
    private static async Task<double> Again(List<(string Stream, long Version)> acknowledged)
    {
        var since = TimeProvider.System.GetTimestamp();
        int from;
        lock (acknowledged)
            from = acknowledged.Count;
        while (TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromMinutes(1))
        {
            lock (acknowledged)
                if (acknowledged.Skip(from).Select(a => a.Stream).Distinct().Count() == Writers)
                    return TimeProvider.System.GetElapsedTime(since).TotalSeconds;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return double.PositiveInfinity;
    }

    /// <summary>Acknowledged events that a file does not have.</summary>
    private static async Task<int> Missing(StoreOptions options, IReadOnlyCollection<(string Stream, long Version)> acknowledged)
    {
        await using var store = (IAsyncDisposable)StoreRegistration.Open(options);
        var missing = 0;
        foreach (var stream in acknowledged.GroupBy(a => a.Stream))
        {
            var there = new HashSet<long>();
            for (var more = true; more;)
            {
                var page = await ((IUnitStore)store).Events(stream.Key, null, there.Count == 0 ? 0 : there.Max(), 1000, CancellationToken.None);
                there.UnionWith(page.Select(e => e.Seq));
                more = page.Length > 0;
            }

            missing += stream.Count(a => !there.Contains(a.Version));
        }

        return missing;
    }

    private static Task<string> Script(string name, params string[] arguments) => Output("sh", [Path.Combine(ChildProcess.Root(), "k8s", "backup", name), .. arguments]);

    private static Task<string> Sqlite(string file, string sql) => Output("sqlite3", [file, sql]);

    private static async Task<string> Output(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var (said, complained) = (await output, await error);
        return process.ExitCode == 0 ? said.Trim() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode} {complained}");
    }
}

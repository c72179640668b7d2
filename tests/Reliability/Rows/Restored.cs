using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Practice.Reliability;

/// <summary>
/// The backup of <c>docs/operations.md</c>, by its own scripts: a base copy under load, the log as it is written, then the server and its
/// disk are gone. What was acknowledged by a time is there again, what began later is not, and the product goes on from it.
/// </summary>
internal sealed class Restored : IRow
{
    private const int Clients = 8;
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Verb => "restore";

    public string Goal => "database destroyed, restored to a time T: acknowledged by T and lost 0, begun after T and there 0, the product goes on";

    public string Control => "a row deleted; a restore to the newest state has what began after T";

    public async Task Run(Trial trial)
    {
        await using var cluster = await Cluster.Start(new ClusterPlan { Silos = 2, Gateways = 1 });
        using var journal = new Journal();
        using var backup = new Backup(cluster);
        DateTimeOffset time;
        await using (new Crowd(cluster, journal, Clients, Scripts.Desk))
        {
            await Task.Delay(Load, TimeProvider.System);
            await backup.Receive();
            Trial.Figure("base copy under load", await Seconds(backup.Base), "s");
            await Task.Delay(Load, TimeProvider.System);
            time = TimeProvider.System.GetUtcNow();
            await Task.Delay(Load, TimeProvider.System);
        }

        // The log is a second behind at most.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await Destroy(cluster, backup);
        var entries = journal.Read();
        using var before = Those(entries.Where(entry => entry.Ended <= time));
        using var after = Those(entries.Where(entry => entry.Began > time));
        var checker = new Checker(cluster, before);

        await backup.Restore(null);
        Trial.Figure("restored to the newest state", await Seconds(backup.Serve), "s");
        var newest = await Found(cluster, after);
        await trial.Holds(new Checker(cluster, journal), new AcknowledgedIsThere(), new HistoryIsWhole());
        trial.Caught($"restored to the newest state, {newest} needs of after T are there", newest > 0);

        await Destroy(cluster, backup);
        Trial.Figure("data directory made", await Seconds(() => backup.Restore(time)), "s");
        Trial.Figure("PostgreSQL serves the state of T", await Seconds(backup.Serve), "s");
        Trial.Figure("operations acknowledged by T", before.Read().Count);
        Trial.Figure("operations begun after T", after.Read().Count);
        await trial.Holds(checker, new AcknowledgedIsThere(), new HistoryIsWhole());
        trial.AtMost("begun after T and there", await Found(cluster, after), 0);
        Trial.Figure("silos and gateway ready", await Seconds(async () =>
        {
            foreach (var node in cluster.Silos.Concat(cluster.Gateways))
                await node.Start();
        }), "s");
        using var later = new Journal();
        await using (new Crowd(cluster, later, Clients, Scripts.Desk))
            await Task.Delay(Load, TimeProvider.System);
        trial.AtLeast("operations acknowledged since", later.Read().Count(entry => entry.Outcome == Outcome.Acknowledged), 20);
        trial.Is("nobody owes anybody anything afterwards", await cluster.Quiet(Patience));
        await trial.Holds(new Checker(cluster, later), new AcknowledgedIsThere(), new OneEffectAKey(), new OneStepAnItem(), new HistoryIsWhole(), new NobodyIsRefusedHisOwn());
        await trial.Holds(checker, new AcknowledgedIsThere());
        await trial.Catches(checker, new AcknowledgedIsThere(), "a row deleted", Damage.LoseANeed);
    }

    private static async Task Destroy(Cluster cluster, Backup backup)
    {
        foreach (var node in cluster.Gateways.Concat(cluster.Silos).Where(node => node.Runs))
            await node.Kill();
        await cluster.Postgres.Kill(CancellationToken.None);
        await backup.Ended();
        Directory.Delete(cluster.Postgres.Data, recursive: true);
    }

    private static Journal Those(IEnumerable<Entry> entries)
    {
        var journal = new Journal();
        foreach (var entry in entries)
            journal.Write(entry);
        return journal;
    }

    /// <summary>Needs whose marker is there.</summary>
    private static async Task<int> Found(Cluster cluster, Journal journal)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM items WHERE kind = 'need' AND split_part(doc->>'title', ' ', 2) = ANY($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = journal.Read().Select(entry => entry.Marker).OfType<string>().ToArray() });
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<double> Seconds(Func<Task> action)
    {
        var since = TimeProvider.System.GetTimestamp();
        await action();
        return TimeProvider.System.GetElapsedTime(since).TotalSeconds;
    }

    /// <summary>The scripts that operators run, run as they run them.</summary>
    private sealed class Backup(Cluster cluster) : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("practice-backup-").FullName;
        private Process? _receiver;

        public async Task Receive()
        {
            _receiver = Process.Start(Script("postgres-receive.sh", _folder))!;
            while (!Directory.Exists(Path.Combine(_folder, "wal")) || Directory.GetFiles(Path.Combine(_folder, "wal")).Length == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        public Task Base() => Done(Script("postgres-base.sh", _folder));

        /// <summary>The receiver has lost its server: with it the machine is gone, and what it has taken in is what there is.</summary>
        public async Task Ended()
        {
            if (_receiver is null)
                return;
            if (!_receiver.HasExited)
                _receiver.Kill(entireProcessTree: true);
            await _receiver.WaitForExitAsync();
            _receiver.Dispose();
            _receiver = null;
        }

        public async Task Restore(DateTimeOffset? time)
        {
            await Done(Script("postgres-restore.sh", [_folder, cluster.Postgres.Data, .. time is { } t ? [t.ToString("O", CultureInfo.InvariantCulture)] : Array.Empty<string>()]));
            if (Environment.UserName == "root")
                await Done(new ProcessStartInfo("chown", ["-R", "postgres", cluster.Postgres.Data, _folder]));
        }

        /// <summary>Starts the server on what was restored and waits until it takes writes.</summary>
        public async Task Serve()
        {
            await cluster.Postgres.Begin(CancellationToken.None);
            for (var since = TimeProvider.System.GetTimestamp(); !await TakesWrites();)
                await (TimeProvider.System.GetElapsedTime(since) < Patience
                    ? Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System)
                    : throw new TimeoutException($"PostgreSQL took no writes within {Patience.TotalSeconds} s of its start on what was restored."));
        }

        // Between reading the log and taking writes it starts anew, and for a moment nobody answers.
        private async Task<bool> TakesWrites()
        {
            try
            {
                await using var connection = new NpgsqlConnection(cluster.Connection);
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
                return !(bool)(await command.ExecuteScalarAsync())!;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }

        public void Dispose()
        {
            _receiver?.Kill(entireProcessTree: true);
            _receiver?.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private ProcessStartInfo Script(string name, params string[] arguments)
        {
            var start = new ProcessStartInfo("sh", [Path.Combine(ChildProcess.Root(), "k8s", "backup", name), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PATH"] = $"{PostgresServer.Binaries()}:{start.Environment["PATH"]}";
            (start.Environment["PGHOST"], start.Environment["PGUSER"]) = ("127.0.0.1", "postgres");
            start.Environment["PGPORT"] = cluster.Postgres.Port.ToString(CultureInfo.InvariantCulture);
            return start;
        }

        private static async Task Done(ProcessStartInfo start)
        {
            start.RedirectStandardOutput = start.RedirectStandardError = true;
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)}: {await output}{await error}");
        }
    }
}

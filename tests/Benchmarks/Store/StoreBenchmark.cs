using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Practice.Store;
using Practice.Store.Migrations;
using Practice.Store.Postgres;
using Practice.Store.Writing;
using Practice.Tests.Support;

namespace Practice.Benchmarks.Store;

/// <summary>
/// Verb <c>store</c>: the group commit on a throw-away PostgreSQL with fsync on, against one transaction a change, against the raw
/// statement, and a hot stream against itself awaited. Every change is a fence, an event, a new item row with search tokens, an
/// outbox message and a remembered outcome.
/// </summary>
/// <remarks>Medians of interleaved rounds of one run, so that a busy machine slows all of them alike: read the ratios.</remarks>
internal static class StoreBenchmark
{
    private const int Callers = 512;
    private const int RawBatch = 256;
    private const int Rounds = 3;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    public static async Task Run()
    {
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        var options = new StoreOptions { Postgres = await server.CreateDatabase(CancellationToken.None) };
        await StoreMigrations.Migrate(options, CancellationToken.None);

        var rates = new Dictionary<string, List<double>>();
        foreach (var round in Enumerable.Range(0, Rounds + 1))
        {
            await Measure("group", () => Grouped(options));
            await Measure("single", () => OneByOne(options));
            await Measure("raw", () => Raw(options));
            await Measure("hot", () => Hot(options, Callers));
            await Measure("serial", () => Hot(options, 1));

            async Task Measure(string name, Func<Task<double>> run)
            {
                var rate = await run();
                if (round == 0)
                    return; // Warm-up: plans, caches, the just-in-time compiler.
                if (!rates.TryGetValue(name, out var list))
                    rates[name] = list = [];
                list.Add(rate);
            }
        }

        var group = Median("group");
        Print("group commit, 512 callers", group, "the server's work on the rows and the driver's, one core each; one fsync a batch");
        Print("one transaction a change, 512 callers on 32 connections", Median("single"), "one commit record and one round trip a change");
        Print("the raw statement, 256 a batch, rows prepared", Median("raw"), "the server's work on one connection, one core");
        Print("one hot stream, 512 queued", Median("hot"), "as group commit, with one head");
        Print("one hot stream, each awaited", Median("serial"), "the latency of one commit");
        Ratio("group / one transaction a change", group / Median("single"), 3);
        Ratio("group / raw statement", group / Median("raw"), 0.65);
        Ratio("hot queued / hot awaited", Median("hot") / Median("serial"), 15);

        double Median(string name) => rates[name].Order().ElementAt(Rounds / 2);
    }

    private static async Task<double> Grouped(StoreOptions options)
    {
        await using var store = (UnitStore)StoreRegistration.Open(options);
        return await Drive(Callers, async (stream, until) =>
        {
            var count = 0;
            StreamHead? head = null;
            while (Stopwatch.GetTimestamp() < until)
            {
                var change = BenchmarkChange.Upon(stream, head);
                await store.Commit(change);
                head = change.Head;
                count++;
            }

            return count;
        });
    }

    private static async Task<double> OneByOne(StoreOptions options)
    {
        var address = new NpgsqlConnectionStringBuilder(options.Postgres) { MaxPoolSize = 32, MaxAutoPrepare = 20, NoResetOnClose = true };
        await using var source = NpgsqlDataSource.Create(address);
        return await Drive(Callers, async (stream, until) =>
        {
            var count = 0;
            StreamHead? head = null;
            while (Stopwatch.GetTimestamp() < until)
            {
                var change = BenchmarkChange.Upon(stream, head);
                await using var connection = await source.OpenConnectionAsync();
                await SingleTransaction.Write(connection, change);
                head = change.Head;
                count++;
            }

            return count;
        });
    }

    private static async Task<double> Raw(StoreOptions options)
    {
        var batches = new List<NpgsqlBatchCommand>();
        var heads = Enumerable.Range(0, RawBatch).ToDictionary(_ => BenchmarkChange.Stream(), _ => (StreamHead?)null);
        for (var i = 0; i < 240; i++)
        {
            var changes = heads.Select(h => BenchmarkChange.Upon(h.Key, h.Value)).ToList();
            foreach (var change in changes)
                heads[change.Stream] = change.Head;
            batches.Add(PostgresParameters.Commit(CommitBatch.Of([.. changes.Select(c => new PendingChange(c, 0, default))], [])));
        }

        var address = new NpgsqlConnectionStringBuilder(options.Postgres)
        {
            MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, Options = PostgresDatabase.WriterSettings,
        };
        await using var connection = new NpgsqlConnection(address.ToString());
        await connection.OpenAsync();
        var done = 0;
        var since = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            await using var command = new NpgsqlBatch(connection) { BatchCommands = { batch } };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                done++;
            if (since.Elapsed >= Length)
                break;
        }

        return done / since.Elapsed.TotalSeconds;
    }

    /// <summary>One stream whose changes are queued <paramref name="depth"/> at a time.</summary>
    private static async Task<double> Hot(StoreOptions options, int depth)
    {
        await using var store = (UnitStore)StoreRegistration.Open(options);
        return await Drive(1, async (stream, until) =>
        {
            var count = 0;
            StreamHead? head = null;
            var queued = new Queue<Task>();
            while (Stopwatch.GetTimestamp() < until)
            {
                while (queued.Count < depth)
                {
                    var change = BenchmarkChange.Upon(stream, head);
                    queued.Enqueue(store.Commit(change));
                    head = change.Head;
                }

                await queued.Dequeue();
                count++;
            }

            await Task.WhenAll(queued);
            return count + queued.Count;
        });
    }

    private static async Task<double> Drive(int number, Func<string, long, Task<int>> caller)
    {
        var since = Stopwatch.StartNew();
        var until = Stopwatch.GetTimestamp() + (long)(Length.TotalSeconds * Stopwatch.Frequency);
        var counts = await Task.WhenAll(Enumerable.Range(0, number).Select(_ => Task.Run(() => caller(BenchmarkChange.Stream(), until))));
        return counts.Sum() / since.Elapsed.TotalSeconds;
    }

    private static void Print(string what, double rate, string bound) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-56} {rate,8:F0} changes/s   bound by {bound}"));

    private static void Ratio(string what, double ratio, double goal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-56} {ratio,8:F2}   goal {goal:F2}: {(ratio >= goal ? "met" : "MISSED")}"));
}

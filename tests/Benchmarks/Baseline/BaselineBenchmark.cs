using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Practice.Benchmarks.Edge;
using Practice.Benchmarks.Product;
using Practice.Benchmarks.Scale;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;
using Practice.Store.Postgres;
using Practice.Store.Writing;
using Practice.Tests.Support;
using Practice.Units;

namespace Practice.Benchmarks.Baseline;

/// <summary>
/// Verb <c>baseline</c>: needs submitted and checked by 256 clients, at the product and at <see cref="BaselineServer"/> on the same
/// PostgreSQL; called directly, and each behind a gateway of the product; beside them the product's own statement, 256 changes a batch.
/// </summary>
/// <remarks>Rounds are interleaved; a ratio is the median of those of the rounds. All processes share the machine, the generator too.</remarks>
internal static class BaselineBenchmark
{
    private const int RawBatch = 256;

    private static readonly string[] Stations = new CityShape(1, 1, 1, 50).Units(Level.Station);
    private static int _next;

    public static async Task Run(BenchmarkSize size)
    {
        Report.Machine();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        await using var server = await PostgresServer.Start(durable: true, CancellationToken.None);
        var options = new StoreOptions { Postgres = await server.CreateDatabase(CancellationToken.None) };
        var plain = await server.CreateDatabase(CancellationToken.None);
        await using var product = await ProductProcesses.Start(http, options.Postgres);
        await using (var store = (UnitStore)StoreRegistration.Open(options))
            await BulkNetwork.Write(store, new(1, 1, 1, 50), NeedMix.None);
        await Prepare(plain);

        var (template, remembering) = ($"http://127.0.0.1:{FreePort.Next()}", $"http://127.0.0.1:{FreePort.Next()}");
        await using var first = ChildProcess.Verb("baseline-server", template, plain, product.Address, "template");
        await using var second = ChildProcess.Verb("baseline-server", remembering, plain, product.Address, "remember");
        await first.Ready(http, template + "/health/ready");
        await second.Ready(http, remembering + "/health/ready");
        var gateway = await product.GatewayTo(http, template);

        var rounds = new Rounds();
        (string Name, string Address)[] ways =
        [
            ("product", product.Direct), ("baseline", template), ("remembering", remembering), ("product behind", product.Address), ("baseline behind", gateway),
        ];
        var processes = new Dictionary<string, int[]>
        {
            ["product"] = [product.Silo.Id], ["baseline"] = [first.Id], ["remembering"] = [second.Id],
        };
        var warm = size with { LengthOf = size.Warm };
        foreach (var (name, address) in ways)
            await Measure(null, name, address, (await product.Token(http)).ToString(), warm, [], []);
        int[] hosts = [product.Silo.Id, product.Gateway.Id, first.Id, second.Id, .. product.Others];
        for (var round = 0; round < size.Rounds; round++)
        {
            var token = (await product.Token(http)).ToString();
            foreach (var (name, address) in round % 2 == 0 ? ways : ways.Reverse())
                await Measure(rounds, name, address, token, size, processes.GetValueOrDefault(name, []), hosts);
            rounds.Add("raw", await Raw(options, size.Length));
        }

        Print(rounds, size.Clients);
        Report.Machine();
    }

    private static async Task Measure(Rounds? rounds, string name, string address, string token, BenchmarkSize size, int[] own, int[] hosts)
    {
        var submitted = new ConcurrentQueue<string>();
        var submits = await Measured("submit", () => RawLoad.Drive(
            address, size.Clients, size.Length, token, Submission, (_, connection) => submitted.Enqueue(connection.Text("\"id\":\""u8))));
        await Measured("check", () => RawLoad.Drive(address, size.Clients, size.Length, token, () => submitted.TryDequeue(out var id) ? Verification(id) : null));
        rounds?.Add(name + " submit p99", submits.Percentile(0.99));

        async Task<LoadResult> Measured(string step, Func<Task<LoadResult>> load)
        {
            var (process, database) = (own.Sum(Meter.Tree), Meter.Started(hosts));
            var result = await load();
            rounds?.Add($"{name} {step}", result.Rate);
            rounds?.Add($"{name} {step} cpu", (own.Sum(Meter.Tree) - process) * 1e6 / result.Answers.Length);
            rounds?.Add($"{name} {step} database", (Meter.Started(hosts) - database) * 1e6 / result.Answers.Length);
            return result;
        }
    }

    private static RawRequest? Submission()
    {
        var command = SampleNeed.Command();
        var body = $$"""{"title":"{{command.Title}}","description":"{{command.Description}}","category":"{{command.Category}}","channel":"phone","contact":{"name":"张三丰","phone":"13812345678"},"onBehalf":true}""";
        return new("submit", "POST", $"/api/v1/units/{Stations[Interlocked.Increment(ref _next) % Stations.Length]}/needs", body, 201);
    }

    private static RawRequest? Verification(string id) => new("check", "POST", $"/api/v1/needs/{id}/verify", """{"decision":"accept"}""", 200);

    private static void Print(Rounds rounds, int clients)
    {
        const string Bound = "two cores with generator and PostgreSQL";
        foreach (var step in new[] { "submit", "check" })
        {
            var word = step == "submit" ? "submit" : "status change";
            Report.Line($"{word}, {clients} clients, the silo called directly", rounds.Median("product " + step), "/s", Bound);
            Report.Line($"{word}, the plain baseline", rounds.Median("baseline " + step), "/s", "a transaction and a token's signature a request");
            Report.AtLeast($"{word}: silo / baseline, called directly", rounds.Ratio("product " + step, "baseline " + step), 2);
            Report.Line($"{word}: silo / baseline that remembers tokens", rounds.Ratio("product " + step, "remembering " + step), "times", "a transaction a request");
            Report.Line($"{word}: CPU of the silo a request", rounds.Median($"product {step} cpu"), "us", "HTTP, the token, JSON, the grain, the rows");
            Report.Line($"{word}: CPU of PostgreSQL for the silo", rounds.Median($"product {step} database"), "us", "head, event, three rows, outcome, in batches");
            Report.Line($"{word}: CPU of the baseline a request", rounds.Median($"baseline {step} cpu"), "us", "HTTP, the token, JSON, the driver");
            Report.Line($"{word}: CPU of PostgreSQL for the baseline", rounds.Median($"baseline {step} database"), "us", "four rows, a commit each");
            Report.Line($"{word}, through the gateway", rounds.Median("product behind " + step), "/s", "HTTP twice, the token twice");
            Report.AtLeast($"{word}: silo / baseline, both behind the gateway", rounds.Ratio("product behind " + step, "baseline behind " + step), 1.5);
        }

        Report.Line($"submit p99, {clients} clients: silo", rounds.Median("product submit p99"), "ms", "queueing: all clients ask without a pause");
        Report.Line($"submit p99, {clients} clients: baseline", rounds.Median("baseline submit p99"), "ms", "the same");
        Report.Line($"the raw statement of the same rows, {RawBatch} a batch", rounds.Median("raw"), "/s", "the server's work on one connection, one core");
        Report.Line("submit, the silo called directly / the raw statement", rounds.Ratio("product submit", "raw"), "times", "HTTP, rules and generator on the same two cores");
    }

    private static async Task Prepare(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using (var schema = new NpgsqlCommand(BaselineSchema.Sql, connection))
            await schema.ExecuteNonQueryAsync();
        foreach (var station in Stations)
        {
            await using var unit = new NpgsqlCommand("INSERT INTO units VALUES ($1, $2, true)", connection) { Parameters = { new() { Value = station }, new() { Value = CityShape.PathOf(station) } } };
            await unit.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Submissions a second that the database takes as the store writes them: rows made and laid out beforehand.</summary>
    private static async Task<double> Raw(StoreOptions options, TimeSpan length)
    {
        var kinds = UnitKinds.Create();
        var now = TimeProvider.System.GetUtcNow();
        var books = new Book[RawBatch];
        var batches = new List<NpgsqlBatchCommand>();
        for (var i = 0; i < RawBatch; i++)
        {
            var id = "8" + Guid.CreateVersion7().ToString("n", CultureInfo.InvariantCulture);
            var draft = new Draft(new Book("unit-" + id), "benchmark", now);
            draft.Record(new UnitImported(Level.Station, "8"), new UnitProfile { Id = id, CreatedAt = now, Name = id, Level = Level.Station, Parent = "8", Path = $"/8/{id}/", Status = UnitStatus.Active });
            books[i] = draft.Book;
        }

        for (var batch = 0; batch < (int)(24 * length.TotalSeconds); batch++)
        {
            var changes = new PendingChange[RawBatch];
            for (var i = 0; i < RawBatch; i++)
            {
                (var change, books[i]) = SampleNeed.Upon(books[i], $"/8/{books[i].Stream[5..]}/", kinds, now);
                changes[i] = new(change, 0, default);
            }

            batches.Add(PostgresParameters.Commit(CommitBatch.Of([.. changes], [])));
        }

        var address = new NpgsqlConnectionStringBuilder(options.Postgres) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, Options = PostgresDatabase.WriterSettings };
        await using var connection = new NpgsqlConnection(address.ToString());
        await connection.OpenAsync();
        var (done, since) = (0, Stopwatch.StartNew());
        foreach (var batch in batches)
        {
            await using var command = new NpgsqlBatch(connection) { BatchCommands = { batch } };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                done++;
            if (since.Elapsed >= length)
                break;
        }

        return done / since.Elapsed.TotalSeconds;
    }
}

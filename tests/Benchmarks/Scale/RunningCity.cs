using System.Diagnostics;
using Npgsql;
using Practice.Benchmarks.Edge;
using Practice.Store;
using Practice.Store.Migrations;
using Practice.Tests.Support;

namespace Practice.Benchmarks.Scale;

/// <summary>A made-up network on a database of its own, served by a silo and a gateway.</summary>
internal sealed class RunningCity : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly HttpClient _http;

    private RunningCity(CityShape shape, string database, ProductProcesses product, HttpClient http) => (Shape, Database, Product, _http) = (shape, database, product, http);

    public CityShape Shape { get; }

    public string Database { get; }

    public ProductProcesses Product { get; }

    public string Direct => Product.Direct;

    /// <param name="more">What else is written before the silo starts.</param>
    public static async Task<RunningCity> Start(PostgresServer server, HttpClient http, CityShape shape, NeedMix mix, Func<IUnitStore, Task>? more = null)
    {
        var options = new StoreOptions { Postgres = await server.CreateDatabase(CancellationToken.None), CommandTimeout = TimeSpan.FromMinutes(1) };
        await StoreMigrations.Migrate(options, CancellationToken.None);
        await using (var store = (UnitStore)StoreRegistration.Open(options))
        {
            await BulkNetwork.Write(store, shape, mix);
            if (more is not null)
                await more(store);
        }

        await Settle(options.Postgres!);
        return new(shape, options.Postgres!, await ProductProcesses.Start(http, options.Postgres), http);
    }

    /// <summary>What the server's own daemon does in its time: statistics, and the map that lets an index answer alone.</summary>
    public static async Task Settle(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var vacuum = new NpgsqlCommand("VACUUM (ANALYZE)", connection) { CommandTimeout = 300 };
        await vacuum.ExecuteNonQueryAsync();
    }

    public async Task<string> Token() => (await Product.Token(_http)).ToString();

    /// <summary>One client that reads addresses in turn, for some time.</summary>
    public async Task<LoadResult> Read(TimeSpan length, bool signed, params string[] paths)
    {
        var next = 0;
        var token = signed ? await Token() : null;
        return await RawLoad.Drive(Direct, 1, length, token, () => new("read", "GET", "/api/v1" + paths[next++ % paths.Length], null, 200, signed));
    }

    /// <summary>Milliseconds until an address answers: an owner that awakes for longer than a call waits is asked again.</summary>
    public async Task<double> FirstAnswer(string path)
    {
        var host = new Uri(Direct);
        var request = RawConnection.Request("GET", host, "/api/v1" + path, await Token(), null, "");
        using var connection = await RawConnection.Open(host);
        var since = Stopwatch.GetTimestamp();
        while (await connection.Send(request) is var status and not 200)
            if (status != 503 || Stopwatch.GetElapsedTime(since) > Patience)
                throw new InvalidOperationException($"{path}: {status}");
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    public ValueTask DisposeAsync() => Product.DisposeAsync();
}

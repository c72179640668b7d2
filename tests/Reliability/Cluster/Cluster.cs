using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Practice.Reliability;

/// <summary>A real cluster on this machine: PostgreSQL with fsync on, silos and gateways as processes, a county whose units are open.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan TokenAge = TimeSpan.FromMinutes(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("practice-rel-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ClusterPlan _plan;
    private (AuthenticationHeaderValue Header, long At)? _token;

    private Cluster(ClusterPlan plan, PostgresServer postgres, string connection)
    {
        (_plan, Postgres, Connection) = (plan, postgres, connection);
        var gateways = Enumerable.Range(0, plan.Gateways).Select(_ => Free()).ToArray();
        Silos = [.. Enumerable.Range(0, plan.Silos + plan.Spares).Select(n => Silo(n, gateways[0]))];
        Gateways = [.. gateways.Select((address, n) => Gateway(n, address, gateways[0]))];
    }

    public PostgresServer Postgres { get; }

    /// <summary>The way to the database for whoever checks: no relay, no pool.</summary>
    public string Connection { get; }

    /// <summary>The silos, and after them the spares.</summary>
    public IReadOnlyList<Node> Silos { get; }

    public IReadOnlyList<Node> Gateways { get; }

    /// <summary>The open stations of the county.</summary>
    public IReadOnlyList<string> Stations => County.Stations(_plan);

    public IReadOnlyList<string> Towns => County.Towns(_plan);

    /// <summary>Where the processes' logs lie.</summary>
    public string Logs => Path.Combine(_folder, "logs");

    public static async Task<Cluster> Start(ClusterPlan plan)
    {
        var postgres = await PostgresServer.Start(durable: true, plan.PostgresUnder, CancellationToken.None, plan.Postgres);
        var connection = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabase(CancellationToken.None)) { Pooling = false, IncludeErrorDetail = true };
        var cluster = new Cluster(plan, postgres, connection.ToString());
        try
        {
            Directory.CreateDirectory(cluster.Logs);
            await cluster.Silos[0].Start(); // It migrates; the others find it done.
            Node[] others = [.. cluster.Silos.Take(plan.Silos).Skip(1), .. cluster.Gateways];
            foreach (var node in others)
                node.Begin();
            foreach (var node in others)
                await node.Ready();
            await County.Load(cluster, plan);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A token of an operator over the whole county, of either gateway; renewed in time.</summary>
    public async Task<AuthenticationHeaderValue> Token(Uri gateway)
    {
        if (_token is { } known && TimeProvider.System.GetElapsedTime(known.At) < TokenAge)
            return known.Header;
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", County.Operator), new("client_secret", "demo-secret")]);
        using var answer = await _http.PostAsync(new Uri(gateway, "/connect/token"), form);
        answer.EnsureSuccessStatusCode();
        var header = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());
        _token = (header, TimeProvider.System.GetTimestamp());
        return header;
    }

    /// <summary>Waits until nobody owes anybody anything.</summary>
    /// <returns>Whether it came to that.</returns>
    public async Task<bool> Quiet(TimeSpan patience)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        var quiet = 0;
        for (var since = TimeProvider.System.GetTimestamp(); quiet < 3 && TimeProvider.System.GetElapsedTime(since) < patience;)
        {
            await using var command = new NpgsqlCommand("SELECT count(*) FROM outbox", connection);
            quiet = (long)(await command.ExecuteScalarAsync())! == 0 ? quiet + 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }

        return quiet == 3;
    }

    /// <summary>How often the lines of a node's log contain a text.</summary>
    public static int Said(Node node, string text) => File.Exists(node.Log) ? File.ReadLines(node.Log).Count(line => line.Contains(text, StringComparison.Ordinal)) : 0;

    public async ValueTask DisposeAsync()
    {
        // The edge first, as an operator would; a paused or broken process is killed by its node.
        foreach (var gateway in Gateways)
            await gateway.DisposeAsync();
        await Task.WhenAll(Silos.Select(silo => silo.DisposeAsync().AsTask()));
        await Postgres.DisposeAsync();
        _http.Dispose();
        if (Environment.GetEnvironmentVariable("PRACTICE_KEEP_LOGS") is null)
            Directory.Delete(_folder, recursive: true);
    }

    private static string Free() => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");

    private Node Silo(int n, string issuer)
    {
        var toDatabase = _plan.Relays ? new TcpRelay("127.0.0.1", Postgres.Port) : null;
        var (port, gatewayPort) = (FreePort.Next(), FreePort.Next());
        var fromSilos = _plan.Relays ? new TcpRelay("127.0.0.1", port) : null;
        var database = new NpgsqlConnectionStringBuilder(Connection) { Pooling = true };
        if (toDatabase is not null)
            database.Port = toDatabase.Port;
        (string, string)[] settings =
        [
            ("Practice__DataFolder", _folder), ("Practice__Postgres", database.ToString()), ("Practice__Issuer", issuer),
            ("Practice__Orleans__SiloPort", Text(fromSilos?.Port ?? port)), ("Practice__Orleans__ListenPort", Text(port)),
            ("Practice__Orleans__GatewayPort", Text(gatewayPort)), ("Practice__Orleans__Probes", _plan.Probes), .. _plan.Settings,
        ];
        return new Node($"silo-{n + 1}", "silo", Free(), Path.Combine(Logs, $"silo-{n + 1}.log"), () => settings, _http) { ToDatabase = toDatabase, FromSilos = fromSilos };
    }

    private Node Gateway(int n, string address, string issuer)
    {
        (string, string)[] settings =
        [
            ("Practice__DataFolder", _folder), ("Practice__Postgres", new NpgsqlConnectionStringBuilder(Connection) { Pooling = true }.ToString()),
            ("Practice__PublicUrl", issuer), ("Practice__Demo", "true"), .. Silos.Select((silo, i) => ($"Practice__Silos__{i}", silo.Address)),
            ("Practice__Limits__AccountPerSecond", "0"), ("Practice__Limits__AddressPerSecond", "0"), ("Practice__Limits__TokenPerSecond", "0"), .. _plan.Settings,
        ];
        return new Node($"gateway-{n + 1}", "gateway", address, Path.Combine(Logs, $"gateway-{n + 1}.log"), () => settings, _http);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Practice.Benchmarks.Edge;

/// <summary>A silo and a gateway as processes of their own on loopback, on PostgreSQL or on the embedded default, without rate limits.</summary>
internal sealed class ProductProcesses : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("practice-bench-").FullName;

    private readonly List<ChildProcess> _others = [];
    private readonly List<(string, string)> _shared = [];

    private readonly bool _root;
    private (string Id, string Secret) _operator = ("demo-operator", "demo-secret");

    private ProductProcesses(string address, string direct, bool root) => (Address, Direct, _root) = (address, direct, root);

    /// <summary>Of the gateway.</summary>
    public string Address { get; }

    /// <summary>Of the silo itself.</summary>
    public string Direct { get; }

    public ChildProcess Silo { get; private set; } = null!;

    public ChildProcess Gateway { get; private set; } = null!;

    /// <summary>Gateways beside the first.</summary>
    public IEnumerable<int> Others => _others.Select(other => other.Id);

    /// <param name="root">With an operator of the whole network, as an empty start prints it, instead of the demo's of two cities.</param>
    public static async Task<ProductProcesses> Start(HttpClient http, string? postgres, bool root = false)
    {
        var (silo, address) = ($"http://127.0.0.1:{FreePort.Next()}", $"http://127.0.0.1:{FreePort.Next()}");
        var product = new ProductProcesses(address, silo, root);
        var shared = product._shared;
        shared.Add(("Practice__DataFolder", product._data));
        if (postgres is not null)
            shared.Add(("Practice__Postgres", postgres));
        product.Silo = ChildProcess.Host("silo", silo,
        [
            .. shared, ("Practice__Issuer", address), ("Practice__Orleans__SiloPort", $"{FreePort.Next()}"), ("Practice__Orleans__GatewayPort", $"{FreePort.Next()}"),
        ]);
        product.Gateway = product.Edge(address, silo);
        await product.Silo.Ready(http, silo + "/health/ready");
        await product.Gateway.Ready(http, address + "/health/ready");
        if (root)
            product._operator = await product.RootOperator();
        return product;
    }

    /// <summary>A second gateway of the same network, in front of something else than the silo; its address.</summary>
    public async Task<string> GatewayTo(HttpClient http, string behind)
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var gateway = Edge(address, behind);
        _others.Add(gateway);
        await gateway.Ready(http, address + "/health/ready");
        return address;
    }

    /// <summary>A token of the operator, a service account; good for ten minutes.</summary>
    public async Task<AuthenticationHeaderValue> Token(HttpClient http)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", _operator.Id), new("client_secret", _operator.Secret)]);
        using var answer = await http.PostAsync(new Uri(Address + "/connect/token"), form);
        answer.EnsureSuccessStatusCode();
        return new("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others)
            await other.DisposeAsync();
        await Gateway.DisposeAsync();
        await Silo.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private string GatewayLog => Path.Combine(_data, "gateway.log");

    private async Task<(string Id, string Secret)> RootOperator()
    {
        var line = (await File.ReadAllLinesAsync(GatewayLog)).First(line => line.Contains("client_secret=", StringComparison.Ordinal));
        return (After("client_id="), After("client_secret="));

        string After(string name) => line[(line.IndexOf(name, StringComparison.Ordinal) + name.Length)..].Split(' ')[0];
    }

    private ChildProcess Edge(string url, string behind) => ChildProcess.Host("gateway", url, _root ? GatewayLog : null,
    [
        .. _shared, ("Practice__PublicUrl", Address), ("Practice__Silos__0", behind), ("Practice__Demo", _root ? "false" : "true"),
        ("Practice__Limits__AccountPerSecond", "0"), ("Practice__Limits__AddressPerSecond", "0"), ("Practice__Limits__TokenPerSecond", "0"),
    ]);
}

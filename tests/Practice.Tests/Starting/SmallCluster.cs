using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Practice.Tests.Edge;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Starting;

/// <summary>Silos and a gateway as processes over one PostgreSQL database, with a county of two stations opened.</summary>
internal sealed class SmallCluster : IAsyncDisposable
{
    public const string Station = "321203001010";

    private static readonly string[] Opened = ["3212", "321203", "321203001", Station];
    private readonly List<HostProcess> _silos = [];
    private HostProcess _gateway = null!;

    public IReadOnlyList<HostProcess> Silos => _silos;

    /// <summary>A client of the gateway that is signed in and asks nothing twice.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <param name="identity">The gateway's connection; null = the silos' own.</param>
    /// <param name="migrations">Who migrates; <c>never</c>: somebody has before.</param>
    public static async Task<SmallCluster> Start(string postgres, int silos, TimeSpan drain, CancellationToken cancellation, string? identity = null, string migrations = "start")
    {
        var cluster = new SmallCluster();
        var address = HostProcess.FreeUrl();
        (string, string)[] shared = [("Practice__Migrations", migrations), ("Practice__DataFolder", GatewayUnderTest.NewFolder()), ("Practice__Drain", drain.ToString("c", CultureInfo.InvariantCulture))];
        for (var i = 0; i < silos; i++)
            cluster._silos.Add(HostProcess.Start("silo", HostProcess.FreeUrl(),
            [
                ("Practice__Postgres", postgres), ("Practice__Issuer", address), ("Practice__Orleans__SiloPort", FreePort.Next().ToString(CultureInfo.InvariantCulture)),
                ("Practice__Orleans__GatewayPort", FreePort.Next().ToString(CultureInfo.InvariantCulture)), .. shared,
            ]));
        cluster._gateway = HostProcess.Start("gateway", address,
        [
            ("Practice__Postgres", identity ?? postgres), ("Practice__PublicUrl", address), ("Practice__Demo", "true"), ("Practice__Limits__AccountPerSecond", "0"), ("Practice__Limits__TokenPerSecond", "0"),
            .. cluster._silos.Select((silo, i) => ($"Practice__Silos__{i}", silo.Url)), .. shared,
        ]);
        foreach (var process in cluster._silos.Append(cluster._gateway)) await process.Ready(cancellation);
        await cluster._gateway.Says($"{silos} of {silos} silos are ready", cancellation);
        cluster.Http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        await cluster.SignIn(cancellation);
        await cluster.Open(cancellation);
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        foreach (var process in _silos.Append(_gateway)) await process.DisposeAsync();
    }

    private async Task SignIn(CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "demo-operator"), new("client_secret", "demo-secret")]);
        using var answer = await Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, cancellation);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("access_token").GetString();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private async Task Open(CancellationToken cancellation)
    {
        using var csv = new StringContent("code,name,parent,level\n3212,泰州市,32,city\n321203,高港区,3212,county\n321203001,口岸街道,321203,town\n" + $"{Station},柴墟村,321203001,village\n", Encoding.UTF8, "text/csv");
        using var submitted = await Http.PostAsync(new Uri("/api/v1/imports/divisions", UriKind.Relative), csv, cancellation);
        Assert.True(submitted.IsSuccessStatusCode, await submitted.Content.ReadAsStringAsync(cancellation));
        var id = (await submitted.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("id").GetString();
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50, cancellation))
            if ((await Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/imports/{id}", UriKind.Relative), cancellation)).GetProperty("state").GetString() == "done")
                break;
        foreach (var unit in Opened)
        {
            using var opened = await Http.PostAsync(new Uri($"/api/v1/units/{unit}/open", UriKind.Relative), null, cancellation);
            Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync(cancellation));
        }
    }
}

using System.Globalization;
using System.Net;
using Npgsql;
using Practice.Tests.Edge;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Starting;

/// <summary>Web, gateway, silo, database: started in the wrong order they find together, and say meanwhile what they wait for.</summary>
public sealed class StartOrderTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_order_of_starts_is_free()
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabase(false, Cancellation));
        await using var door = new TcpRelay(database.Host!, database.Port) { Refuse = true };
        (database.Host, database.Port) = ("127.0.0.1", door.Port);
        var (siloUrl, gatewayUrl) = (HostProcess.FreeUrl(), HostProcess.FreeUrl());
        (string, string)[] shared = [("Practice__Postgres", database.ConnectionString), ("Practice__DataFolder", GatewayUnderTest.NewFolder()), ("Practice__StartWait", "00:01:30")];

        await using var web = HostProcess.Start("web", HostProcess.FreeUrl(), [("Practice__Api", gatewayUrl), ("Practice__PageLife", "00:00:00")]);
        await web.Ready(Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(web.Url + "/"));
        await using var gateway = HostProcess.Start("gateway", gatewayUrl, [("Practice__PublicUrl", gatewayUrl), ("Practice__Silos__0", siloUrl), .. shared]);
        await using var silo = HostProcess.Start("silo", siloUrl,
        [
            ("Practice__Issuer", gatewayUrl), ("Practice__Orleans__SiloPort", FreePort.Next().ToString(CultureInfo.InvariantCulture)),
            ("Practice__Orleans__GatewayPort", FreePort.Next().ToString(CultureInfo.InvariantCulture)), .. shared,
        ]);
        foreach (var process in new[] { silo, gateway }) await process.Says($"Waiting for PostgreSQL at 127.0.0.1:{door.Port}", Cancellation);
        door.Refuse = false;
        await gateway.Ready(Cancellation);
        await silo.Ready(Cancellation);
        await gateway.Says("1 of 1 silos are ready", Cancellation);

        // Nothing is imported: the page says that there is no unit, which is an answer of the API through the gateway.
        using var http = new HttpClient();
        Assert.Contains("还没有启用的实践中心", await http.GetStringAsync(new Uri(web.Url + "/"), Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Status(gatewayUrl + "/api/v1/public/units?level=centre&limit=1"));
    }

    [Fact]
    public async Task A_gateway_without_silos_says_so()
    {
        await using var gateway = HostProcess.Start("gateway", HostProcess.FreeUrl(), [("Practice__Silos__0", HostProcess.FreeUrl()), ("Practice__DataFolder", GatewayUnderTest.NewFolder())]);

        await gateway.Ready(Cancellation);
        await gateway.Says("Waiting for a silo: none of 1 is ready", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(gateway.Url + "/api/v1/public/units"));
    }

    private static async Task<HttpStatusCode> Status(string address)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await http.GetAsync(new Uri(address), Cancellation);
        return answer.StatusCode;
    }
}

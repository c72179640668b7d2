using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Practice.Tests.Edge;
using Practice.Tests.EndToEnd;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Starting;

/// <summary>What cannot start says why in one line, with exit code 2, and has begun nothing. Each case is a real process.</summary>
public sealed class BadSettingTests(PostgresFixture postgres)
{
    private const string Closed = "Host=127.0.0.1;Port=1;Username=postgres;Database=practice";
    private const string Away = "Host=db.example.org;Username=practice;Database=practice;Password=hunter2-secret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("silo", "Practice__Postgres", "Hots=db", "Practice:Postgres", "Host=")]
    [InlineData("silo", "Practice__Postgres", "Database=practice", "Practice:Postgres", "name the server")]
    [InlineData("silo", "Practice__Postgres", Closed, "Practice:Postgres", "start the server")]
    [InlineData("silo", "Practice__Issuer", "http://login.example.org", "Practice:Issuer", "https")]
    [InlineData("silo", "Practice__Migrations", "sometimes", "Practice:Migrations", "'never'")]
    [InlineData("silo", "Practice__Migrations", "never", "Practice:Migrations", "run the migration job")]
    [InlineData("silo", "Practice__DataFolder", "/proc/nothing", "Practice:DataFolder", "may write")]
    [InlineData("silo", "Practice__Postgress", Closed, "Practice:Postgress", "did you mean 'Practice:Postgres'?")]
    [InlineData("silo", "Practice__Orleans__Prots", "1", "Practice:Orleans:Prots", "Probes")]
    [InlineData("silo", "Practice__Orleans__SiloPort", "many", "Practice", "Practice:Orleans:SiloPort")]
    [InlineData("silo", "ASPNETCORE_URLS", "somewhere", "ASPNETCORE_URLS", "http://")]
    [InlineData("silo", "OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317")]
    [InlineData("silo", "Practice__Drain", "00:05:00", "Practice:Drain", "00:00:10")]
    [InlineData("gateway", "Practice__Postgres", Closed, "Practice:Postgres", "start the server")]
    [InlineData("gateway", "Practice__PublicUrl", "http://practice.example.org", "Practice:PublicUrl", "https")]
    [InlineData("gateway", "Practice__Limits__AdressBurst", "5", "Practice:Limits:AdressBurst", "AddressBurst")]
    [InlineData("gateway", "Practice__DataFolder", "/proc/nothing", "Practice:DataFolder", "may write")]
    [InlineData("gateway", "Practice__Migrations", "never", "Practice:Migrations", "run the migration job")]
    [InlineData("web", "Practice__Api", "gateway", "Practice:Api", "absolute")]
    [InlineData("web", "Practice__PageLive", "00:00:05", "Practice:PageLive", "PageLife")]
    public async Task A_bad_setting_is_one_line(string kind, string name, string value, string setting, string cure)
    {
        var error = await Refusal(kind, [(name, value)]);

        Assert.StartsWith(setting + ": ", error, StringComparison.Ordinal);
        Assert.Contains(cure, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo", "Practice:PersonKey", new[] { "Practice__Postgres", Closed })]
    [InlineData("silo", "Practice:Postgres", new[] { "Practice__Postgres", Away, "Practice__PersonKey", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=" })]
    [InlineData("gateway", "Practice:Postgres", new[] { "Practice__Postgres", Away, "Practice__Tls", "kestrel", "Practice__PublicUrl", "https://practice.example.org" })]
    [InlineData("gateway", "Practice:Tls", new[] { "Practice__PublicUrl", "https://practice.example.org" })]
    [InlineData("gateway", "Practice:Tls", new[] { "Practice__PublicUrl", "https://practice.example.org", "Practice__Tls", "kestrel" })]
    [InlineData("gateway", "Practice:KnownProxies", new[] { "Practice__PublicUrl", "https://practice.example.org", "Practice__Tls", "ingress" })]
    [InlineData("gateway", "Practice:Demo", new[] { "Practice__Demo", "true" })]
    public async Task Production_asks_for_more(string kind, string setting, string[] settings)
    {
        var error = await Refusal(kind, [("Practice__Production", "true"), .. settings.Chunk(2).Select(pair => (pair[0], pair[1]))]);

        Assert.StartsWith(setting + ": ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2-secret", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo", "--fast")]
    [InlineData("gateway", "--postgres=Host=db")]
    [InlineData("web", "serve")]
    public async Task An_unknown_option_is_named(string kind, string option)
    {
        var error = await Refusal(kind, [], option);

        Assert.StartsWith(option.Split('=')[0] + ": no such option", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("gateway")]
    [InlineData("web")]
    public async Task A_taken_port_is_named_before_anything_begins(string kind)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Refusal(kind, [("ASPNETCORE_URLS", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))]);

        Assert.StartsWith($"ASPNETCORE_URLS: port {port} is taken", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_of_the_cluster_is_named_too()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Refusal("silo", [("Practice__Orleans__SiloPort", port.ToString(CultureInfo.InvariantCulture))]);

        Assert.StartsWith($"Practice:Orleans:SiloPort: port {port} is taken", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("gateway")]
    public async Task A_database_or_user_that_is_not_there_is_named(string kind)
    {
        var there = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabase(false, Cancellation));
        var noDatabase = new NpgsqlConnectionStringBuilder(there.ConnectionString) { Database = "nowhere" };
        var noUser = new NpgsqlConnectionStringBuilder(there.ConnectionString) { Username = "nobody", Password = "hunter2-secret" };

        var database = await Refusal(kind, [("Practice__Postgres", noDatabase.ConnectionString)]);
        var user = await Refusal(kind, [("Practice__Postgres", noUser.ConnectionString)]);

        Assert.Contains("no database 'nowhere'", database, StringComparison.Ordinal);
        Assert.Contains("refuses the user 'nobody'", user, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2-secret", user, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("gateway")]
    public async Task Without_schema_rights_an_empty_database_is_a_missing_migration(string kind)
    {
        var error = await Refusal(kind, [("Practice__Postgres", await postgres.CreateDatabase(false, Cancellation)), ("Practice__Migrations", "never")]);

        Assert.StartsWith("Practice:Migrations: waited 1 s for the migration '", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_asked_for_must_answer()
    {
        var error = await Refusal("web", [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("Practice__CollectorRequired", "true")]);

        Assert.StartsWith("OTEL_EXPORTER_OTLP_ENDPOINT: waited 1 s for a collector", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_away_is_said_and_stops_nothing()
    {
        await using var web = HostProcess.Start("web", HostProcess.FreeUrl(), [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")]);

        await web.Ready(Cancellation);

        await Poll.Until(() => Task.FromResult(web.Output), said => said.Any(line => line.Contains("OTEL_EXPORTER_OTLP_ENDPOINT: no collector answers at http://127.0.0.1:1", StringComparison.Ordinal)), Cancellation);
    }

    [Fact]
    public async Task An_issuer_by_another_name_stops_the_silo()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);

        // The gateway answers here, and calls itself by its default address.
        var error = await Refusal("silo", [("Practice__Issuer", gateway.Http.BaseAddress!.ToString())]);

        Assert.StartsWith("Practice:Issuer: the issuer at", error, StringComparison.Ordinal);
        Assert.Contains("calls itself 'http://127.0.0.1:8080'", error, StringComparison.Ordinal);
    }

    /// <summary>The one line of a process that does not start. It must have made nothing in its data folder.</summary>
    private static async Task<string> Refusal(string kind, (string, string)[] settings, params string[] arguments)
    {
        var folder = GatewayUnderTest.NewFolder();
        await using var process = HostProcess.Start(kind, HostProcess.FreeUrl(),
        [
            ("Practice__DataFolder", folder), ("Practice__StartWait", "00:00:01"),
            ("Practice__Orleans__SiloPort", FreePort.Next().ToString(CultureInfo.InvariantCulture)),
            ("Practice__Orleans__GatewayPort", FreePort.Next().ToString(CultureInfo.InvariantCulture)), .. settings,
        ], arguments);

        var code = await process.Exit(Cancellation);

        var error = Assert.Single(process.Errors);
        Assert.Equal(2, code);
        Assert.DoesNotContain(process.Output, line => line.Contains("Now listening", StringComparison.Ordinal));
        if (!settings.Contains(("Practice__Migrations", "never"))) Assert.Empty(Directory.GetFileSystemEntries(folder));
        return error;
    }
}

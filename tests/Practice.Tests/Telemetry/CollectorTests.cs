using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Practice.Hosting;
using Practice.Tests.Edge;
using Practice.Tests.EndToEnd;
using Practice.Tests.Web;
using Xunit;

namespace Practice.Tests.Telemetry;

using Network = Practice.Tests.EndToEnd.Network;

/// <summary>A collector that is not there, or takes everything and answers nothing, harms nothing.</summary>
[Collection(typeof(Alone))]
public sealed class CollectorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_network_whose_collector_does_not_answer_serves_and_stops_as_ever(bool listens)
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        var endpoint = $"http://127.0.0.1:{((IPEndPoint)hole.LocalEndpoint).Port}";
        if (!listens)
            hole.Stop();
        var network = new UncollectedNetwork(endpoint);
        await network.Started(Cancel);

        var since = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            (await network.Operator.Post($"/units/{Network.Station}/needs", new { title = $"第{i}件事", category = "lifeService", channel = "phone" }, Cancel)).Ok(201);
        var served = since.Elapsed;
        since.Restart();
        await network.DisposeAsync();

        Assert.True(served < TimeSpan.FromSeconds(10), $"20 needs took {served}");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(40), $"stopping took {since.Elapsed}");
    }

    [Fact]
    public async Task An_unreachable_collector_is_told_once()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancel, "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1");
        using var log = new KeptLog();
        var watch = new CollectorWatch(new Uri("http://127.0.0.1:1"), "OTEL_EXPORTER_OTLP_ENDPOINT", TimeProvider.System, new LoggerFactory([log]).CreateLogger<CollectorWatch>());

        await watch.StartAsync(Cancel);
        var told = await Poll.Until(() => Task.FromResult(log.Lines), lines => lines.Count > 0, Cancel);
        await watch.StopAsync(Cancel);

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT: no collector answers at http://127.0.0.1:1", Assert.Single(told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT=collector", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("--OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=ftp://collector", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    [InlineData("--Practice:Metrics=9464", "Practice:Metrics")]
    [InlineData("--Practice:Metrics=http://0.0.0.0:5999/metrics", "Practice:Metrics")]
    [InlineData("--Practice:Metrics=http://127.0.0.1:5998", "Practice:Metrics")]
    public async Task What_is_no_address_stops_the_start_and_names_the_setting(string setting, string named)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => WebUnderTest.Start("http://127.0.0.1:1", Cancel, "--urls=http://127.0.0.1:5998", setting));

        Assert.Equal("SettingException", refused.GetType().Name);
        Assert.StartsWith(named + ": ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private sealed class UncollectedNetwork(string endpoint) : Network
    {
        private protected override Task<string?> Postgres(CancellationToken cancellation) => Task.FromResult<string?>(null);

        private protected override string[] More(string host) => [$"--OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}"];
    }
}

using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Practice.Hosting;
using Practice.Telemetry;
using Practice.Tests.EndToEnd;
using Practice.Tests.Support;
using Practice.Tests.Web;
using Xunit;

namespace Practice.Tests.Telemetry;

using Network = Practice.Tests.EndToEnd.Network;

/// <summary>A network with every eye on it: traced, scraped, its log read, its pages served through the gateway.</summary>
public sealed class WatchedNetwork : Network
{
    private readonly int _siloMetrics = FreePort.Next(), _gatewayMetrics = FreePort.Next(), _webMetrics = FreePort.Next(), _web = FreePort.Next();
    private readonly HttpClient _scraper = new();
    private WebUnderTest? _pages;

    internal Spans Spans { get; } = new(
        "Microsoft.AspNetCore", "System.Net.Http", "Microsoft.Orleans.Application", "Practice.Kernel", "Practice.Store");

    internal KeptLog Log { get; } = new();

    internal Uri SiloMetrics => Metrics(_siloMetrics);

    internal Uri GatewayMetrics => Metrics(_gatewayMetrics);

    internal Uri WebMetrics => Metrics(_webMetrics);

    /// <summary>Every name that the hosts show now, the network counted just before.</summary>
    /// <remarks>The hosts share a process here and each shows the whole process: sums are read from one page, see <see cref="ScrapeSilo"/>.</remarks>
    internal Task<Exposition> Scrape(CancellationToken cancellation) => Read([SiloMetrics, GatewayMetrics, WebMetrics], cancellation);

    /// <summary>What the silo shows now, the network counted just before.</summary>
    internal Task<Exposition> ScrapeSilo(CancellationToken cancellation) => Read([SiloMetrics], cancellation);

    public override async ValueTask DisposeAsync()
    {
        if (_pages is not null)
            await _pages.DisposeAsync();
        _scraper.Dispose();
        Spans.Dispose();
        Log.Dispose();
        await base.DisposeAsync();
    }

    private protected override Task<string?> Postgres(CancellationToken cancellation) => Task.FromResult<string?>(null);

    private protected override string[] More(string host) =>
    [
        "--Logging:LogLevel:Default=Debug", "--Practice:Tracing=true", $"--Practice:Metrics=http://127.0.0.1:{(host == "silo" ? _siloMetrics : _gatewayMetrics)}",
        host == "silo" ? "--Practice:Dashboard=true" : $"--Practice:Web=http://127.0.0.1:{_web}",
    ];

    private protected override async Task Watch(CancellationToken cancellation)
    {
        foreach (var host in new[] { SiloServices, GatewayServices })
            host.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        _pages ??= await WebUnderTest.Start(
            SiloAddress.ToString().TrimEnd('/'), cancellation, $"--urls=http://127.0.0.1:{_web}", "--Practice:Tracing=true", $"--Practice:Metrics=http://127.0.0.1:{_webMetrics}");
    }

    private async Task<Exposition> Read(Uri[] hosts, CancellationToken cancellation)
    {
        await SiloServices.GetRequiredService<IGrainFactory>().GetGrain<ICensusGrain>(ICensusGrain.Key).Count();
        return Exposition.Read(string.Join('\n', await Task.WhenAll(hosts.Select(host => _scraper.GetStringAsync(host, cancellation)))));
    }

    private static Uri Metrics(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/metrics"));
}

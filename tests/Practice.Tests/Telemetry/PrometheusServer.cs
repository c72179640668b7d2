using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Practice.Tests.Edge;
using Practice.Tests.EndToEnd;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Telemetry;

/// <summary>A real Prometheus over the real rules, with their hours shortened to seconds. Skips the test where the machine has none.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    private const string Program = "prometheus";

    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _http;

    private PrometheusServer(Process process, string folder, int port) =>
        (_process, _folder, _http) = (process, folder, new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) });

    public static async Task<PrometheusServer> Start(int port, Uri silo, Uri gateway, CancellationToken cancellation)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program))))
        {
            const string Missing = "prometheus is not on this machine: apt-get install prometheus.";
            Assert.False(PostgresFixture.Promised("promtool"), Missing);
            Assert.Skip(Missing);
        }

        var folder = GatewayUnderTest.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.yaml"), Shortened(await File.ReadAllTextAsync(Monitoring.RulesFile, cancellation)), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yaml"), $$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
            rule_files: [ rules.yaml ]
            scrape_configs:
              - job_name: practice-silo
                static_configs: [ { targets: [ "{{silo.Authority}}" ] } ]
              - job_name: practice-gateway
                static_configs: [ { targets: [ "{{gateway.Authority}}" ] } ]
            """, cancellation);
        var start = new ProcessStartInfo(Program,
        [
            $"--config.file={Path.Combine(folder, "prometheus.yaml")}", $"--storage.tsdb.path={Path.Combine(folder, "data")}",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error",
        ]);
        var server = new PrometheusServer(Process.Start(start)!, folder, port);
        await Poll.Until(() => server.Answers("/-/ready", cancellation), ready => ready, cancellation);
        return server;
    }

    /// <summary>The values of a query's series; none as long as it is too busy to say.</summary>
    public async Task<IReadOnlyList<JsonElement>> Ask(string query, CancellationToken cancellation)
    {
        using var answer = await _http.GetAsync(new Uri("/api/v1/query?query=" + Uri.EscapeDataString(query), UriKind.Relative), cancellation);
        return answer.StatusCode == HttpStatusCode.ServiceUnavailable ? [] : (await answer.EnsureSuccessStatusCode().Json(cancellation)).GetProperty("data").Items("result");
    }

    /// <summary>The alerts that have fired since the start.</summary>
    public async Task<IReadOnlySet<string>> Fired(CancellationToken cancellation) =>
        (await Ask("max_over_time(ALERTS{alertstate=\"firing\"}[10m])", cancellation)).Select(alert => alert.GetProperty("metric").Text("alertname")).ToHashSet(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Shortened(string rules) =>
        Hold().Replace(Window().Replace(rules, "[15s]"), "for: 1s").Replace("interval: 30s", "interval: 1s", StringComparison.Ordinal).Replace("month() == 12", "month() > 0", StringComparison.Ordinal);

    private async Task<bool> Answers(string path, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\[\d+[mhd]\]")]
    private static partial Regex Window();

    [GeneratedRegex(@"for: \d+[smh]")]
    private static partial Regex Hold();
}

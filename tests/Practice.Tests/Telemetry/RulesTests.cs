using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Telemetry;

/// <summary>The rules and dashboards of <c>k8s/monitoring</c>, by Prometheus' own tool and by the house's laws.</summary>
public sealed partial class RulesTests
{
    private const string Tool = "promtool";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_takes_the_rules() => await Promtool("check", "rules", Monitoring.RulesFile);

    [Fact]
    public async Task Prometheus_takes_the_way_to_the_processes() => await Promtool("check", "config", Path.Combine(Path.GetDirectoryName(Monitoring.RulesFile)!, "prometheus.yaml"));

    [Fact]
    public async Task The_rules_fire_when_they_should_and_not_before() => await Promtool(["test", "rules", .. Monitoring.Tests]);

    [Fact]
    public void Each_alert_is_tested_and_has_its_chapter_in_the_runbook()
    {
        var tested = Fired().Matches(string.Concat(Monitoring.Tests.Select(File.ReadAllText))).Select(match => match.Groups["alert"].Value).ToHashSet();
        var runbook = Monitoring.Runbook;

        Assert.All(Monitoring.Rules.Where(rule => rule.Alert), rule =>
        {
            Assert.Contains(rule.Name, tested);
            Assert.Contains($"runbook: docs/operations.md#{rule.Name.ToLowerInvariant()}", rule.Text, StringComparison.Ordinal);
            Assert.Matches($"(?m)^#### {rule.Name}$", runbook);
            Assert.Matches("severity: (page|ticket)", rule.Text);
        });
        Assert.Empty(Chapter().Matches(runbook).Select(match => match.Groups["alert"].Value).Except(Monitoring.Rules.Select(rule => rule.Name)));
    }

    [Fact]
    public void The_rules_are_read_as_they_are_written()
    {
        var text = File.ReadAllText(Monitoring.RulesFile);

        Assert.Equal(text.Split("- alert:").Length - 1, Monitoring.Rules.Count(rule => rule.Alert));
        Assert.Equal(text.Split("- record:").Length - 1, Monitoring.Rules.Count(rule => !rule.Alert));
        Assert.All(Monitoring.Rules, rule => Assert.NotEqual("", rule.Expression));
    }

    [Fact]
    public void An_expression_is_read_for_what_it_names()
    {
        var read = PromQl.Read("""sum by (level) (rate(a_total{job="x", code=~"5.."}[5m])) / on (level) group_left (b) (max(c:d) > 14.4 * 0.001) or vector(0) and on () month() == 12""");

        Assert.Equal(["a_total", "c:d"], read.Series.Select(series => series.Name));
        Assert.Equal(["job", "code"], read.Series[0].Labels);
        Assert.Equal(["level", "level", "b"], read.Groups);
    }

    [Fact]
    public void Dashboards_are_whole()
    {
        var dashboards = Monitoring.Dashboards.ToList();

        Assert.Equal(["cluster", "dispatch", "edge", "network", "store"], dashboards.Select(dashboard => dashboard.File));
        Assert.Equal(dashboards.Count, dashboards.Select(dashboard => dashboard.Root.GetProperty("uid").GetString()).Distinct().Count());
        Assert.All(dashboards, dashboard =>
        {
            Assert.Equal("practice-" + dashboard.File, dashboard.Root.GetProperty("uid").GetString());
            Assert.True(dashboard.Root.GetProperty("schemaVersion").GetInt32() >= 39);
            Assert.Contains(dashboard.Root.GetProperty("templating").GetProperty("list").EnumerateArray(), v => v.GetProperty("type").GetString() == "datasource" && v.GetProperty("name").GetString() == "datasource");
            var panels = dashboard.Root.GetProperty("panels").EnumerateArray().ToList();
            Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
            Assert.Equal(panels.Sum(panel => Cells(panel).Count()), panels.SelectMany(Cells).Distinct().Count());
            Assert.All(Monitoring.Panels(dashboard.Root), panel =>
            {
                Assert.NotEmpty(panel.GetProperty("title").GetString()!);
                Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
                Assert.NotEmpty(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!);
                Assert.NotEqual(0, panel.GetProperty("targets").GetArrayLength());
            });
        });
    }

    // The squares of the grid, 24 wide, that a panel covers.
    private static IEnumerable<(int X, int Y)> Cells(JsonElement panel)
    {
        var at = panel.GetProperty("gridPos");
        int x = at.GetProperty("x").GetInt32(), y = at.GetProperty("y").GetInt32(), w = at.GetProperty("w").GetInt32(), h = at.GetProperty("h").GetInt32();
        Assert.InRange(x + w, 1, 24);
        return from i in Enumerable.Range(x, w) from j in Enumerable.Range(y, h) select (i, j);
    }

    private static async Task Promtool(params string[] arguments)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Tool))))
        {
            const string Missing = "promtool is not on this machine: apt-get install prometheus.";
            Assert.False(PostgresFixture.Promised(Tool), Missing);
            Assert.Skip(Missing);
        }

        using var process = Process.Start(new ProcessStartInfo(Tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    [GeneratedRegex(@"alertname: (?<alert>\w+)\n        exp_alerts:\n          - exp_labels")]
    private static partial Regex Fired();

    [GeneratedRegex("(?m)^#### (?<alert>Practice\\w+)$")]
    private static partial Regex Chapter();
}

using System.Net;
using Practice.Tests.EndToEnd;
using Xunit;

namespace Practice.Tests.Telemetry;

using Network = Practice.Tests.EndToEnd.Network;

[Collection(typeof(Alone))]
public sealed class MetricsTests(WatchedNetwork network) : IClassFixture<WatchedNetwork>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_name_in_a_dashboard_or_a_rule_is_one_that_the_hosts_really_show()
    {
        await Loop();

        var there = await network.Scrape(Cancel);
        var published = PublishedNames.Now();

        Assert.Empty(there.Names.Except(published).Except(["target_info"]));
        Assert.NotEmpty(Monitoring.Expressions);
        Assert.Empty(Monitoring.Expressions.SelectMany(at => Monitoring.Missing(there, published, at.Expression, at.Legend).Select(missing => $"{at.Where}: {missing}")));
        Assert.Equal(["practice_offers_totals"], Monitoring.Missing(there, published, "sum by (level) (rate(practice_offers_totals{outcome=\"made\"}[5m])) / sum by (level) (rate(practice_offers_total[5m]))", ""));
        Assert.Equal(["practice_offers_total{result}"], Monitoring.Missing(there, published, "sum(rate(practice_offers_total{result=\"made\"}[5m]))", ""));
        Assert.Equal(["label unit", "label person"], Monitoring.Missing(there, published, "sum by (unit) (practice_needs_open)", "{{person}}"));
    }

    [Fact]
    public async Task A_need_on_its_way_is_counted_and_nobody_is_named()
    {
        var before = await network.ScrapeSilo(Cancel);

        var (town, _) = await Loop();
        var after = await network.ScrapeSilo(Cancel);

        double Grown(string name, params string[] labels) => after.Sum(name, labels) - before.Sum(name, labels);
        Assert.Equal(2, Grown("practice_needs_submitted_total", "level=\"station\"", "category=\"lifeService\""));
        Assert.Equal(1, Grown("practice_needs_ended_total", "level=\"station\"", "outcome=\"done_on_time\""));
        Assert.Equal(1, Grown("practice_offers_total", "level=\"station\"", "outcome=\"accepted\""));
        Assert.Equal(1, Grown("practice_dispatch_first_offers_total", "outcome=\"in_time\""));
        Assert.Equal(1, Grown("practice_dispatch_duration_seconds_count", "level=\"station\""));
        Assert.Equal(1, Grown("practice_ratings_total", "score=\"5\""));
        Assert.Equal(1, Grown("practice_needs_open", "level=\"station\"", "category=\"lifeService\""));
        Assert.True(Grown("practice_store_changes_total", "outcome=\"committed\"") >= 10);
        Assert.True(Grown("practice_outbox_delivery_age_seconds_count", "kind=\"message\"") >= 2);
        Assert.True(after.Sum("practice_month_counts", "measure=\"submitted\"") >= 2);
        Assert.DoesNotContain(after.Values, value => value.Contains(town, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_are_served_where_no_route_of_the_gateway_leads_and_nothing_else_is()
    {
        foreach (var metrics in new[] { network.SiloMetrics, network.GatewayMetrics, network.WebMetrics })
        {
            Assert.Equal(HttpStatusCode.OK, await Status(metrics));
            Assert.Equal(HttpStatusCode.NotFound, await Status(new Uri(metrics, "/api/v1/public/units")));
            Assert.Equal(HttpStatusCode.NotFound, await Status(new Uri(metrics, "/health/live")));
        }

        foreach (var path in new[] { "/metrics", "/api/metrics", "/api/v1/metrics" })
        {
            Assert.NotEqual(HttpStatusCode.OK, await Status(new Uri(network.Http.BaseAddress!, path)));
            Assert.NotEqual(HttpStatusCode.OK, await Status(new Uri(network.SiloAddress, path), $"127.0.0.1:{network.SiloMetrics.Port}"));
        }
    }

    private async Task<HttpStatusCode> Status(Uri address, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = host;
        using var answer = await network.Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    /// <summary>One need met and rated, another left open, one page, one refusal.</summary>
    private async Task<(string Town, string Need)> Loop()
    {
        var api = network.Operator;
        var town = await network.NewTown(Cancel);
        var team = (await api.Post($"/units/{town.Station}/teams", new { name = "邻里互助队", fields = new[] { "lifeService" }, capacity = 2, reach = "subtree" }, Cancel)).Ok(201).Text("id");
        var dispatcher = await network.As("dispatcher", town.Station, Cancel);
        (await api.Post($"/units/{town.Station}/needs", new { title = "想修门", category = "lifeService", channel = "phone" }, Cancel)).Ok(201);
        var need = (await api.Post($"/units/{town.Station}/needs", new { title = "厨房下水堵了", category = "lifeService", channel = "phone" }, Cancel)).Ok(201).Text("id");
        (await api.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        (await dispatcher.Post($"/needs/{need}/dispatch", new { mode = "offer", team }, Cancel)).Ok();
        var order = (await Poll.Until(async () => (await api.Get($"/needs/{need}", Cancel)).Ok(), n => n.Items("orders").Length > 0, Cancel)).OrderOf(team).Text("id");
        (await api.Post($"/orders/{order}/accept", new { }, Cancel)).Ok();
        await Poll.Until(async () => (await api.Get($"/orders/{order}", Cancel)).Ok(), o => o.Text("status") == "accepted", Cancel);
        (await api.Post($"/orders/{order}/start", null, Cancel)).Ok();
        (await api.Post($"/orders/{order}/report", new { outcome = "fulfilled", note = "通了", participants = 1 }, Cancel)).Ok();
        (await api.Post($"/orders/{order}/confirm", null, Cancel)).Ok();
        (await api.Post($"/needs/{need}/rating", new { score = 5, comment = "来得快" }, Cancel)).Ok();
        Assert.Equal(HttpStatusCode.OK, await Status(new Uri(network.Http.BaseAddress!, $"/units/{Network.Centre}")));
        (await network.Nobody.Get($"/needs/{need}", Cancel)).Refused(401, "token.missing");
        return (town.Station, need);
    }
}

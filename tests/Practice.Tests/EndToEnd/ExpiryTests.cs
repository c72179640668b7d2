using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Practice.Kernel;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>An answer that comes too late, on a network whose clock is moved on.</summary>
public sealed class ExpiryTests(SqliteNetwork network) : IClassFixture<SqliteNetwork>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Accepting_after_the_time_to_answer_is_over_is_refused_and_the_work_goes_on()
    {
        var caller = network.Operator;
        var (first, second) = (await Found("甲队"), await Found("乙队"));
        var need = (await caller.Post($"/units/{Network.Station}/needs", new { title = "厨房下水堵了", category = "lifeService", channel = "phone" }, Cancel)).Ok(201).Text("id");
        (await caller.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        (await caller.Post($"/needs/{need}/dispatch", new { mode = "auto" }, Cancel)).Ok();
        var offered = Assert.Single((await Seen(need, n => n.Items("orders").Length == 1)).Items("orders")).Text("id");
        var order = (await caller.Get($"/orders/{offered}", Cancel)).Ok();

        network.SiloServices.GetRequiredService<DomainClock>().Advance(DateTimeOffset.Parse(order.Text("answerBy"), CultureInfo.InvariantCulture).AddSeconds(1));
        (await caller.Post($"/orders/{offered}/accept", new { }, Cancel)).Refused(409, "order.expired");

        var after = await Seen(need, n => n.Items("orders").Length == 2);
        Assert.Equal("expired", after.OrderOf(order.Text("team")).Text("status"));
        Assert.Equal("offered", after.OrderOf(order.Text("team") == first ? second : first).Text("status"));
        (await caller.Post($"/orders/{offered}/accept", new { }, Cancel)).Refused(409, "order.expired");
    }

    [Fact]
    public async Task At_its_hour_the_days_digest_is_pushed_by_itself_once()
    {
        var (clock, key) = (network.SiloServices.GetRequiredService<DomainClock>(), Guid.NewGuid().ToString());
        var target = (await network.Operator.Post($"/units/{Network.Sibling}/push-targets",
            new { kind = "weCom", name = "工作群", address = key, digestAt = clock.Now.AddHours(3).ToString("HH:mm", CultureInfo.InvariantCulture) }, Cancel)).Ok(201);
        var due = DateTimeOffset.Parse(target.Text("nextDigest"), CultureInfo.InvariantCulture);

        clock.Advance(due);

        var told = await Poll.Until(() => Task.FromResult(network.Robots.TakenBy(key)), taken => taken.Length > 0, Cancel);
        Assert.Contains("今日提醒", Assert.Single(told).Body, StringComparison.Ordinal);
        var after = (await network.Operator.Get($"/push-targets/{target.Text("id")}", Cancel)).Ok();
        Assert.Equal(due.AddDays(1), DateTimeOffset.Parse(after.Text("nextDigest"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_is_late_climbs_by_itself_and_a_promise_that_was_broken_is_listed_whatever_its_limit()
    {
        var (caller, clock) = (network.Operator, network.SiloServices.GetRequiredService<DomainClock>());
        var late = (await caller.Post($"/units/{Network.Sibling}/needs", new { title = "楼道灯坏了", category = "lifeService", channel = "phone" }, Cancel)).Ok(201).Text("id");
        var verified = (await caller.Post($"/needs/{late}/verify", new { decision = "accept" }, Cancel)).Ok();

        clock.Advance(DateTimeOffset.Parse(verified.GetProperty("due").Text("dispatch"), CultureInfo.InvariantCulture).AddDays(20));

        var line = await Line(Network.Institute, "", l => l.Text("need") == late && l.Text("step") == "escalate");
        Assert.Equal(["remind", "urge", "supervise", "escalate"], line.Texts("rungs", "step"));
        Assert.Equal((Network.Institute, Network.Sibling), (line.Text("lead"), line.Text("unit")));
        var words = (await caller.Get($"/needs/{late}", Cancel)).Ok().Items("words");
        Assert.Equal(("takenOver", "ladder"), (words[^1].Text("what"), words[^1].Text("reason")));
        await Poll.Until(async () => (await caller.Get($"/units/{Network.Institute}/inbox", Cancel)).Ok(),
            inbox => inbox.Items().Any(item => item.Text("kind") == "supervise" && item.Text("subject") == late), Cancel);

        for (var broken = 1; broken <= 2; broken++)
        {
            await Promise(late, clock.Now);
            clock.Advance(clock.Now.AddDays(1));
            await Seen(late, need => need.Number("brokenPromises") == broken);
        }

        await Promise(late, clock.Now.AddDays(60));
        var listed = await Line(Network.Centre, "?step=listed", l => l.Text("need") == late && DateTimeOffset.Parse(l.Text("dueAt"), CultureInfo.InvariantCulture) > clock.Now);
        Assert.Equal(2, listed.Number("brokenPromises"));
        var board = await Poll.Until(async () => (await caller.Get($"/public/units/{Network.Centre}/board", Cancel)).Ok(), b => b.Items("listed").Length > 0, Cancel);
        Assert.Equal((late, "生活服务"), (board.Items("listed")[0].Text("need"), board.Items("listed")[0].Text("title")));
        Assert.Empty((await caller.Get($"/public/units/{Network.Sibling}/board", Cancel)).Ok().Items("listed"));
        Assert.Contains("挂牌督办 1 件", (await caller.Get($"/units/{Network.Centre}/digest", Cancel)).Ok().Text("text"), StringComparison.Ordinal);
        (await caller.Get($"/units/{Network.Centre}/supervision?step=loud", Cancel)).Refused(400, "step.invalid");
        var climbed = (await caller.Get($"/needs/{late}/history?limit=200", Cancel)).Ok().Items().Where(e => e.Text("event") == "need.climbed").Select(e => e.GetProperty("data").GetRawText()).ToList();
        Assert.Equal(climbed.Distinct().Count(), climbed.Count);
    }

    [Fact]
    public async Task A_session_is_held_and_counts_for_its_service_its_project_and_the_campaign_that_opened_by_itself()
    {
        var (caller, clock, unit) = (network.Operator, network.SiloServices.GetRequiredService<DomainClock>(), Network.Sibling);
        var day = clock.Now.AddDays(40);
        var service = (await caller.Post($"/units/{unit}/services", new
        {
            name = "重阳理发", category = "lifeService.haircut", recurrence = new { kind = "weekly", weekdays = new[] { 1, 2, 3, 4, 5, 6, 7 }, from = "08:00", until = "11:00" },
        }, Cancel)).Ok(201).Text("id");
        var project = (await caller.Post($"/units/{unit}/programmes", new { kind = "project", name = "上门理发", brand = "夕阳红", services = new[] { service } }, Cancel)).Ok(201).Text("id");
        var campaign = (await caller.Post($"/units/{unit}/programmes", new
        {
            kind = "campaign", name = "敬老周", services = new[] { service }, anchor = new { day = day.ToString("MM-dd", CultureInfo.InvariantCulture), before = 3, after = 3, ahead = 5 },
        }, Cancel)).Ok(201);
        Assert.Empty(campaign.Items("editions"));

        clock.Advance(new(day.Date.AddHours(12), day.Offset));
        var opened = await Poll.Until(async () => (await caller.Get($"/programmes/{campaign.Text("id")}", Cancel)).Ok(), view => view.Items("editions").Length == 1, Cancel);
        // The month that was reached made its sessions when it was due; the day after the present one is ahead.
        var next = clock.Now.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Poll.Until(async () => (await caller.Get($"/units/{unit}/sessions?status=planned&limit=200", Cancel)).Ok(), page => page.Items().Any(s => s.Text("service") == service && s.Text("day") == next), Cancel);
        clock.Advance(clock.Now.AddDays(1));
        (await caller.Post($"/services/{service}/sessions/{next}/held", new { served = 11 }, Cancel)).Ok();
        var held = (await caller.Post($"/services/{service}/sessions/{next}/held", new { served = 12 }, Cancel)).Ok();

        Assert.Equal(("held", 12), (held.Text("status"), held.Number("served")));
        Assert.Equal((1, 12), ((await caller.Get($"/services/{service}", Cancel)).Ok().Number("totals", "held"), (await caller.Get($"/services/{service}", Cancel)).Ok().Number("totals", "served")));
        foreach (var id in new[] { project, campaign.Text("id") })
            Assert.Equal((1, 12), ((await caller.Get($"/programmes/{id}", Cancel)).Ok().Number("held"), (await caller.Get($"/programmes/{id}", Cancel)).Ok().Number("served")));
        Assert.Equal(12, (await caller.Get($"/programmes/{campaign.Text("id")}", Cancel)).Ok().Items("editions")[0].Number("served"));
        Assert.Equal(day.Year, opened.Items("editions")[0].Number("year"));
    }

    private async Task Promise(string need, DateTimeOffset day) => (await network.Operator.Put($"/needs/{need}/promise", new
    {
        steps = new[] { "联系电工", "换灯" }, promisedDate = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    }, Cancel)).Ok();

    private async Task<System.Text.Json.JsonElement> Line(string unit, string query, Func<System.Text.Json.JsonElement, bool> there) => (await Poll.Until(
        async () => (await network.Operator.Get($"/units/{unit}/supervision{query}", Cancel)).Ok(), page => page.Items().Any(there), Cancel)).Items().First(there);

    private async Task<string> Found(string name) =>
        (await network.Operator.Post($"/units/{Network.Station}/teams", new { name, fields = new[] { "lifeService" } }, Cancel)).Ok(201).Text("id");

    private Task<System.Text.Json.JsonElement> Seen(string need, Func<System.Text.Json.JsonElement, bool> there) =>
        Poll.Until(async () => (await network.Operator.Get($"/needs/{need}", Cancel)).Ok(), there, Cancel);
}

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

    private async Task<string> Found(string name) =>
        (await network.Operator.Post($"/units/{Network.Station}/teams", new { name, fields = new[] { "lifeService" } }, Cancel)).Ok(201).Text("id");

    private Task<System.Text.Json.JsonElement> Seen(string need, Func<System.Text.Json.JsonElement, bool> there) =>
        Poll.Until(async () => (await network.Operator.Get($"/needs/{need}", Cancel)).Ok(), there, Cancel);
}

using System.Globalization;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Browser;

/// <summary>The whole way of a need, by people who each sit at a device of their own.</summary>
public sealed class LoopTests(BrowserNetwork network, Browsers browsers) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_resident_files_a_clerk_dispatches_a_leader_works_the_resident_rates_the_clerk_publishes_and_anybody_reads()
    {
        var town = await network.NewTown(Cancel);
        var team = (await network.Operator.Post($"/units/{town.Station}/teams", new { name = "东村修理队", fields = new[] { "lifeService" }, skills = new[] { "plumbing" }, capacity = 3, reach = "subtree" }, Cancel)).Ok(201).Text("id");
        var (resident, clerk, leader) = (await network.Join("居民 03", Cancel), await network.Join("东村站 办事员", Cancel, ("clerk", town.Station)), await network.Join("修理队 队长", Cancel, ("teamLeader", team)));
        await using var phone = await browsers.Visit(network.Site, Cancel, width: 390);
        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await using var pocket = await browsers.Visit(network.Site, Cancel, width: 390);
        await using var anybody = await browsers.Visit(network.Site, Cancel, width: 820);

        await phone.SignIn(resident, "/mine");
        await phone.IsSound();
        await phone.Open("/ask/lifeService?unit=" + town.Station);
        await phone.Tap("疏通下水");
        await phone.Write("what", "卫生间地漏堵了");
        await phone.Write("phone", resident.Phone);
        await phone.Tap("交给站里");
        var need = await phone.Text(".number b");

        await desk.SignIn(clerk, "/desk");
        Assert.Contains("工作人员", await desk.Text(), StringComparison.Ordinal);
        await desk.IsSound();
        await desk.Page.ClickAsync(".places a");
        await desk.Tap("卫生间地漏堵了");
        await desk.IsSound();
        await desk.Tap("只受理");
        Assert.Contains("已受理", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.Contains("东村修理队", await desk.Text(".candidates"), StringComparison.Ordinal);
        Assert.Contains("技能", await desk.Text(".why"), StringComparison.Ordinal);
        await desk.IsSound();
        await desk.Page.Locator(".candidates button").First.ClickAsync();
        Assert.Contains("等队长答复", await desk.Text(".flash"), StringComparison.Ordinal);

        var order = (await Poll.Until(async () => (await network.Operator.Get($"/needs/{need}", Cancel)).Ok(), n => n.Items("orders").Length > 0, Cancel)).Items("orders")[0].Text("id");
        await Poll.Until(async () => (await network.Operator.Get($"/teams/{team}/orders", Cancel)).Ok(), page => page.Items().Length > 0, Cancel);
        await pocket.SignIn(leader, $"/team/{team}");
        Assert.Contains("卫生间地漏堵了", await pocket.Text("#offers-section"), StringComparison.Ordinal);
        Assert.Contains("还有", await pocket.Text(".until b"), StringComparison.Ordinal);
        await pocket.IsSound();
        await pocket.Tap("接了");
        Assert.Contains("接下来了", await pocket.Text(".flash"), StringComparison.Ordinal);
        await pocket.Tap("看居民电话");
        Assert.Contains(resident.Phone, await pocket.Text(".ring"), StringComparison.Ordinal);
        await pocket.Tap("到了，开始");
        await pocket.Write("note", "疏通了，换了地漏盖");
        await pocket.Tap("报完成");
        Assert.Contains("等站里确认", await pocket.Text(), StringComparison.Ordinal);
        await pocket.IsSound();

        await desk.Open($"/desk/{town.Station}/inbox?kind=confirm");
        await desk.Tap("卫生间地漏堵了");
        await desk.Page.WaitForURLAsync("**/desk/needs/**");
        Assert.Contains("换了地漏盖", await desk.Text("#orders-section, .order"), StringComparison.Ordinal);
        await desk.Tap("确认办结");
        Assert.Contains("等居民评价", await desk.Text(".flash"), StringComparison.Ordinal);
        await desk.IsSound();

        await phone.Open("/mine");
        await phone.Tap("卫生间地漏堵了");
        Assert.Contains("东村修理队", await phone.Text(), StringComparison.Ordinal);
        await phone.IsSound();
        await phone.Page.Locator(".faces button").First.ClickAsync();
        Assert.Contains("谢谢您的评价", await phone.Text("[role=status]:not(.offline)"), StringComparison.Ordinal);

        await desk.Tap("月度");
        await desk.IsSound();
        await desk.Tap("张榜公示");
        Assert.Contains("已张榜公示", await desk.Text(".flash"), StringComparison.Ordinal);
        await desk.IsSound();

        await anybody.Open($"/units/{town.Station}/{ThisMonth}");
        Assert.Contains("卫生间地漏堵了", await anybody.Text(), StringComparison.Ordinal);
        Assert.Contains("5.0", await anybody.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(resident.Phone[^8..], await anybody.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(order, (await network.Operator.Get($"/needs/{need}", Cancel)).Ok().Items("orders")[0].Text("id"));
    }

    private static string ThisMonth => TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

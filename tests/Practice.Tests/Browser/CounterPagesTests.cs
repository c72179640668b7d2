using Practice.Calendars;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Browser;

/// <summary>Points for things, over the counter: a clerk puts something there, a volunteer orders it and says its code.</summary>
public sealed class CounterPagesTests(BrowserNetwork network, Browsers browsers) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_volunteer_orders_for_points_and_a_clerk_hands_over_to_whoever_says_the_code()
    {
        var town = await network.NewTown(Cancel);
        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await desk.SignIn(await network.Join("东村站 办事员 31", Cancel, ("clerk", town.Station)), $"/desk/{town.Station}/exchange");
        await desk.Looked("desk-exchange-empty");
        await desk.Page.ClickAsync("summary:has-text(\"添一样\")");
        await desk.Write("name", "毛巾");
        await desk.Write("price", "免费");
        await desk.Write("addStock", "1");
        await desk.Tap("添上");
        Assert.Contains("积分一分以上", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal(("毛巾", "免费"), (await desk.Page.Locator("[name=name]").InputValueAsync(), await desk.Page.Locator("[name=price]").InputValueAsync()));
        await desk.Looked("desk-exchange-refused");
        await desk.Write("price", "10");
        await desk.Tap("添上");
        Assert.Contains("还有 1 件", await desk.Text("section:has(#stock)"), StringComparison.Ordinal);

        await using var phone = await browsers.Visit(network.Site, Cancel);
        var number = await Rich(phone, town);
        await phone.Open("/volunteer/exchange");
        await phone.Looked("exchange");
        await phone.Tap("换一件");
        Assert.Contains("换好了", await phone.Text(".note"), StringComparison.Ordinal);
        var code = await Code(phone);
        Assert.Equal(8, code.Length);
        await phone.Looked("exchange-ordered");

        // Another one is not there; what was let go is there again, and so are the points.
        Assert.Contains("还有 0 件", await phone.Text("section:has(#items)"), StringComparison.Ordinal);
        await phone.Tap("不要了，退回积分");
        await Poll.Until(async () => { await phone.Open("/volunteer/exchange"); return await phone.Text(); }, text => text.Contains("现有 30 分", StringComparison.Ordinal) && text.Contains("还有 1 件", StringComparison.Ordinal), Cancel);
        await phone.Tap("换一件");
        code = await Code(phone);

        await desk.Open($"/desk/{town.Station}/exchange");
        Assert.Contains(number, await desk.Text(".counter"), StringComparison.Ordinal);
        await desk.Write("code", "00000000");
        await desk.Tap("对码交付");
        Assert.Contains("领取码不对", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal("00000000", await desk.Page.Locator("[name=code]").InputValueAsync());
        await desk.Looked("desk-exchange");
        await desk.Write("code", code[..4] + " " + code[4..]);
        var twice = await desk.SendTwice("main form:has([name=code])");
        Assert.All(twice, to => Assert.EndsWith("done=exchange-hand-over", to, StringComparison.Ordinal));
        await desk.Open($"/desk/{town.Station}/exchange?state=handedOver");
        Assert.Contains("已领", await desk.Text(".counter"), StringComparison.Ordinal);
        Assert.Contains("已领 1", await desk.Text("section:has(#stock)"), StringComparison.Ordinal);

        await Poll.Until(async () => { await phone.Open("/volunteer/exchange"); return await phone.Text("section:has(#orders)"); }, text => text.Contains("已领", StringComparison.Ordinal), Cancel);
        Assert.Contains("现有 20 分", await phone.Text(), StringComparison.Ordinal);

        await desk.Page.ClickAsync("summary:has-text(\"补货、改价\")");
        await desk.Page.Locator(".counter [name=addStock]").FillAsync("-5");
        await desk.Tap("保存");
        Assert.Contains("没有这么多了", await desk.Text(".mistakes"), StringComparison.Ordinal);
        await desk.Page.Locator(".counter [name=addStock]").FillAsync("4");
        await desk.Tap("保存");
        Assert.Contains("还有 4 件", await desk.Text("section:has(#stock)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_only_looks_is_given_nothing_to_hand_over_with()
    {
        var town = await network.NewTown(Cancel);
        (await network.Operator.Post($"/units/{town.Station}/exchange-items", new { name = "肥皂", price = 5, addStock = 2 }, Cancel)).Ok(201);
        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await desk.SignIn(await network.Join("西村镇 审计员", Cancel, ("auditor", town.Institute)), $"/desk/{town.Station}/exchange");

        Assert.Contains("肥皂", await desk.Text(), StringComparison.Ordinal);
        Assert.Equal(0, await desk.Page.Locator("main form[method=post]").CountAsync());
        await desk.IsSound();
    }

    // Thirty points, of three hours.
    private async Task<string> Rich(Visitor phone, Town town)
    {
        await phone.SignIn(await network.Join("志愿者 31", Cancel), "/mine");
        await phone.Open("/volunteer/join?unit=" + town.Station);
        var document = await PocketTests.Join(phone, "李四维", "13812345631");
        var number = await CertificatePagesTests.Verified(network, town, document);
        await network.Settled(number, town, number + "x1", ChinaTime.StartOf(ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(-1)).AddHours(8), 180);
        return number;
    }

    // The stock is asked by message: the code comes with the answer.
    private static Task<string> Code(Visitor phone) => Poll.Until(
        async () => { await phone.Open("/volunteer/exchange"); return await phone.Page.Locator(".number b").CountAsync() > 0 ? await phone.Text(".number b") : ""; }, code => code.Length > 0, Cancel);
}

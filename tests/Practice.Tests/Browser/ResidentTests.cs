using Practice.Tests.EndToEnd;

namespace Practice.Tests.Browser;

/// <summary>A resident without an account, with a telephone in hand.</summary>
public sealed class ResidentTests(BrowserNetwork network, Browsers browsers) : IAsyncLifetime
{
    private const string Hostile = "<script>window.hit=1</script>\"'><img src=x onerror=\"window.hit=1\">{{7*7}}&lt;b&gt;";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Files_a_need_in_three_taps_and_a_sentence_follows_it_and_rates_it_by_a_link()
    {
        await using var resident = await browsers.Visit(network.Site, Cancel);
        await resident.Open("/");
        await resident.Tap("生活服务");
        await resident.Tap("口岸街道");
        await resident.Tap("柴墟村");
        await resident.IsSound();
        await resident.Tap("疏通下水");
        await resident.Write("what", "厨房下水堵了，水往外漫");
        await resident.Write("phone", "139 0000 0007");
        await resident.Tap("交给站里");

        Assert.Contains("收到了", await resident.Text("h1"), StringComparison.Ordinal);
        await resident.IsSound();
        var number = await resident.Text(".number b");
        Assert.Matches(@"^321203001010-N\d+$", number);

        await resident.Tap("我的事办到哪了");
        await resident.Write("phoneCode", "0007");
        await resident.Tap("查进度");
        Assert.Contains("已收到，工作人员正在看", await resident.Text("h1"), StringComparison.Ordinal);

        var team = await WorkOn(number);
        await resident.Open("/progress?number=" + number);
        await resident.Write("phoneCode", "0007");
        await resident.Tap("查进度");
        Assert.Contains("办好了", await resident.Text("h1"), StringComparison.Ordinal);
        Assert.Contains(team, await resident.Text(), StringComparison.Ordinal);
        Assert.Equal(["柴墟村收到了", "核实过，已受理"], (await resident.Page.Locator(".way li p:first-of-type").AllInnerTextsAsync()).Take(2));
        await resident.IsSound();

        var link = (await network.Operator.Post($"/needs/{number}/links", new { purpose = "rate" }, Cancel)).Ok(201).Text("address");
        await resident.Open(link);
        Assert.Contains("/rate/" + number, resident.Page.Url, StringComparison.Ordinal);
        await resident.IsSound();
        await resident.Tap("满意");
        Assert.Contains("谢谢您的评价", await resident.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(5, (await network.Operator.Get($"/needs/{number}", Cancel)).Ok().Number("rating", "mean"));
        await resident.Open(link);
        Assert.Contains("已经评价过了", await resident.Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_no_script()
    {
        await using var resident = await browsers.Visit(network.Site, Cancel, scripts: false);
        await resident.Open("/ask/health?unit=" + EndToEnd.Network.Station);
        await resident.Write("what", "想量血压");
        await resident.Tap("交给站里");
        Assert.Contains("请留一个电话", await resident.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal("想量血压", await resident.Page.Locator("#what").InputValueAsync());
        await resident.Write("phone", "13900000008");
        await resident.Tap("交给站里");

        var number = await resident.Text(".number b");
        await resident.Open("/progress?number=" + number);
        await resident.Write("phoneCode", "0008");
        await resident.Tap("查进度");

        Assert.Contains("已收到", await resident.Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_never_runs()
    {
        await using var resident = await browsers.Visit(network.Site, Cancel);
        await resident.Open("/ask/lifeService?unit=" + EndToEnd.Network.Station);
        foreach (var field in new[] { "what", "phone", "name", "address" }) await resident.Page.Locator("#" + field).EvaluateAsync("(input, text) => { input.removeAttribute('maxlength'); input.value = text }", Hostile);
        await resident.Tap("交给站里");
        Assert.Contains("电话号码不对", await resident.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal(Hostile, await resident.Page.Locator("#what").InputValueAsync());
        await resident.Write("phone", "13900000009");
        await resident.Tap("交给站里");
        var number = await resident.Text(".number b");
        (await network.Operator.Post($"/needs/{number}/verify", new { decision = "accept" }, Cancel)).Ok();
        (await network.Operator.Put($"/needs/{number}/promise", new { steps = new[] { Hostile }, promisedDate = TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }, Cancel)).Ok();

        foreach (var address in new[] { "/units/" + EndToEnd.Network.Station, "/find?q=" + Uri.EscapeDataString(Hostile), "/ask/lifeService?unit=" + Uri.EscapeDataString(Hostile), "/filed/" + Uri.EscapeDataString(Hostile), "/progress?number=" + Uri.EscapeDataString(Hostile) })
        {
            await resident.Open(address);
            Assert.Null(await resident.Page.EvaluateAsync<int?>("window.hit"));
        }

        Assert.Empty(resident.Complaints);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_need_and_going_back_sends_nothing()
    {
        var town = await network.NewTown(Cancel);
        await using var resident = await browsers.Visit(network.Site, Cancel, scripts: false);
        await resident.Open("/ask/lifeService?unit=" + town.Station);
        await resident.Write("what", "灯不亮");
        await resident.Write("phone", "13900000010");
        var filed = await resident.SendTwice();
        await resident.Page.ClickAsync("button.go");
        await resident.Page.WaitForURLAsync("**/filed/**");
        Assert.All(filed, address => Assert.EndsWith(address, resident.Page.Url, StringComparison.Ordinal));

        await resident.Page.GoBackAsync();
        Assert.Contains("要帮什么忙", await resident.Text("form.card"), StringComparison.Ordinal);
        await resident.Page.GoForwardAsync();
        await resident.Page.ReloadAsync();

        Assert.Contains("收到了", await resident.Text("h1"), StringComparison.Ordinal);
        Assert.Single((await network.Operator.Get("/needs?under=" + town.Station, Cancel)).Ok().Items());
    }

    [Fact]
    public async Task What_sounds_like_an_emergency_shows_the_number_at_once()
    {
        await using var resident = await browsers.Visit(network.Site, Cancel);
        await resident.Open("/ask/lifeService?unit=" + EndToEnd.Network.Station);
        Assert.Equal(["tel:110", "tel:119", "tel:120", "tel:122"], await resident.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.urgent a')].map(a => a.getAttribute('href'))"));
        await resident.Write("what", "厨房煤气味很重");
        await resident.Write("phone", "13900000011");
        await resident.Tap("交给站里");

        Assert.Contains("119", await resident.Text(".urgent.loud"), StringComparison.Ordinal);
        await resident.IsSound();
    }

    [Fact]
    public async Task A_form_of_another_site_is_not_taken()
    {
        var sent = await network.Http.PostAsync(
            new Uri("/ask/lifeService?unit=" + EndToEnd.Network.Station, UriKind.Relative),
            new FormUrlEncodedContent([new("what", "灯不亮"), new("phone", "13900000012")]), Cancel);

        Assert.Equal(403, (int)sent.StatusCode);
    }

    /// <summary>The station and a team of its own meet the need.</summary>
    private async Task<string> WorkOn(string need)
    {
        var by = network.Operator;
        var name = "邻里互助队 " + need[^3..];
        var team = (await by.Post($"/units/{EndToEnd.Network.Station}/teams", new { name, fields = new[] { "lifeService" }, skills = new[] { "plumbing" }, capacity = 2, reach = "subtree" }, Cancel)).Ok(201).Text("id");
        (await by.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        (await by.Post($"/needs/{need}/dispatch", new { mode = "offer", team }, Cancel)).Ok();
        var order = (await Poll.Until(async () => (await by.Get($"/needs/{need}", Cancel)).Ok(), n => n.Items("orders").Length > 0, Cancel)).OrderOf(team).Text("id");
        (await by.Post($"/orders/{order}/accept", new { }, Cancel)).Ok();
        (await by.Post($"/orders/{order}/start", null, Cancel)).Ok();
        (await by.Post($"/orders/{order}/report", new { outcome = "fulfilled", participants = 1 }, Cancel)).Ok();
        (await by.Post($"/orders/{order}/confirm", null, Cancel)).Ok();
        return name;
    }
}

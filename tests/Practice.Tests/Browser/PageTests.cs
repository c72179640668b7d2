using Practice.Tests.Web;

namespace Practice.Tests.Browser;

/// <summary>Every page by itself: for everybody, light, still, and of use while the API is away.</summary>
public sealed class PageTests(StandingPages pages, Browsers browsers) : IClassFixture<StandingPages>
{
    private const int MostBytes = 100_000;
    private const double MostShift = 0.01;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pages =>
    [
        "/", "/ask", "/ask/lifeService?unit=321203001", "/filed/321203001-N000007?by=1788800000&ring=119", "/progress", "/certificates", "/certificates/ZM-321203-202611-000000001001-K", "/find", "/find?q=x&category=health", "/find/321203",
        "/places/321203", "/units/321203", "/units/321203/2026-08", "/units/321203/2026-08?list=fulfilled&q=淮剧", "/rated?score=1", "/nothing/here", "/?lang=en", "/ask/health?unit=321203001&lang=en",
        "/units/321203/2026-08?lang=en",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_for_everybody_light_and_still(string address)
    {
        await using var visitor = await browsers.Visit(pages.Site, Cancel);
        var devtools = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await devtools.SendAsync("Network.enable");
        var bytes = 0.0;
        devtools.Event("Network.loadingFinished").OnEvent += (_, loaded) => bytes += loaded!.Value.GetProperty("encodedDataLength").GetDouble();

        await visitor.Open(address);
        await visitor.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        Assert.InRange(bytes, 1, MostBytes);
        Assert.InRange(await Shift(visitor), 0, MostShift);
        await visitor.IsSound();
        await visitor.Page.SetViewportSizeAsync(320, 700);
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    [Fact]
    public async Task Large_type_is_kept_and_nothing_overflows()
    {
        await using var api = await PublicApiStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(api.Address, Cancel, "--Practice:PageLife=00:00:08");
        await using var visitor = await browsers.Visit(web.Http.BaseAddress!, Cancel);
        await visitor.Open("/");
        var before = await visitor.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.body).fontSize)");

        await visitor.Tap("大字");

        Assert.Equal(before * 1.25, await visitor.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.body).fontSize)"));
        await visitor.Open("/ask");
        Assert.Equal("large", await visitor.Page.EvaluateAsync<string>("document.documentElement.className.split(' ')[0]"));
        await visitor.IsSound();
    }

    [Fact]
    public async Task Without_the_api_a_form_keeps_what_was_typed_and_the_same_key_sends_it_once()
    {
        await using var api = await PublicApiStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(api.Address, Cancel);
        await using var visitor = await browsers.Visit(web.Http.BaseAddress!, Cancel);
        api.DownFilings = 2;
        await visitor.Open("/ask/lifeService?unit=321203001");
        await visitor.Write("what", "厨房下水堵了");
        await visitor.Write("phone", "13900000001");
        await visitor.Tap("交给站里");
        Assert.Contains("不会登记两遍", await visitor.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal("厨房下水堵了", await visitor.Page.Locator("#what").InputValueAsync());
        await visitor.IsSound();

        await visitor.Tap("交给站里");

        Assert.Contains("收到了", await visitor.Text("h1"), StringComparison.Ordinal);
        Assert.Single(api.Filings.Distinct());
    }

    [Fact]
    public async Task Without_a_network_the_words_stay_and_come_back()
    {
        await using var api = await PublicApiStandIn.Start(Cancel);
        await using var web = await WebUnderTest.Start(api.Address, Cancel);
        await using var visitor = await browsers.Visit(web.Http.BaseAddress!, Cancel);
        await visitor.Open("/ask/lifeService?unit=321203001");
        await visitor.Write("what", "厨房下水堵了");
        await visitor.Write("phone", "13900000001");
        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.Tap("交给站里");
        Assert.Contains("写的内容还在", await visitor.Text(".offline"), StringComparison.Ordinal);
        await visitor.Page.Context.SetOfflineAsync(false);

        await visitor.Open("/ask/lifeService?unit=321203001");

        Assert.Equal("厨房下水堵了", await visitor.Page.Locator("#what").InputValueAsync());
        Assert.Empty(api.Filings);
    }

    [Fact]
    public async Task The_keyboard_alone_gets_everywhere()
    {
        await using var visitor = await browsers.Visit(pages.Site, Cancel, width: 1440);
        await visitor.Open("/ask/lifeService?unit=321203001");

        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("跳到正文", await visitor.Text(":focus"));
        await visitor.Page.Keyboard.PressAsync("Enter");
        var reached = new List<string>();
        for (var i = 0; i < 16; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            reached.Add(await visitor.Page.EvaluateAsync<string>("document.activeElement.name || document.activeElement.className"));
        }

        Assert.Equal(["category", "what", "phone", "name", "address", "onBehalf", "go"], reached.Where(field => field is "category" or "what" or "phone" or "name" or "address" or "onBehalf" or "go"));
    }

    private static Task<double> Shift(Visitor visitor) => visitor.Page.EvaluateAsync<double>("""
        () => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })
        """);
}

using Practice.Calendars;
using Practice.Tests.EndToEnd;
using Practice.Tests.Support;

namespace Practice.Tests.Browser;

/// <summary>A certificate from the request to the paper, by a volunteer, a clerk and a supervisor; and what a guardian does for a ward.</summary>
/// <remarks><c>PRACTICE_LOOK</c> names a folder that each page's picture goes to, to be looked at.</remarks>
public sealed class CertificatePagesTests(BrowserNetwork network, Browsers browsers) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Yesterday => ChinaTime.StartOf(ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(-1)).AddHours(8);

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_volunteer_asks_a_clerk_looks_through_the_lines_and_issues_and_a_supervisor_revokes()
    {
        var town = await network.NewTown(Cancel);
        await using var phone = await browsers.Visit(network.Site, Cancel);
        await phone.SignIn(await network.Join("志愿者 21", Cancel), "/mine");
        await phone.Open("/volunteer/join?unit=" + town.Station);
        var document = await PocketTests.Join(phone, "张三丰", "13812345621");
        await phone.Open("/volunteer/certificates");
        Assert.Contains("请先带证件到站里核对", await phone.Text(), StringComparison.Ordinal);
        await phone.Looked("certificates-unverified");
        var number = await Verified(network, town, document);
        await network.Settled(number, town, number + "c1", Yesterday, 119);

        await phone.Open("/volunteer/certificates");
        await phone.Write("from", "2020-05-01");
        await phone.Write("until", "2020-04-01");
        await phone.Write("purpose", "升学");
        await phone.Tap("提交申请");
        Assert.Contains("止日不能早于起日", await phone.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal(("2020-05-01", "升学"), (await phone.Page.Locator("[name=from]").InputValueAsync(), await phone.Page.Locator("[name=purpose]").InputValueAsync()));
        await phone.Looked("certificates-refused");
        await phone.Write("from", "");
        await phone.Write("until", "");
        await phone.Tap("提交申请");
        Assert.Contains("申请收到了", await phone.Text(".note"), StringComparison.Ordinal);
        Assert.Contains("1.9 小时", await phone.Text(".facts"), StringComparison.Ordinal);
        Assert.Contains("河边清洁", await phone.Text(".records"), StringComparison.Ordinal);
        Assert.Equal(0, await phone.Page.Locator("text=打开证明").CountAsync());
        await phone.Looked("certificate-requested");

        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await desk.SignIn(await network.Join("西村镇所 办事员", Cancel, ("clerk", town.Institute)), $"/desk/{town.Institute}/certificates");
        await desk.Looked("desk-certificates");
        await desk.Page.ClickAsync(".rows .main a");
        Assert.Contains("河边清洁", await desk.Text(".records"), StringComparison.Ordinal);
        await desk.Looked("desk-certificate");
        await desk.Write("head", "张所长");
        await desk.Write("handler", "李经办");
        await desk.Write("contact", " ");
        await desk.Tap("开具并公示");
        Assert.Contains("联系方式都要填", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal("张所长", await desk.Page.Locator("[name=head]").InputValueAsync());
        await desk.Write("contact", "0523-86800000");
        await desk.Tap("开具并公示");
        Assert.Contains("公示七天后生效", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.Contains("0523-86800000", await desk.Text(".facts"), StringComparison.Ordinal);
        await desk.Looked("desk-certificate-issued");

        await phone.Page.ReloadAsync();
        Assert.Contains("正在公示", await phone.Text(), StringComparison.Ordinal);
        await phone.Looked("certificate-publicised");
        await IsPaper(phone, (await phone.Page.Locator("a:has-text(\"打开证明\")").GetAttributeAsync("href"))!);
        await IsPaper(desk, (await desk.Page.Locator("a:has-text(\"打开证明\")").GetAttributeAsync("href"))!);

        await phone.Tap("回到证明列表");
        await phone.Page.ClickAsync("summary:has-text(\"申请一份证明\")");
        await phone.Page.SelectOptionAsync("[name=replaces]", new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        await phone.Tap("提交申请");
        await desk.Open($"/desk/{town.Institute}/certificates");
        await desk.Page.ClickAsync(".rows .main a");
        Assert.Equal(("张所长", "李经办", "0523-86800000"), (await desk.Page.Locator("[name=head]").InputValueAsync(), await desk.Page.Locator("[name=handler]").InputValueAsync(), await desk.Page.Locator("[name=contact]").InputValueAsync()));
        await desk.Page.ClickAsync("#refuse summary");
        await desk.Write("reason", "还不到一年");
        await desk.Tap("不同意，告诉本人");
        Assert.Contains("已答复不同意", await desk.Text(".flash"), StringComparison.Ordinal);
        await phone.Open("/volunteer/certificates");
        Assert.Contains("还不到一年", await phone.Text(".things"), StringComparison.Ordinal);
        await phone.Looked("certificates");

        // A clerk does not take back what stands.
        await desk.Open($"/desk/{town.Institute}/certificates?state=publicised");
        await desk.Page.ClickAsync(".rows .main a");
        Assert.Equal(0, await desk.Page.Locator("#revoke").CountAsync());
        await using var above = await browsers.Visit(network.Site, Cancel, width: 1440);
        await above.SignIn(await network.Join("西村镇所 督办员", Cancel, ("supervisor", town.Institute)), $"/desk/{town.Institute}/certificates");
        await above.Open(new Uri(desk.Page.Url).PathAndQuery);
        await above.Page.ClickAsync("#revoke summary");
        await above.Write("reason", "查实虚假");
        await above.Looked("desk-certificate-revoke");
        await above.Tap("撤销这份证明");
        Assert.Contains("已撤销", await above.Text(".flash"), StringComparison.Ordinal);
        await above.Page.ClickAsync(".facts a");
        Assert.Contains("不再有效", await above.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guardian_sees_a_wards_hours_says_what_is_wrong_and_asks_for_a_certificate_and_nobody_else_does()
    {
        var town = await network.NewTown(Cancel);
        await using var young = await browsers.Visit(network.Site, Cancel);
        await using var parent = await browsers.Visit(network.Site, Cancel);
        await using var stranger = await browsers.Visit(network.Site, Cancel);
        await young.SignIn(await network.Join("少年 21", Cancel), "/mine");
        await parent.SignIn(await network.Join("家长 21", Cancel), "/volunteer/wards");
        await stranger.SignIn(await network.Join("旁人 21", Cancel), "/mine");
        await young.Open("/volunteer/join?unit=" + town.Station);
        var document = await PocketTests.Join(young, "小丽", "13812345622", age: 15);
        await young.Tap("生成给监护人的口令");
        var told = await young.Page.Locator(".number b").AllInnerTextsAsync();
        await parent.Page.ClickAsync("summary:has-text(\"孩子自己报过名\")");
        await parent.Write("number", told[0]);
        await parent.Write("code", told[1]);
        await parent.Write("guardianName", "家长 21");
        await parent.Write("guardianPhone", "13912345622");
        await parent.Page.CheckAsync("[name=notice]");
        await parent.Page.ClickAsync(".fold button.go");
        var number = await Verified(network, town, document);
        await network.Settled(number, town, number + "c2", Yesterday, 180);

        await parent.Looked("wards");
        await parent.Tap("时长和积分");
        Assert.Contains("3 小时", await parent.Text("#sum ~ dl"), StringComparison.Ordinal);
        await parent.Looked("ward-hours");
        await parent.Page.ClickAsync("summary:has-text(\"有不对\")");
        await parent.Write("reason", "少记了半小时");
        await parent.Tap("告诉站里");
        Assert.Contains("少记了半小时", await parent.Text(".records"), StringComparison.Ordinal);
        await parent.Tap("服务证明");
        await parent.Tap("提交申请");
        Assert.Contains("申请收到了", await parent.Text(".note"), StringComparison.Ordinal);
        Assert.Contains(number, await parent.Text(".whose"), StringComparison.Ordinal);
        await parent.Looked("ward-certificate");

        foreach (var page in new[] { "hours", "exchange", "certificates", "certificates/" + number + "-Z001" })
            Assert.Equal(404, await stranger.Open($"/volunteer/wards/{number}/{page}"));
        Assert.Equal(404, (await stranger.Page.APIRequest.GetAsync($"{network.Site}volunteer/wards/{number}/certificates/{number}-Z001/paper.pdf")).Status);
    }

    /// <summary>The only volunteer of a town's station, whose document its clerk has seen: the number.</summary>
    internal static async Task<string> Verified(BrowserNetwork network, Town town, string document)
    {
        var clerk = await network.As("clerk", town.Station, Cancel);
        var number = Assert.Single((await clerk.Get($"/units/{town.Station}/volunteers", Cancel)).Ok().Items()).Text("number");
        (await clerk.Post($"/volunteers/{number}/verify", new { genuine = true, document = new { type = "residentIdCard", number = document } }, Cancel)).Ok();
        return number;
    }

    // A machine without a Chinese font says so; those of CI have one.
    private static async Task IsPaper(Visitor visitor, string address)
    {
        var paper = await visitor.Page.APIRequest.GetAsync(new Uri(new Uri(visitor.Page.Url), address).ToString());
        if (paper.Status == 503 && !PostgresFixture.Promised("browser")) return;
        Assert.Equal((200, "application/pdf"), (paper.Status, paper.Headers["content-type"]));
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString((await paper.BodyAsync())[..5]), StringComparison.Ordinal);
    }
}

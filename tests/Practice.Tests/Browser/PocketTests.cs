using System.Globalization;
using Practice.Calendars;
using Practice.Tests.EndToEnd;
using Practice.Tests.Shared;

namespace Practice.Tests.Browser;

/// <summary>A volunteer's pocket: from the form that makes one to a place in a calendar.</summary>
/// <remarks><c>PRACTICE_LOOK</c> names a folder that each page's picture goes to, to be looked at.</remarks>
public sealed class PocketTests(BrowserNetwork network, Browsers browsers) : IAsyncLifetime
{
    private static int s_born = Random.Shared.Next(10_000, 400_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_resident_becomes_a_volunteer_signs_up_is_told_what_is_near_and_gives_the_place_back()
    {
        var town = await network.NewTown(Cancel);
        var resident = await network.Join("志愿者 01", Cancel);
        var begins = ChinaTime.StartOf(ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(4)).AddHours(9);
        var river = await Recruiting(network, town.Station, "清河道", begins, 5);
        var beside = await Recruiting(network, town.Station, "扫落叶", begins.AddHours(2).AddMinutes(10), 1);
        var clash = await Recruiting(network, town.Station, "量血压", begins.AddHours(1), 3);
        await using var phone = await browsers.Visit(network.Site, Cancel, scripts: false);

        await phone.SignIn(resident, "/mine");
        await phone.Tap("当志愿者");
        await phone.Tap("当志愿者");
        Assert.Contains("您住在哪里", await phone.Text("h1"), StringComparison.Ordinal);
        await phone.Open("/volunteer/join?unit=" + town.Station);
        await phone.Page.ClickAsync("form.card button.go");
        Assert.Contains("有几处要改一下", await phone.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Contains("同意了才能报名", await phone.Text(), StringComparison.Ordinal);
        await Join(phone, "张三丰", "13812345678");
        Assert.Contains("报名成功", await phone.Text(".note"), StringComparison.Ordinal);
        Assert.Contains("已填证件，待站里核对", await phone.Text(), StringComparison.Ordinal);

        await phone.Tap("适合我的");
        Assert.Contains("就在您村居", await phone.Text(".needs"), StringComparison.Ordinal);
        await phone.Tap("清河道");
        Assert.Contains("还有 5 个名额", await phone.Text("#s1"), StringComparison.Ordinal);
        Assert.Contains("水边湿滑", await phone.Text(), StringComparison.Ordinal);
        await phone.Tap("报名");
        Assert.Contains("报上名了", await phone.Text(".note"), StringComparison.Ordinal);
        Assert.Contains("已报上名", await phone.Text("#s1"), StringComparison.Ordinal);

        await phone.Open("/volunteer/activities/" + clash);
        Assert.Contains("您已经有“清河道”", await phone.Text("#s1"), StringComparison.Ordinal);
        await phone.Open("/volunteer/activities/" + beside);
        Assert.Contains("相隔不到半小时", await phone.Text("#s1"), StringComparison.Ordinal);

        // Somebody was quicker.
        var other = network.Person($"P-{Guid.NewGuid():n}");
        await Volunteer(other, town.Station);
        (await other.Post($"/activities/{beside}/sessions/1/places", new { }, Cancel)).Ok(201);
        await phone.Tap("报名");
        Assert.Contains("排上队了", await phone.Text(".note"), StringComparison.Ordinal);
        Assert.Contains("在排队", await phone.Text("#s1"), StringComparison.Ordinal);

        await phone.Tap("我的日程");
        Assert.Equal(["已报上名", "在排队"], await phone.Page.Locator(".things .tag").AllInnerTextsAsync());
        await phone.Tap("清河道");
        await phone.Page.ClickAsync("#s1 summary:has-text(\"去不了，要退出\")");
        Assert.Contains("前退不影响", await phone.Text("#s1"), StringComparison.Ordinal);
        await phone.Tap("确认退出");
        Assert.Contains("谢谢您早说", await phone.Text(".note"), StringComparison.Ordinal);
        Assert.Contains("还有 5 个名额", await phone.Text("#s1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_is_sound_on_a_telephone_and_at_a_desk_in_both_languages()
    {
        var town = await network.NewTown(Cancel);
        var begins = ChinaTime.StartOf(ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(3)).AddHours(14);
        var activity = await Recruiting(network, town.Station, "清洁楼道", begins, 2);
        await using var phone = await browsers.Visit(network.Site, Cancel);
        await phone.SignIn(await network.Join("志愿者 02", Cancel), "/mine");
        await Sound(phone, "/volunteer/where", "/volunteer/for-me", "/volunteer/join?whom=child&unit=" + town.Station, "/volunteer/join?unit=" + town.Station);
        await Join(phone, "李四维", "13812345679");
        await phone.IsSound();
        await phone.Open("/volunteer/activities/" + activity);
        await phone.Tap("报名");
        await phone.IsSound();

        string[] pages = ["/mine", "/volunteer", "/volunteer/for-me", "/volunteer/calendar", "/volunteer/hours", "/volunteer/wards", "/volunteer/exchange", "/volunteer/activities/" + activity, $"/volunteer/activities/{activity}/1/check-in"];
        await Sound(phone, [.. pages, "/volunteer?lang=en", "/volunteer/activities/" + activity + "?lang=en"]);
        await phone.Page.SetViewportSizeAsync(1440, 1000);
        await Sound(phone, pages);
    }

    [Fact]
    public async Task A_minor_waits_for_a_guardian_who_consents_by_the_code_that_the_minor_gives()
    {
        var town = await network.NewTown(Cancel);
        await using var young = await browsers.Visit(network.Site, Cancel);
        await using var parent = await browsers.Visit(network.Site, Cancel);
        await young.SignIn(await network.Join("少年 01", Cancel), "/mine");
        await parent.SignIn(await network.Join("家长 01", Cancel), "/volunteer/wards");
        await young.Open("/volunteer/join?unit=" + town.Station);
        await Join(young, "小丽", "13812345671", age: 15);
        await young.Tap("生成给监护人的口令");
        var told = await young.Page.Locator(".number b").AllInnerTextsAsync();
        await young.IsSound();

        await parent.Page.ClickAsync("summary:has-text(\"孩子自己报过名\")");
        await parent.Write("number", told[0]);
        await parent.Write("code", "00000000");
        await parent.Write("guardianName", "家长 01");
        await parent.Write("guardianPhone", "13912345671");
        await parent.Page.CheckAsync("[name=notice]");
        await parent.Page.ClickAsync(".fold button.go");
        Assert.Contains("编号或口令不对", await parent.Text(".mistakes"), StringComparison.Ordinal);
        await parent.Write("code", told[1]);
        await parent.Page.CheckAsync("[name=notice]");
        await parent.Page.ClickAsync(".fold button.go");

        Assert.Contains("孩子可以参加活动了", await parent.Text(".note"), StringComparison.Ordinal);
        await parent.IsSound();
        await young.Open("/volunteer");
        Assert.Contains("可以参加活动", await young.Text(".facts"), StringComparison.Ordinal);
    }

    /// <summary>Fills in what the form asks and sends it.</summary>
    /// <returns>The number of the document.</returns>
    internal static async Task<string> Join(Visitor phone, string name, string number, int age = 40)
    {
        var document = Document(age);
        await phone.Write("name", name);
        await phone.Write("document", document);
        await phone.Write("phone", number);
        await phone.Write("address", "柴墟村3号");
        await phone.Write("emergencyName", "王五");
        await phone.Write("emergencyPhone", "0523 86001234");
        await phone.Page.ClickAsync(".chips label:has-text(\"生活服务\")");
        await phone.Page.CheckAsync("#notice");
        await phone.Page.CheckAsync("#publicName");
        await phone.Page.ClickAsync("form.card button.go");
        await phone.Page.WaitForURLAsync("**/volunteer?done=joined");
        return document;
    }

    /// <summary>An activity of a station's own team, open for sign-up.</summary>
    internal static async Task<string> Recruiting(BrowserNetwork network, string station, string title, DateTimeOffset begins, int seats)
    {
        var team = (await network.Operator.Post($"/units/{station}/teams", new { name = "护河队 " + Guid.NewGuid().ToString("n")[..6], fields = new[] { "lifeService" } }, Cancel)).Ok(201).Text("id");
        return await Recruiting(network, team, station, title, begins, seats);
    }

    internal static async Task<string> Recruiting(BrowserNetwork network, string team, string station, string title, DateTimeOffset begins, int seats)
    {
        var (leader, clerk) = (await network.As("teamLeader", team, Cancel), await network.As("clerk", station, Cancel));
        var id = (await leader.Post($"/teams/{team}/activities", new
        {
            title, category = "lifeService", riskStatement = "水边湿滑", meetingPoint = "码头东侧", location = new { address = "柴墟村码头", lat = 32.316073, lon = 119.880571, datum = "gcj02" },
            positions = new[] { new { name = "捡拾", headcount = seats } }, sessions = new[] { new { from = begins, until = begins.AddHours(2) } },
        }, Cancel)).Ok(201).Text("id");
        (await clerk.Post($"/activities/{id}/review", new { accepted = true }, Cancel)).Ok();
        (await leader.Post($"/activities/{id}/publish", null, Cancel)).Ok();
        return id;
    }

    private static async Task Volunteer(Api person, string unit) => (await person.Post("/me/volunteer", new
    {
        unit, name = "王五", phone = "13812345675", document = new { type = "residentIdCard", number = Document(30) }, notice = "2026-08",
    }, Cancel)).Ok(201);

    /// <summary>An invented number of somebody of that age.</summary>
    private static string Document(int age)
    {
        var n = Interlocked.Increment(ref s_born);
        return IdentityNumberTests.Of(string.Create(CultureInfo.InvariantCulture, $"99{n / 1000 % 10_000:D4}"), new DateOnly(TimeProvider.System.GetUtcNow().Year - age - 1, 6, 1), n % 1000);
    }

    private static async Task Sound(Visitor visitor, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            Assert.Equal(200, await visitor.Open(address));
            await visitor.IsSound();
            if (Environment.GetEnvironmentVariable("PRACTICE_LOOK") is { Length: > 0 } folder)
                await visitor.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{string.Concat(address.Split('?')[0].Skip(1).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}-{visitor.Page.ViewportSize!.Width}{(address.Contains("lang=en", StringComparison.Ordinal) ? "-en" : "")}.png") });
        }
    }
}

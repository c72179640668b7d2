using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Browser;

/// <summary>A day of service, on a network of its own whose clock is moved on.</summary>
public sealed class PocketDayTests(BrowserNetwork network, Browsers browsers) : IClassFixture<BrowserNetwork>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DomainClock Clock => network.SiloServices.GetRequiredService<DomainClock>();

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_volunteer_signs_up_checks_in_and_out_by_code_the_leader_stands_for_the_roll_and_the_hours_are_seen()
    {
        const string Station = EndToEnd.Network.Station;
        var team = (await network.Operator.Post($"/units/{Station}/teams", new { name = "护河队", fields = new[] { "lifeService" } }, Cancel)).Ok(201).Text("id");
        var begins = ChinaTime.StartOf(ChinaTime.DateOf(Clock.Now).AddDays(2)).AddHours(9);
        var activity = await PocketTests.Recruiting(network, team, Station, "清河道", begins, 5);
        await using var phone = await browsers.Visit(network.Site, Cancel);
        await using var pocket = await browsers.Visit(network.Site, Cancel);
        await phone.SignIn(await network.Join("志愿者 11", Cancel), "/mine");
        await phone.Open("/volunteer/join?unit=" + Station);
        await PocketTests.Join(phone, "张三丰", "13812345678");
        await phone.Open("/volunteer/activities/" + activity);
        await phone.Tap("报名");
        await phone.Tap("签到");
        await phone.Write("code", "123456");
        await phone.Tap("我到了");
        Assert.Contains("现在还不到时候", await phone.Text(".mistakes"), StringComparison.Ordinal);

        Clock.Advance(begins.AddMinutes(-5));
        await pocket.SignIn(await network.Join("护河队 队长", Cancel, ("teamLeader", team)), "/team/" + team);
        await pocket.Tap("我们的活动");
        await pocket.IsSound();
        await pocket.Page.ClickAsync("ul.alike a");
        await pocket.Page.WaitForURLAsync("**/roll/**/1");
        Assert.Contains("张*", await pocket.Text(".roll"), StringComparison.Ordinal);
        await pocket.IsSound();
        await phone.Write("code", await Digits(pocket));
        await phone.Tap("我到了");
        Assert.Contains("签到了，走的时候记得签退", await phone.Text(".note"), StringComparison.Ordinal);
        await phone.IsSound();

        Clock.Advance(begins.AddMinutes(75));
        await Running($"/activities/{activity}/sessions/1", "running");
        await phone.Write("code", await Digits(pocket));
        await phone.Page.ClickAsync("form.code button.go");
        Assert.Contains("签退了，谢谢您", await phone.Text(".note"), StringComparison.Ordinal);
        Assert.Contains("1 小时 15 分", await phone.Text("#stays ~ p, section:has(#stays)"), StringComparison.Ordinal);

        await pocket.Page.ReloadAsync();
        await pocket.Tap("提前结束");
        await pocket.IsSound();
        await pocket.Page.ClickAsync("button.go");
        Assert.Contains("时长已记上", await pocket.Text(".flash"), StringComparison.Ordinal);

        await Poll.Until(async () => { await phone.Open("/volunteer/hours"); return await phone.Text(); }, text => text.Contains("清河道", StringComparison.Ordinal), Cancel);
        Assert.Contains("1 小时 15 分", await phone.Text("#sum ~ dl"), StringComparison.Ordinal);
        Assert.Contains("签到的", await phone.Text(".records"), StringComparison.Ordinal);
        await phone.IsSound();
        await phone.Page.ClickAsync("summary:has-text(\"有不对\")");
        await phone.Write("reason", "到得更早");
        await phone.Tap("告诉站里");
        Assert.Contains("到得更早", await phone.Text(".records"), StringComparison.Ordinal);
        await phone.IsSound();
    }

    private static async Task<string> Digits(Visitor pocket)
    {
        await pocket.Page.ReloadAsync();
        return await pocket.Text("#code-section .number b");
    }

    private Task<JsonElement> Running(string session, string state) => Poll.Until(async () => (await network.Operator.Get(session, Cancel)).Ok(), s => s.Text("state") == state, Cancel);
}

using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Browser;

/// <summary>An operator's pages: people and their roles, invitations, programs, a unit's tables, a file of division codes.</summary>
public sealed class AdminPagesTests(BrowserNetwork network, Browsers browsers) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Whoever_is_no_operator_is_told_so_on_every_page()
    {
        var town = await network.NewTown(Cancel);
        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await desk.SignIn(await network.Join("东村站 办事员 41", Cancel, ("clerk", town.Station)), "/desk");

        Assert.Equal(0, await desk.Page.Locator("a[href='/operator']").CountAsync());
        foreach (var page in new[] { "", "/people", "/people/x", "/invitations", "/programs", "/units", "/units/" + town.Station, $"/units/{town.Station}/limits", $"/units/{town.Station}/categories", $"/units/{town.Station}/calendar", "/imports", "/imports/x" })
            Assert.Equal((403, page), (await desk.Open("/operator" + page), page));
        Assert.Contains("只给系统管理员", await desk.Text(), StringComparison.Ordinal);
        await desk.Looked("operator-forbidden");
    }

    [Fact]
    public async Task An_operator_sees_that_all_is_well_and_gives_and_takes_roles_within_reach()
    {
        var (town, elsewhere) = (await network.NewTown(Cancel), await network.NewTown(Cancel));
        var clerk = await network.Join("办事员 42", Cancel, ("clerk", town.Station));
        await using var desk = await Sit(town, "/desk");
        await desk.Page.ClickAsync("a[href='/operator']");
        Assert.Equal(["正常", "正常", "正常"], await desk.Page.Locator(".health .tag").AllInnerTextsAsync());
        await desk.Looked("operator");

        await desk.Tap("人员和角色");
        await desk.Looked("operator-people");
        await desk.Tap("办事员 42");
        await desk.Page.ClickAsync("#give summary");
        await desk.Page.SelectOptionAsync("#give [name=role]", "dispatcher");
        await desk.Page.Locator("#give [name=unit]").FillAsync(elsewhere.Station);
        await desk.Page.Locator("#give [name=reason]").FillAsync("新岗位");
        await desk.Tap("给这个角色");
        Assert.Contains("不归您管", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal((elsewhere.Station, "新岗位"), (await desk.Page.Locator("#give [name=unit]").InputValueAsync(), await desk.Page.Locator("#give [name=reason]").InputValueAsync()));
        await desk.Looked("operator-person-refused");
        await desk.Page.Locator("#give [name=unit]").FillAsync(town.Station);
        await desk.Tap("给这个角色");
        Assert.Contains("已给予", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.Contains("新岗位", await desk.Text("section:has(#changes)"), StringComparison.Ordinal);

        await desk.Page.ClickAsync("li:has-text(\"调度员\") summary:has-text(\"收回\")");
        await desk.Page.Locator("li:has-text(\"调度员\") [name=reason]").FillAsync("调离");
        await desk.Page.ClickAsync("li:has-text(\"调度员\") button:has-text(\"收回这个角色\")");
        Assert.Contains("已收回", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.DoesNotContain("调度员", await desk.Text("section:has(#roles)"), StringComparison.Ordinal);
        await desk.Looked("operator-person");

        await using var phone = await browsers.Visit(network.Site, Cancel);
        await phone.SignIn(clerk, "/desk");
        await desk.Page.ClickAsync("#end summary");
        await desk.Tap("退出所有登录");
        Assert.Contains("已退出", await desk.Text(".flash"), StringComparison.Ordinal);
        await Poll.Until(() => phone.Page.APIRequest.GetAsync(network.Site + "desk", new() { MaxRedirects = 0 }), answer => answer.Status == 302, Cancel);
    }

    [Fact]
    public async Task An_invitations_code_and_a_programs_secret_are_shown_once()
    {
        var town = await network.NewTown(Cancel);
        await using var desk = await Sit(town, "/operator/invitations");
        await desk.Looked("operator-invitations-empty");
        await desk.Write("name", "新来的办事员");
        await desk.Write("phone", "12345");
        await Choose(desk, "clerk", town.Station);
        await desk.Tap("生成邀请码");
        Assert.Contains("没填或不对", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal(("新来的办事员", "12345"), (await desk.Page.Locator("[name=name]").InputValueAsync(), await desk.Page.Locator("[name=phone]").InputValueAsync()));
        await desk.Write("phone", "");
        await desk.Tap("生成邀请码");
        Assert.Equal(24, (await desk.Text(".secret b")).Length);
        await desk.Looked("operator-invitations");
        await desk.Open("/operator/invitations");
        Assert.Equal(0, await desk.Page.Locator(".secret").CountAsync());
        await desk.Page.ClickAsync(".rows button");
        Assert.Contains("邀请已收回", await desk.Text(".flash"), StringComparison.Ordinal);

        await desk.Tap("程序账号");
        await desk.Write("name", "12345 热线对接");
        await Choose(desk, "clerk", town.Institute);
        await desk.Page.ClickAsync("form button:has-text(\"新建\")");
        var first = await desk.Page.Locator(".secret code").AllInnerTextsAsync();
        await desk.Looked("operator-programs");
        await desk.Page.ClickAsync("summary:has-text(\"换密钥\")");
        await desk.Page.ClickAsync("button:has-text(\"换密钥\")");
        var second = await desk.Page.Locator(".secret code").AllInnerTextsAsync();
        Assert.Equal(first[0], second[0]);
        Assert.NotEqual(first[1], second[1]);
        await desk.Page.ClickAsync("summary:has-text(\"换密钥\")");
        await desk.Page.ClickAsync("button:has-text(\"停用\")");
        Assert.Contains("已停用", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.Contains("还没有程序账号", await desk.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_limits_categories_and_a_calendar_are_set_planned_and_given_up()
    {
        var town = await network.NewTown(Cancel);
        await using var desk = await Sit(town, "/operator/units");
        await desk.Looked("operator-units");
        await desk.Write("q", town.Institute);
        await desk.Tap("查找");
        await desk.Looked("operator-unit-untouched");
        await desk.Page.ClickAsync(".places a:has-text(\"时限\")");
        await desk.Write("urgent-review", "马上");
        await desk.Tap("保存");
        Assert.Contains("有一格写法不对", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal("马上", await desk.Page.Locator("[name=urgent-review]").InputValueAsync());
        await desk.Looked("operator-limits-refused");
        await desk.Write("urgent-review", "3wh");
        await desk.Tap("保存");
        Assert.Contains("马上生效", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.Contains("本单位设的", await desk.Text(), StringComparison.Ordinal);
        await desk.Write("urgent-review", "5wh");
        await desk.Write("effectiveFrom", TimeProvider.System.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await desk.Tap("保存");
        Assert.Contains("到那天生效", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.Equal("3wh", await desk.Page.Locator("[name=urgent-review]").InputValueAsync());
        await desk.Looked("operator-limits");
        await desk.Page.ClickAsync("summary:has-text(\"沿用上级\")");
        await desk.Page.ClickAsync("button:has-text(\"沿用上级的\")");
        Assert.Contains("已改为沿用上级", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.NotEqual("3wh", await desk.Page.Locator("[name=urgent-review]").InputValueAsync());

        await desk.Open($"/operator/units/{town.Institute}/categories");
        await desk.Page.ClickAsync("summary:has-text(\"生活服务\")");
        await desk.Write("name-0", "日常生活服务");
        var subs = await desk.Page.Locator("[name=subs-0]").InputValueAsync();
        await desk.Write("subs-0", subs + "\n没有竖线的一行");
        await desk.Tap("保存");
        Assert.Contains("有一行小类不对", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Contains("没有竖线的一行", await desk.Page.Locator("[name=subs-0]").InputValueAsync(), StringComparison.Ordinal);
        await desk.Looked("operator-categories-refused");
        await desk.Page.ClickAsync("summary:has-text(\"日常生活服务\")");
        await desk.Write("subs-0", subs);
        await desk.Tap("保存");
        Assert.Contains("马上生效", await desk.Text(".flash"), StringComparison.Ordinal);
        var table = (await network.Operator.Get($"/units/{town.Institute}/categories", Cancel)).Ok().GetProperty("table");
        Assert.Equal(("日常生活服务", subs.Split('\n').Length), (table.Items("categories")[0].Text("name"), table.Items("categories")[0].Items("subs").Length));

        var year = TimeProvider.System.GetUtcNow().Year + 2;
        await desk.Open(string.Create(CultureInfo.InvariantCulture, $"/operator/units/{town.Institute}/calendar?year={year}"));
        await desk.Write("daysOff", string.Create(CultureInfo.InvariantCulture, $"{year}-01-01/{year}-01-03\n{year - 1}-05-01"));
        await desk.Tap("保存日历");
        Assert.Contains("不在这一年", await desk.Text(".mistakes"), StringComparison.Ordinal);
        await desk.Looked("operator-calendar-refused");
        await desk.Write("daysOff", string.Create(CultureInfo.InvariantCulture, $"{year}-01-01/{year}-01-03\n{year}-05-01"));
        await desk.Write("source", "国办发明电 1 号");
        await desk.Tap("保存日历");
        Assert.Contains("日历已保存", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.Contains("国办发明电 1 号", await desk.Page.Locator("[name=source]").InputValueAsync(), StringComparison.Ordinal);
        await desk.Looked("operator-calendar");

        await desk.Open("/operator/units/" + town.Institute);
        Assert.Contains("类目", await desk.Text("section:has(#versions)"), StringComparison.Ordinal);
        await desk.Looked("operator-unit");
    }

    [Fact]
    public async Task A_file_of_divisions_is_followed_to_its_end_and_each_bad_line_is_told()
    {
        var town = await network.NewTown(Cancel);
        await using var desk = await Sit(town, "/operator/imports");
        await desk.Looked("operator-imports");
        await Send(desk, "name,code\n");
        Assert.Contains("第一行的列名不对", await desk.Text(".mistakes"), StringComparison.Ordinal);
        await Send(desk, $"code,name,parent,level\n{town.Institute}203,新村,{town.Institute},village\n{town.Institute}204,,{town.Institute},village\n");
        await desk.Page.WaitForURLAsync("**/operator/imports/*");

        await Poll.Until(async () => { await desk.Page.ReloadAsync(); return await desk.Text("#state"); }, state => state == "导入完成", Cancel);
        Assert.Contains("第 3 行", await desk.Text(".rows"), StringComparison.Ordinal);
        await desk.Looked("operator-import");
    }

    private async Task<Visitor> Sit(Town town, string address)
    {
        var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await desk.SignIn(await network.Join("镇所 管理员 " + town.Institute, Cancel, ("operator", town.Institute)), address);
        return desk;
    }

    private static async Task Choose(Visitor desk, string role, string unit)
    {
        await desk.Page.SelectOptionAsync("main [name=role]", role);
        await desk.Write("unit", unit);
    }

    private static async Task Send(Visitor desk, string csv)
    {
        await desk.Page.SetInputFilesAsync("[name=file]", new FilePayload { Name = "divisions.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await desk.Page.ClickAsync("button.go");
    }
}

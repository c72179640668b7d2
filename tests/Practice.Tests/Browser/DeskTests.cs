using Practice.Tests.EndToEnd;

namespace Practice.Tests.Browser;

/// <summary>A clerk at a desk, a dispatcher before a board.</summary>
public sealed class DeskTests(BrowserNetwork network, Browsers browsers) : IAsyncLifetime
{
    private const string Hostile = "<script>window.hit=1</script>\"'><img src=x onerror=\"window.hit=1\">{{7*7}}&lt;b&gt;";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Opened(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_call_is_taken_by_the_keyboard_alone_first_two_fields_then_more()
    {
        var town = await network.NewTown(Cancel);
        await using var desk = await Sit(town, $"/desk/{town.Station}/call");
        var keys = desk.Page.Keyboard;

        // Focus stands in the first field: number, Tab, a line, Enter.
        await keys.TypeAsync("13900000321");
        await keys.PressAsync("Tab");
        await keys.InsertTextAsync("老人说灯不亮");
        await keys.PressAsync("Enter");
        await desk.Page.WaitForURLAsync("**done=draft**");
        Assert.Contains("老人说灯不亮", await desk.Text(".beside"), StringComparison.Ordinal);
        await desk.IsSound();

        await keys.TypeAsync("13900000322");
        await keys.PressAsync("Tab");
        await keys.InsertTextAsync("厨房下水堵了");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("1.1");
        await keys.PressAsync("Enter");
        await desk.Page.WaitForURLAsync("**done=need**");

        var need = Assert.Single((await network.Operator.Get("/needs?under=" + town.Station, Cancel)).Ok().Items());
        Assert.Equal(("厨房下水堵了", "phone"), (need.Text("title"), need.Text("channel")));
        Assert.StartsWith("lifeService.", need.Text("category"), StringComparison.Ordinal);
        Assert.Single((await network.Operator.Get($"/units/{town.Station}/drafts", Cancel)).Ok().Items());

        await desk.Page.ClickAsync(".beside a:has-text(\"老人说灯不亮\")");
        await desk.IsSound();
        await desk.Write("address", "东村 3 号");
        await desk.Tap("显示电话");
        Assert.Equal("东村 3 号", await desk.Page.Locator("#address").InputValueAsync());
        Assert.Contains("13900000321", await desk.Text(".ring"), StringComparison.Ordinal);
        await desk.Page.SelectOptionAsync("#category", "lifeService");
        await desk.Tap("登记成件");
        Assert.Contains("已登记成件", await desk.Text(".flash"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_is_opened_its_slips_are_typed_in_a_heap_and_it_closes_when_it_balances()
    {
        var town = await network.NewTown(Cancel);
        var point = (await network.Operator.Post($"/units/{town.Station}/intake-points", new { kind = "mailbox", name = "东村雷锋信箱" }, Cancel)).Ok(201).Text("id");
        await using var desk = await Sit(town, $"/desk/{town.Station}/paper");
        await desk.IsSound();
        await desk.Tap("东村雷锋信箱");
        await desk.Write("first", "办事员 01");
        await desk.Write("second", "片区志愿者 02");
        await desk.Write("counted", "4");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.WaitForURLAsync("**done=opened");
        await desk.IsSound();

        foreach (var (row, what, category) in new[] { (0, "想看一场淮剧", "cultureArts"), (1, "想量血压", "health"), (2, "这一张没选类别", "") })
        {
            await desk.Write($"what-{row}", what);
            if (category.Length > 0) await desk.Page.SelectOptionAsync($"[name=category-{row}]", category);
        }

        await desk.Tap("录入");
        Assert.Contains("有 1 张没录进去", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal("这一张没选类别", await desk.Page.Locator("[name=what-0]").InputValueAsync());
        Assert.Equal("", await desk.Page.Locator("[name=what-1]").InputValueAsync());
        await desk.IsSound();
        await desk.Page.SelectOptionAsync("[name=category-0]", "lifeService");
        await desk.Tap("录入");
        Assert.Contains("录入 1 张", await desk.Text(".flash"), StringComparison.Ordinal);

        await desk.Tap("封箱");
        Assert.Contains("张数对不上", await desk.Text(".mistakes"), StringComparison.Ordinal);
        await desk.Write("reason", "空白");
        await desk.Tap("记作废");
        await desk.Tap("封箱");

        Assert.Contains("张数对上了", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.Equal(3, (await network.Operator.Get("/needs?under=" + town.Station, Cancel)).Ok().Items().Length);
        Assert.Equal(4, Assert.Single((await network.Operator.Get($"/intake-points/{point}/openings", Cancel)).Ok().Items()).Number("counted"));
    }

    [Fact]
    public async Task A_sign_in_that_ended_loses_nothing_that_was_typed()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.Join("东村站 办事员", Cancel, ("clerk", town.Station));
        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await desk.SignIn(clerk, $"/desk/{town.Station}/call");
        await desk.Write("phone", "13900000331");
        await desk.Write("line", "门口路灯坏了");
        await network.End(clerk, Cancel);
        // A token that was given out before holds on for its moment.
        await Poll.Until(() => desk.Page.APIRequest.GetAsync(network.Site + "desk", new() { MaxRedirects = 0 }), answer => answer.Status == 302, Cancel);

        await desk.Page.ClickAsync("button.go");
        Assert.Contains("登录已过期，写的内容都在", await desk.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("门口路灯坏了", await desk.Page.ContentAsync(), StringComparison.Ordinal);
        await desk.IsSound();
        await using (var beside = new Visitor.Beside(await desk.Page.RunAndWaitForPopupAsync(() => desk.Page.ClickAsync("a.act"))))
            await beside.SignIn(clerk);
        await desk.Page.ClickAsync("button:has-text(\"再提交一次\")");

        await desk.Page.WaitForURLAsync("**done=draft**");
        Assert.Single((await network.Operator.Get($"/units/{town.Station}/drafts", Cancel)).Ok().Items());
    }

    [Fact]
    public async Task A_form_sent_twice_is_done_once_and_going_back_sends_nothing()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.Join("东村站 办事员", Cancel, ("clerk", town.Station));
        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440, scripts: false);
        await desk.SignIn(clerk, $"/desk/{town.Station}/call");
        await desk.Write("phone", "13900000341");
        await desk.Write("line", "水龙头滴水");
        await desk.Page.SelectOptionAsync("#category", "lifeService");
        var done = await desk.SendTwice();
        await desk.Page.ClickAsync("button.go");
        await desk.Page.WaitForURLAsync("**done=need**");
        Assert.All(done, address => Assert.EndsWith(address, desk.Page.Url, StringComparison.Ordinal));

        await desk.Page.GoBackAsync();
        await desk.Page.GoForwardAsync();
        await desk.Page.ReloadAsync();

        Assert.Single((await network.Operator.Get("/needs?under=" + town.Station, Cancel)).Ok().Items());
    }

    [Fact]
    public async Task A_desk_that_was_left_asks_who_sits_there_now_whatever_the_issuer_remembers()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.Join("镇所 办事员", Cancel, ("clerk", town.Institute));
        var (inbox, board) = ($"/desk/{town.Institute}/inbox", $"/desk/{town.Institute}/board?wall=1");
        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await desk.SignIn(clerk, inbox);
        var browser = desk.Page.Context;

        // What a page fetches by itself is no use of it; a page that is asked for is.
        await network.Leave(browser, clerk, TimeSpan.FromMinutes(90), Cancel);
        var left = (await network.TicketOf(browser)).Seen;
        Assert.Equal(200, await Part(inbox));
        Assert.Equal(left, (await network.TicketOf(browser)).Seen);
        Assert.Equal(200, await desk.Open(inbox));
        Assert.NotEqual(left, (await network.TicketOf(browser)).Seen);

        await network.Leave(browser, clerk, TimeSpan.FromHours(3), Cancel);
        Assert.Equal((401, 401, 200), (await Part(inbox), await Part(inbox + "?wall=1"), await Part(board)));
        await desk.Open(inbox);
        Assert.Contains("/connect/sign-in", desk.Page.Url, StringComparison.Ordinal);

        // Whoever takes the question out of the address comes back with the sign-in of hours ago.
        var asked = (await desk.Page.APIRequest.GetAsync(network.Site + "sign-in?back=" + Uri.EscapeDataString(inbox), new() { MaxRedirects = 0 })).Headers["location"];
        Assert.Contains("prompt=login", asked, StringComparison.Ordinal);
        Assert.Equal(400, await desk.Open(string.Join('&', asked.Split('&').Where(field => !field.StartsWith("prompt=", StringComparison.Ordinal) && !field.StartsWith("max_age=", StringComparison.Ordinal)))));
        Assert.Equal(401, await Part(inbox));

        await desk.SignIn(clerk, inbox);
        Assert.Equal(200, await Part(inbox));

        async Task<int> Part(string address) => (await desk.Page.APIRequest.GetAsync(network.Site + address[1..], new() { MaxRedirects = 0, Headers = new Dictionary<string, string> { ["X-Part"] = "1" } })).Status;
    }

    [Fact]
    public async Task What_somebody_else_promised_meanwhile_is_not_written_over()
    {
        var town = await network.NewTown(Cancel);
        var need = (await network.Operator.Post($"/units/{town.Station}/needs", new { title = "想看场电影", category = "cultureArts", channel = "phone" }, Cancel)).Ok(201).Text("id");
        (await network.Operator.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        var date = TimeProvider.System.GetUtcNow().AddDays(5).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await using var desk = await Sit(town, "/desk/needs/" + need);
        await desk.Page.ClickAsync("#promise summary");
        await desk.Page.FillAsync("#promise [name=steps]", "我写的");
        await desk.Page.FillAsync("#promise [name=promisedDate]", date);
        (await network.Operator.Put($"/needs/{need}/promise", new { steps = new[] { "别人写的" }, promisedDate = date }, Cancel)).Ok();

        await desk.Page.ClickAsync("#promise button");

        Assert.Contains("别人先改了", await desk.Text(".mistakes"), StringComparison.Ordinal);
        Assert.Equal("我写的", await desk.Page.Locator("#promise [name=steps]").InputValueAsync());
        Assert.Equal("别人写的", (await network.Operator.Get($"/needs/{need}", Cancel)).Ok().GetProperty("promise").GetProperty("steps")[0].GetString());
        await desk.Page.ClickAsync("#promise button");
        await desk.Page.WaitForURLAsync("**done=promise");
    }

    [Fact]
    public async Task A_department_gives_back_at_its_desk_what_is_not_its_own()
    {
        var (town, department) = (await network.NewTown(Cancel), (await network.NewTown(Cancel)).Institute);
        (await network.Operator.Patch($"/units/{department}", new { department = true }, Cancel)).Ok();
        (await network.Operator.Post($"/units/{department}/teams", new { name = "住建支队", level = "detachment", fields = new[] { "lifeService" }, capacity = 3, reach = "subtree" }, Cancel)).Ok(201);
        await Poll.Until(async () => (await network.Operator.Get($"/units/{department}", Cancel)).Ok(), unit => unit.GetProperty("warnings").ToString().Contains("count: 1,", StringComparison.Ordinal), Cancel);
        var need = (await network.Operator.Post($"/units/{town.Station}/needs", new { title = "楼道扶手松了", category = "lifeService", channel = "phone" }, Cancel)).Ok(201).Text("id");
        (await network.Operator.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        (await network.Operator.Post($"/needs/{need}/refer", new { to = department, reason = "归住建局", until = TimeProvider.System.GetUtcNow().AddDays(5) }, Cancel)).Ok();
        await using var desk = await browsers.Visit(network.Site, Cancel, width: 1440);
        await desk.SignIn(await network.Join("住建局 办事员", Cancel, ("clerk", department)), "/desk/needs/" + need);

        await desk.IsSound();
        await desk.Page.ClickAsync("#referBack summary");
        await desk.Page.FillAsync("#referBack [name=reason]", "不归我们");
        await desk.Page.ClickAsync("#referBack button");

        await desk.Page.WaitForURLAsync($"**/desk/{department}/inbox?done=referBack");
        Assert.Contains("已退回", await desk.Text(".flash"), StringComparison.Ordinal);
        Assert.NotEqual("null", (await network.Operator.Get($"/needs/{need}", Cancel)).Ok().GetProperty("referral").GetProperty("returnedAt").GetRawText());
    }

    [Fact]
    public async Task An_order_is_given_to_another_team_from_the_need()
    {
        var town = await network.NewTown(Cancel);
        var by = network.Operator;
        async Task<string> Team(string name) => (await by.Post($"/units/{town.Station}/teams", new { name, fields = new[] { "lifeService" }, skills = new[] { "plumbing" }, capacity = 2, reach = "subtree" }, Cancel)).Ok(201).Text("id");
        var (first, second) = (await Team("东村一队"), await Team("东村二队"));
        var need = (await by.Post($"/units/{town.Station}/needs", new { title = "水管漏了", category = "lifeService.plumbing", channel = "phone" }, Cancel)).Ok(201).Text("id");
        (await by.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        (await by.Post($"/needs/{need}/dispatch", new { mode = "offer", team = first }, Cancel)).Ok();
        var order = (await Poll.Until(async () => (await by.Get($"/needs/{need}", Cancel)).Ok(), n => n.Items("orders").Length > 0, Cancel)).OrderOf(first).Text("id");
        (await by.Post($"/orders/{order}/accept", new { }, Cancel)).Ok();
        await using var desk = await Sit(town, "/desk/needs/" + need);

        await desk.Page.ClickAsync("#reassign summary");
        Assert.Equal([second], await desk.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#reassign option')].map(team => team.value)"));
        await desk.Page.FillAsync("#reassign [name=team]", second);
        await desk.Page.FillAsync("#reassign [name=reason]", "队长病了");
        await desk.IsSound();
        await desk.Page.ClickAsync("#reassign button");

        Assert.Contains("已改派", await desk.Text(".flash"), StringComparison.Ordinal);
        await Poll.Until(async () => (await by.Get($"/needs/{need}", Cancel)).Ok(), n => n.Items("orders").Any(one => one.Text("team") == second && one.Text("status") == "offered"), Cancel);
    }

    [Fact]
    public async Task A_long_month_is_promised_page_by_page_however_much_is_written()
    {
        var town = await network.NewTown(Cancel);
        foreach (var n in Enumerable.Range(1, 33))
        {
            var need = (await network.Operator.Post($"/units/{town.Station}/needs", new { title = $"想看第 {n} 场电影", category = "cultureArts", channel = "phone" }, Cancel)).Ok(201).Text("id");
            (await network.Operator.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        }

        var step = string.Concat(Enumerable.Repeat("先借放映机，再借场地；", 17));
        await using var desk = await Sit(town, $"/desk/{town.Station}/month");
        Assert.Equal(30, await desk.Page.Locator(".wide-owed li").CountAsync());
        await desk.Page.EvaluateAsync("steps => document.querySelectorAll('.wide-owed textarea').forEach(typed => { typed.value = steps })", string.Join('\n', Enumerable.Repeat(step, 5)));
        await desk.IsSound();
        await desk.Tap("保存勾选的承诺");
        await desk.Page.WaitForURLAsync("**done=month-promise");
        await desk.Page.ClickAsync("#owed ~ .more a[rel=next]");
        Assert.Equal(3, await desk.Page.Locator(".wide-owed li").CountAsync());
        Assert.Contains("没写的 3 件", await desk.Text("section:has(#owed)"), StringComparison.Ordinal);
        await desk.Tap("其余都按拟写的承诺");
        await desk.Page.WaitForURLAsync("**done=month-rest");

        var month = TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var owed = (await network.Operator.Get($"/units/{town.Station}/months/{month}/draft", Cancel)).Ok().GetProperty("owed");
        Assert.Equal(0, owed.Number("gaps"));
        Assert.Equal(30, owed.Items("lines").Count(line => line.GetProperty("proposed").GetProperty("steps").GetArrayLength() == 5));
    }

    [Fact]
    public async Task Hostile_text_is_shown_on_every_desk_and_never_runs()
    {
        var town = await network.NewTown(Cancel);
        await using var desk = await Sit(town, $"/desk/{town.Station}/call");
        await desk.Write("phone", "13900000351");
        foreach (var field in new[] { "line", "name", "address", "text" }) await desk.Page.Locator($"#{field}").EvaluateAsync("(input, text) => { input.removeAttribute('maxlength'); input.value = text }", Hostile);
        await desk.Page.SelectOptionAsync("#category", "lifeService");
        await desk.Page.ClickAsync("button.go");
        await desk.Page.WaitForURLAsync("**done=need**");
        var need = Assert.Single((await network.Operator.Get("/needs?under=" + town.Station, Cancel)).Ok().Items()).Text("id");

        foreach (var address in new[] { $"/desk/{town.Station}/inbox", $"/desk/needs/{need}", $"/desk/{town.Station}/needs?q={Uri.EscapeDataString(Hostile)}", $"/desk/{town.Station}/board", $"/desk/{town.Station}/alike?q=script" })
        {
            await desk.Open(address);
            Assert.Empty(desk.Complaints);
            Assert.Null(await desk.Page.EvaluateAsync<object?>("window.hit ?? null"));
        }

        await desk.Open($"/desk/needs/{need}");
        Assert.Contains("<script>window.hit=1</script>", await desk.Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_renews_itself_and_every_part_of_it_leads_on()
    {
        var town = await network.NewTown(Cancel);
        (await network.Operator.Post($"/units/{town.Station}/needs", new { title = "楼道灯坏了", category = "lifeService.electrical", channel = "phone", urgency = "urgent" }, Cancel)).Ok(201);
        var dispatcher = await network.Join("镇所 调度员", Cancel, ("dispatcher", town.Institute));
        await using var wall = await browsers.Visit(network.Site, Cancel, width: 1440);
        await wall.SignIn(dispatcher, $"/desk/{town.Institute}/board");
        Assert.Equal("1", await wall.Text(".big-figures b"));
        await wall.IsSound();
        await wall.Page.Clock.InstallAsync();
        await wall.Page.ReloadAsync();
        (await network.Operator.Post($"/units/{town.Sibling}/needs", new { title = "水管漏了", category = "lifeService.plumbing", channel = "phone" }, Cancel)).Ok(201);
        await Poll.Until(async () => (await network.Operator.Get($"/units/{town.Institute}/pulse", Cancel)).Ok(), pulse => pulse.Number("open") == 2, Cancel);

        await wall.Page.Clock.RunForAsync(11_000);
        await wall.Page.WaitForFunctionAsync("() => document.querySelector('.big-figures b').textContent === '2'");

        await wall.Open($"/desk/{town.Institute}/network");
        Assert.Contains("在办 1", await wall.Text(".map"), StringComparison.Ordinal);
        await wall.IsSound();
        await wall.Open($"/desk/{town.Institute}/board?wall=1");
        await wall.IsSound();
        await wall.Open($"/desk/{town.Institute}/supervision");
        await wall.IsSound();
        await wall.Open($"/desk/{town.Institute}/needs?category=lifeService.plumbing");
        Assert.Contains("水管漏了", await wall.Text(".rows"), StringComparison.Ordinal);
        Assert.DoesNotContain("楼道灯坏了", await wall.Text(".rows"), StringComparison.Ordinal);
        await wall.IsSound();
    }

    [Fact]
    public async Task A_list_is_walked_by_arrows_and_filtered_by_an_address_that_can_be_kept()
    {
        var town = await network.NewTown(Cancel);
        foreach (var title in new[] { "第一件", "第二件" }) (await network.Operator.Post($"/units/{town.Station}/needs", new { title, category = "health", channel = "phone" }, Cancel)).Ok(201);
        await using var desk = await Sit(town, $"/desk/{town.Station}/inbox?kind=review");
        Assert.Equal(2, await desk.Page.Locator(".rows tbody tr").CountAsync());
        await desk.IsSound();

        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        var focused = await desk.Page.EvaluateAsync<string>("document.activeElement.textContent");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.WaitForURLAsync("**/desk/needs/**");
        Assert.Equal(focused, await desk.Text("h1"));

        await desk.Open($"/desk/{town.Station}/inbox?kind=confirm");
        Assert.Contains("这一类眼下没有", await desk.Text(), StringComparison.Ordinal);
        await desk.Open($"/desk/{town.Station}/inbox?kind=review&lang=en");
        Assert.Contains("Check", await desk.Text(".rows"), StringComparison.Ordinal);
        await desk.IsSound();
    }

    [Fact]
    public async Task What_another_unit_looks_after_is_refused_with_what_to_do()
    {
        var (own, other) = (await network.NewTown(Cancel), await network.NewTown(Cancel));
        await using var desk = await Sit(own, $"/desk/{own.Station}/inbox");

        Assert.Equal(403, await desk.Open($"/desk/{other.Station}/inbox"));

        Assert.Contains("您在这里没有岗位", await desk.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(404, await desk.Open("/desk/999999999999/inbox"));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(820)]
    public async Task A_desk_is_a_telephone_too(int width)
    {
        var town = await network.NewTown(Cancel);
        var need = (await network.Operator.Post($"/units/{town.Station}/needs", new { title = "想请人上门理个发", category = "lifeService", channel = "visit" }, Cancel)).Ok(201).Text("id");
        await using var desk = await Sit(town, $"/desk/{town.Station}/inbox", width);
        foreach (var address in new[] { $"/desk/{town.Station}/inbox", $"/desk/{town.Station}/call", $"/desk/needs/{need}", $"/desk/{town.Station}/needs", $"/desk/{town.Station}/month", $"/desk/{town.Station}/board", $"/desk/{town.Institute}/network" })
        {
            await desk.Open(address);
            await desk.IsSound();
        }
    }

    private async Task<Visitor> Sit(Town town, string address, int width = 1440)
    {
        var desk = await browsers.Visit(network.Site, Cancel, width);
        await desk.SignIn(await network.Join("镇所 办事员", Cancel, ("clerk", town.Institute)), address);
        return desk;
    }
}

using System.Text;
using Practice.Calendars;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Beside the screen: boxes, slips, doors, telephones, work on the spot, replies, paper.</summary>
public abstract partial class EndToEndSuite
{
    private static readonly string[] TwoPeople = ["片区志愿者 01", "片区志愿者 02"];

    private static DateTimeOffset ClockNow => ChinaTime.Local(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_box_is_opened_by_two_its_slips_are_entered_in_a_heap_and_it_closes_when_it_balances()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.As("clerk", town.Station, Cancel);
        var point = await Box(clerk, town.Station);
        var opening = (await clerk.Post($"/intake-points/{point}/openings", new { openedBy = TwoPeople, counted = 4 }, Cancel)).Ok(201);
        var (way, written) = ($"/intake-points/{point}/openings/{opening.Text("id")}", ClockNow.AddDays(-10));
        object[] heap = [Slipped(point, "P-1", written), Slipped(point, "P-2", written), Slipped(point, "P-1", written), new { title = "没有类目", channel = "wishTree" }];

        var first = (await clerk.Post($"/units/{town.Station}/needs/batch", new { lines = heap }, Cancel, "heap")).Ok();
        var again = (await clerk.Post($"/units/{town.Station}/needs/batch", new { lines = heap }, Cancel, "heap")).Ok();

        Assert.Equal([201, 201, 409, 400], first.Items("lines").Select(line => line.Number("status")));
        Assert.Equal(["slip.entered", "need.incomplete"], first.Items("lines").Skip(2).Select(line => line.Text("code")));
        Assert.Equal(first.Items("lines")[0].Text("id"), first.Items("lines")[2].Text("id"));
        Assert.Equal(first.ToString(), again.ToString());
        (await clerk.Post(way + "/close", new { }, Cancel)).Refused(409, "opening.unbalanced");
        (await clerk.Post(way + "/void", new { reason = "空白" }, Cancel)).Ok();
        (await clerk.Post(way + "/void", new { reason = "看不清", slipNo = "P-4" }, Cancel)).Ok();
        Assert.Equal("closed", (await clerk.Post(way + "/close", new { }, Cancel)).Ok().Text("status"));

        var need = (await clerk.Get($"/needs/{first.Items("lines")[0].Text("id")}", Cancel)).Ok();
        Assert.Equal((point, "P-1", opening.Text("id")), (need.Text("intakePoint"), need.Text("slipNo"), need.GetProperty("provenance").Text("opening")));
        Assert.Equal(written.ToUnixTimeSeconds(), need.GetProperty("receivedAt").GetDateTimeOffset().ToUnixTimeSeconds());
        Assert.Equal(4, Assert.Single((await clerk.Get($"/intake-points/{point}/openings?status=closed", Cancel)).Ok().Items()).Number("counted"));
        Assert.Contains("P-1", (await clerk.Get($"/needs?under={town.Station}&format=csv", Cancel)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_clerks_who_open_one_box_at_once_one_wins_and_the_other_is_told_of_it()
    {
        var town = await network.NewTown(Cancel);
        var point = await Box(Operator, town.Station);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Operator.Post($"/intake-points/{point}/openings", new { openedBy = TwoPeople }, Cancel)));

        var won = Assert.Single(answers, answer => answer.Status == 201).Ok().Text("id");
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Contains(won, answer.Refused(409, "opening.underWay").Text("detail"), StringComparison.Ordinal));
        (await Operator.Post($"/intake-points/{point}/retire", null, Cancel)).Refused(409, "opening.underWay");
    }

    [Fact]
    public async Task One_slip_sent_many_times_at_once_is_one_need()
    {
        var town = await network.NewTown(Cancel);
        var point = await Box(Operator, town.Station);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Operator.Post($"/units/{town.Station}/needs", Slipped(point, "P-9"), Cancel)));

        var need = Assert.Single(answers, answer => answer.Status == 201).Ok().Text("id");
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Contains(need, answer.Refused(409, "slip.entered").Text("detail"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_intake_point_is_edited_with_its_version_and_its_keeper_is_never_a_telephone()
    {
        var town = await network.NewTown(Cancel);
        var point = await Box(Operator, town.Station);
        var seen = await Operator.Get($"/intake-points/{point}", Cancel);

        (await Operator.Patch($"/intake-points/{point}", new { keeper = "片区志愿者 09" }, Cancel, match: null)).Refused(428, "ifMatch.missing");
        (await Operator.Patch($"/intake-points/{point}", new { keeper = "老王 13900000001" }, Cancel)).Refused(400, "keeper.invalid");
        var edited = (await Operator.Patch($"/intake-points/{point}", new { keeper = "片区志愿者 09", schedule = new { kind = "weekly", weekdays = new[] { 1 }, from = "09:00", until = "11:00", moveToWorkingDay = true } }, Cancel, seen.ETag)).Ok();
        (await Operator.Patch($"/intake-points/{point}", new { keeper = "片区志愿者 10" }, Cancel, seen.ETag)).Refused(412, "version.stale");

        Assert.Equal("片区志愿者 09", edited.Text("keeper"));
        Assert.True(edited.GetProperty("next").GetProperty("from").GetDateTimeOffset() > ClockNow.AddHours(-3));
        Assert.Equal(point, Assert.Single((await Operator.Get($"/units/{town.Station}/intake-points", Cancel)).Ok().Items()).Text("id"));
        (await Operator.Post($"/intake-points/{point}/retire", null, Cancel)).Ok();
        (await Operator.Post($"/units/{town.Station}/needs", Slipped(point, "P-1"), Cancel)).Refused(409, "intakePoint.retired");
    }

    [Fact]
    public async Task A_call_in_two_fields_is_no_need_until_somebody_completes_it()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.As("clerk", town.Station, Cancel);
        var draft = (await clerk.Post($"/units/{town.Station}/drafts", new { phone = "13900000001", line = "下水堵了" }, Cancel)).Ok(201).Text("id");
        (await clerk.Post($"/units/{town.Station}/drafts", new { line = "没有电话" }, Cancel)).Refused(400, "phone.invalid");
        Assert.Empty((await clerk.Get($"/needs?under={town.Station}", Cancel)).Ok().Items());
        Assert.Equal(draft, Assert.Single((await clerk.Get($"/units/{town.Station}/drafts", Cancel)).Ok().Items()).Text("id"));
        Assert.Equal("+8613900000001", (await clerk.Get($"/drafts/{draft}/contact", Cancel)).Ok().Text("phone"));
        (await Operator.Get($"/drafts/{draft}/contact", Cancel)).Refused(403, "right.missing");

        var need = (await clerk.Post($"/drafts/{draft}/complete", new { category = "lifeService" }, Cancel)).Ok(201);

        Assert.Equal(("下水堵了", "phone", "submitted"), (need.Text("title"), need.Text("channel"), need.Text("status")));
        Assert.Equal("+8613900000001", (await clerk.Get($"/needs/{need.Text("id")}/contact", Cancel)).Ok().Text("phone"));
        Assert.Empty((await clerk.Get($"/units/{town.Station}/drafts", Cancel)).Ok().Items());
        Assert.Contains(need.Text("id"), (await clerk.Post($"/drafts/{draft}/complete", new { category = "lifeService" }, Cancel)).Refused(409, "draft.state").Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_of_doors_is_planned_for_rest_days_moves_with_the_calendar_and_becomes_needs()
    {
        var town = await network.NewTown(Cancel);
        var plan = (await Operator.Post($"/units/{town.Station}/visit-plans", new { area = "引江小区", from = "2031-02-01" }, Cancel)).Ok(201).Text("id");
        var before = (await Operator.Get($"/visit-plans/{plan}?month=2031-02", Cancel)).Ok().Items("days");
        (await Operator.Put($"/units/{town.Station}/calendars/2031", new { year = 2031, daysOff = new[] { "2031-01-01" }, workingWeekendDays = new[] { "2031-02-08" } }, Cancel)).Ok();

        var after = (await Operator.Get($"/visit-plans/{plan}?month=2031-02", Cancel)).Ok().Items("days");

        Assert.Contains(before, day => day.Text("on") == "2031-02-08" && day.GetProperty("provisional").GetBoolean());
        Assert.Contains(after, day => day.Text("on") == "2031-02-09" && !day.GetProperty("provisional").GetBoolean());
        Assert.DoesNotContain(after, day => day.Text("on") == "2031-02-08");
        var today = ChinaTime.DateOf(ClockNow).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var visit = (await Operator.Post($"/units/{town.Station}/visits", new { on = today, area = "引江小区", households = 18, visitors = 3, needs = new[] { new { title = "上门理发", category = "lifeService" } } }, Cancel)).Ok(201);
        var need = (await Operator.Get($"/needs/{visit.GetProperty("needs")[0].GetString()}", Cancel)).Ok();
        Assert.Equal(("visit", visit.Text("id")), (need.Text("channel"), need.GetProperty("provenance").Text("visit")));
        Assert.Equal(18, Assert.Single((await Operator.Get($"/units/{town.Institute}/visits", Cancel)).Ok().Items()).Number("households"));
    }

    [Fact]
    public async Task Work_already_done_is_one_form_and_is_sampled_by_the_level_above()
    {
        var town = await network.NewTown(Cancel);
        var (clerk, above) = (await network.As("clerk", town.Station, Cancel), await network.As("clerk", town.Institute, Cancel));
        var team = await Team(town.Station, "邻里互助队");
        object Form(string? by, object? rating = null) => new
        {
            need = new { title = "帮老人换灯泡", category = "lifeService", channel = "walkIn" }, team = by, from = ClockNow.AddHours(-2), until = ClockNow.AddHours(-1), participants = 1, rating,
        };

        var first = (await clerk.Post($"/units/{town.Station}/needs/recorded", Form(null), Cancel, "once")).Ok(201);
        var replay = (await clerk.Post($"/units/{town.Station}/needs/recorded", Form(null), Cancel, "other")).Ok(201);
        var byTeam = (await clerk.Post($"/units/{town.Station}/needs/recorded", Form(team, new { score = 5, channel = "paper", slipNo = "D-1" }), Cancel)).Ok(201);

        Assert.Equal(("done", true, true), (first.Text("status"), first.GetProperty("recordedAfter").GetBoolean(), first.GetProperty("calls").GetProperty("sampled").GetBoolean()));
        Assert.NotEqual(first.Text("id"), replay.Text("id"));
        Assert.Equal(("rated", "confirmed"), (byTeam.Text("status"), byTeam.OrderOf(team).Text("status")));
        Assert.Equal("confirmed", Assert.Single((await Poll.Until(async () => (await Operator.Get($"/teams/{team}/orders", Cancel)).Ok(), p => p.Items().Length > 0, Cancel)).Items()).Text("status"));
        var need = first.Text("id");
        await Poll.Until(async () => (await above.Get($"/units/{town.Institute}/inbox", Cancel)).Ok(), inbox => inbox.Items().Any(i => i.Text("kind") == "sample" && i.Text("subject") == need), Cancel);
        (await clerk.Post($"/needs/{need}/callback", new { reached = true, solved = true }, Cancel)).Refused(422, "callback.ownWork");
        (await above.Post($"/needs/{need}/callback", new { reached = true, solved = true }, Cancel)).Ok();
        await Poll.Until(async () => (await above.Get($"/units/{town.Institute}/samples", Cancel)).Ok(), samples => samples.Items().Any(s => s.Text("need") == need && s.Text("outcome") == "reached"), Cancel);
        (await clerk.Post($"/units/{town.Station}/needs/recorded", new { need = new { title = "灯泡", category = "lifeService", channel = "walkIn" }, from = ClockNow.AddHours(1), until = ClockNow.AddHours(2) }, Cancel)).Refused(400, "worked.invalid");
    }

    [Fact]
    public async Task What_the_hotline_sends_has_its_number_and_a_reply_that_can_be_exported()
    {
        var town = await network.NewTown(Cancel);
        var need = (await Operator.Post($"/units/{town.Station}/needs", new { title = "路灯不亮", category = "lifeService", channel = "hotline", outsideNumber = "TZ-0417" }, Cancel)).Ok(201).Text("id");

        Assert.Contains("TZ-0417", (await Operator.Get($"/units/{town.Institute}/replies?format=csv", Cancel)).Body, StringComparison.Ordinal);
        Assert.Contains((await Operator.Get($"/units/{town.Station}/inbox", Cancel)).Ok().Items(), i => i.Text("kind") == "replyOwed" && i.Text("subject") == need);
        var replied = (await Operator.Post($"/needs/{need}/reply", new { text = "已修好" }, Cancel)).Ok();

        Assert.Equal("TZ-0417", replied.GetProperty("provenance").Text("outsideNumber"));
        (await Operator.Post($"/needs/{need}/reply", new { text = "又修好" }, Cancel)).Refused(409, "reply.given");
        Assert.Empty((await Operator.Get($"/units/{town.Institute}/replies", Cancel)).Ok().Items());
        Assert.Equal("已修好", Assert.Single((await Operator.Get($"/units/{town.Institute}/replies?status=replied", Cancel)).Ok().Items()).Text("text"));
    }

    [Fact]
    public async Task A_stub_has_the_number_and_a_code_and_nobodys_name()
    {
        var need = await Submitted(Network.Common);

        var stub = (await Operator.Get($"/needs/{need}/stub", Cancel)).Ok();
        var page = await Operator.Get($"/needs/{need}/stub?format=html", Cancel);
        var png = await Operator.Get($"/needs/{need}/stub?format=png", Cancel);

        Assert.Equal((need, true), (stub.Text("number"), stub.GetProperty("hasPhoneCode").GetBoolean()));
        Assert.EndsWith($"/api/v1/public/progress?number={need}", stub.Text("progress"), StringComparison.Ordinal);
        Assert.Contains("<svg", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("张", page.Body, StringComparison.Ordinal);
        Assert.Equal("PNG", Encoding.ASCII.GetString(png.Bytes, 1, 3));
        (await (await network.Resident(Cancel)).Get($"/needs/{need}/stub", Cancel)).Refused(403, "right.missing");
    }

    private static async Task<string> Box(Api by, string unit) =>
        (await by.Post($"/units/{unit}/intake-points", new { kind = "wishTree", name = "东村心愿树", keeper = "片区志愿者 02" }, Cancel)).Ok(201).Text("id");

    private static object Slipped(string point, string number, DateTimeOffset? received = null) =>
        new { title = "想看一场淮剧", category = "cultureArts", channel = "wishTree", intakePoint = point, slipNo = number, receivedAt = received };
}

using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Above and beside: another urgency, a department, a closing by two levels and its appeal.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task The_institute_overrides_and_the_station_reads_why()
    {
        var town = await network.NewTown(Cancel);
        var (above, clerk) = (await network.As("clerk", town.Institute, Cancel), await network.As("clerk", town.Station, Cancel));
        var need = await Verified(town.Station);

        (await above.Post($"/needs/{need}/regrade", new { reason = "独居" }, Cancel)).Refused(400, "urgency.invalid");
        (await above.Post($"/needs/{need}/regrade", new { urgency = "urgent", reason = "独居老人" }, Cancel)).Ok();
        var seen = (await above.Post($"/needs/{need}/take-over", new { reason = "所里直接办" }, Cancel)).Ok();

        Assert.Equal([town.Institute, town.Institute], seen.Texts("words", "by"));
        Assert.Equal(("urgent", town.Institute), (seen.Text("urgency"), seen.Text("owner")));
        Assert.Contains((await clerk.Get($"/units/{town.Station}/inbox", Cancel)).Ok().Items(), item => item.Text("kind") == "word" && item.Text("subject") == need);
    }

    [Fact]
    public async Task A_department_takes_what_is_its_own_by_a_date_or_returns_it_once()
    {
        var (town, department) = (await network.NewTown(Cancel), (await network.NewTown(Cancel)).Institute);
        var (clerk, office, centre) = (await network.As("clerk", town.Station, Cancel), await network.As("clerk", department, Cancel), await network.As("clerk", Network.Elsewhere, Cancel));
        var until = TimeProvider.System.GetUtcNow().AddDays(5);
        var (need, strange) = (await Verified(town.Station), await Verified(town.Station));
        object Referred() => new { to = department, reason = "归住建局", until };

        (await clerk.Post($"/needs/{need}/refer", Referred(), Cancel)).Refused(422, "department.unknown");
        (await clerk.Patch($"/units/{town.Station}", new { department = true }, Cancel)).Refused(422, "department.level");
        (await office.Patch($"/units/{department}", new { department = true }, Cancel)).Ok();
        (await office.Post($"/units/{department}/teams", new { name = "住建支队", level = "detachment", fields = new[] { "lifeService" }, capacity = 3, reach = "subtree" }, Cancel)).Ok(201);
        await KnowsTeams(department, 1);
        (await clerk.Post($"/needs/{need}/refer", Referred(), Cancel)).Ok();
        var taken = await Need(need, n => n.Items("orders").Length == 1);
        Assert.Equal("accepted", (await office.Post($"/orders/{taken.Items("orders")[0].Text("id")}/accept", new { }, Cancel)).Ok().Text("status"));

        (await office.Get($"/needs/{strange}", Cancel)).Refused(403, "right.missing");
        (await clerk.Post($"/needs/{strange}/refer", Referred(), Cancel)).Ok();
        (await office.Get($"/needs/{strange}", Cancel)).Ok();
        (await clerk.Post($"/needs/{strange}/refer/return", new { reason = "不归我们" }, Cancel)).Refused(403, "right.missing");
        (await office.Post($"/needs/{strange}/refer/return", new { reason = "不归我们" }, Cancel)).Ok();
        (await office.Get($"/needs/{strange}", Cancel)).Refused(403, "right.missing");
        (await clerk.Post($"/needs/{strange}/refer", Referred(), Cancel)).Refused(422, "referral.returned");
        Assert.Equal("true", (await centre.Post($"/needs/{strange}/refer", Referred(), Cancel)).Ok().GetProperty("referral").Text("final"));
        (await office.Post($"/needs/{strange}/refer/return", new { reason = "不归我们" }, Cancel)).Refused(422, "referral.final");
    }

    [Fact]
    public async Task Nobody_can_do_it_takes_two_levels_and_the_resident_may_appeal_once()
    {
        var town = await network.NewTown(Cancel);
        var (clerk, head, centre) = (await network.As("clerk", town.Station, Cancel), await network.As("clerk", town.Institute, Cancel), await network.As("clerk", Network.Elsewhere, Cancel));
        var resident = network.Person("person-appealing");
        var need = await Submitted(town.Station, new { title = "修古琴", category = "lifeService", channel = "online" }, resident);
        (await clerk.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();

        (await head.Post($"/needs/{need}/close-impossible", new { reason = "没人会" }, Cancel)).Refused(422, "impossible.notProposed");
        Assert.Equal("verified", (await clerk.Post($"/needs/{need}/close-impossible", new { reason = "没人会" }, Cancel)).Ok().Text("status"));
        await Poll.Until(async () => (await head.Get($"/units/{town.Institute}/inbox", Cancel)).Ok(), inbox => inbox.Items().Any(item => item.Text("kind") == "impossible" && item.Text("subject") == need), Cancel);
        var closed = (await head.Post($"/needs/{need}/close-impossible", new { reason = "全镇也没人会" }, Cancel)).Ok();
        Assert.Equal(("rejected", "impossible", "全镇也没人会"), (closed.Text("status"), closed.Text("reason"), closed.Text("advice")));

        (await network.Person("person-else").Post($"/needs/{need}/appeal", new { reason = "x" }, Cancel)).Refused(403, "right.missing");
        (await resident.Post($"/needs/{need}/appeal", new { reason = "隔壁镇有人会" }, Cancel)).Ok();
        await Poll.Until(async () => (await centre.Get($"/units/{Network.Elsewhere}/inbox", Cancel)).Ok(), inbox => inbox.Items().Any(item => item.Text("kind") == "appeal" && item.Text("subject") == need), Cancel);
        (await head.Post($"/needs/{need}/appeal/decision", new { granted = true, reason = "x" }, Cancel)).Refused(403, "right.missing");
        var granted = (await centre.Post($"/needs/{need}/appeal/decision", new { granted = true, reason = "请中心办" }, Cancel)).Ok();

        var anew = (await resident.Get($"/needs/{granted.GetProperty("appeal").Text("need")}", Cancel)).Ok();
        Assert.Equal(("rejected", "verified", Network.Elsewhere), (granted.Text("status"), anew.Text("status"), anew.Text("owner")));
        (await resident.Post($"/needs/{need}/appeal", new { reason = "再来" }, Cancel)).Refused(409, "appeal.once");
    }

    [Fact]
    public async Task Reminding_belongs_to_the_work_and_an_interview_is_decided_by_a_person()
    {
        var town = await network.NewTown(Cancel);
        var (supervisor, clerk) = (await network.As("supervisor", town.Institute, Cancel), await network.As("clerk", town.Station, Cancel));
        await Verified(town.Station);

        Assert.Empty((await supervisor.Get($"/units/{town.Institute}/supervision", Cancel)).Ok().Items());
        Assert.Empty((await supervisor.Get($"/units/{town.Institute}/interviews/proposals", Cancel)).Ok().Items());
        (await clerk.Post($"/units/{town.Institute}/interviews", new { unit = town.Station, reason = "挂牌两次", needs = Array.Empty<string>() }, Cancel)).Refused(403, "right.missing");
        (await supervisor.Post($"/units/{town.Institute}/interviews", new { unit = Network.Centre, reason = "挂牌两次", needs = Array.Empty<string>() }, Cancel)).Refused(422, "unit.notBelow");
        var interview = (await supervisor.Post($"/units/{town.Institute}/interviews", new { unit = town.Station, reason = "挂牌两次", needs = Array.Empty<string>() }, Cancel)).Ok(201).Number("n");
        var way = $"/units/{town.Institute}/interviews/{interview}";
        (await supervisor.Post(way + "/recheck", new { kept = true }, Cancel)).Refused(409, "interview.state");
        var day = TimeProvider.System.GetUtcNow().AddDays(14).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await supervisor.Post(way + "/minutes", new { minutes = "站长到会", commitments = new[] { new { what = "补两支队伍", by = day } }, recheckOn = day }, Cancel)).Ok();

        Assert.Equal("closed", (await supervisor.Post(way + "/recheck", new { kept = true, note = "补齐了" }, Cancel)).Ok().Text("status"));
        Assert.Equal("true", Assert.Single((await supervisor.Get($"/units/{town.Institute}/interviews", Cancel)).Ok().Items()).Text("kept"));
    }
}

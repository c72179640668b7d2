using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Who may do what where: role and subtree, one's own, and nobody without a token.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task Each_role_does_its_work_inside_its_subtree_and_nothing_outside()
    {
        var (mine, other) = (await network.NewTown(Cancel), await network.NewTown(Cancel));
        var (need, far) = (await Verified(mine.Station), await Verified(other.Station));
        foreach (var (role, reads, works) in new[] { ("clerk", true, true), ("dispatcher", true, true), ("supervisor", true, false), ("auditor", true, false), ("operator", true, true) })
        {
            var caller = await network.As(role, mine.Institute, Cancel);
            foreach (var (unit, known, inside) in new[] { (mine.Station, need, true), (other.Station, far, false) })
            {
                foreach (var path in new[] { $"/needs/{known}", $"/needs/{known}/history", $"/needs?under={unit}", $"/units/{unit}/teams", $"/units/{unit}/inbox", $"/units/{unit}/lists/needs", $"/units/{unit}/statistics", $"/units/{unit}/digest", $"/units/{unit}/resources", $"/units/{unit}/services" })
                    Judge(await caller.Get(path, Cancel), inside && reads, role);
                Judge(await caller.Post($"/units/{unit}/teams", new { name = $"{role}的队", fields = new[] { "lifeService" } }, Cancel), inside && works, role);
                Judge(await caller.Post($"/units/{unit}/services", new { name = $"{role}的课", category = "cultureArts" }, Cancel), inside && works, role);
                Judge(await caller.Post($"/units/{unit}/points", new { name = $"{role}的点" }, Cancel), inside && works, role);
                Judge(await caller.Patch($"/units/{unit}", new { address = "中街1号" }, Cancel), inside && works, role);
                Judge(await caller.Patch($"/needs/{known}", new { description = role }, Cancel), inside && works, role);
                Judge(await caller.Post($"/needs/{known}/await-resident", new { waiting = true }, Cancel), inside && works, role);
                Judge(await caller.Post($"/needs/{known}/await-resident", new { waiting = false }, Cancel), inside && works, role);
            }

            Judge(await caller.Post($"/units/{Network.Elsewhere}/months/{ThisMonth}/open", null, Cancel), false, role);
            Judge(await caller.Get($"/needs?under={Network.Elsewhere}", Cancel), false, role);
        }
    }

    [Fact]
    public async Task A_resident_acts_on_what_is_his_and_on_nothing_else()
    {
        var town = await network.NewTown(Cancel);
        var (resident, neighbour) = (await network.Resident(Cancel), await network.Resident(Cancel, "supervisor"));
        var need = await Submitted(town.Station, by: resident);

        (await resident.Get($"/needs/{need}", Cancel)).Ok();
        (await resident.Get($"/needs/{need}/history", Cancel)).Ok();
        Assert.Equal("+8613900000001", (await resident.Get($"/needs/{need}/contact", Cancel)).Ok().Text("phone"));
        (await resident.Patch($"/needs/{need}", new { description = "三楼" }, Cancel)).Ok();
        (await resident.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Refused(403, "right.missing");
        foreach (var path in new[] { "", "/history", "/contact" })
            (await neighbour.Get($"/needs/{need}{path}", Cancel)).Refused(403, "right.missing");
        (await neighbour.Patch($"/needs/{need}", new { description = "我家" }, Cancel)).Refused(403, "right.missing");
        (await neighbour.Post($"/needs/{need}/withdraw", new { reason = "不要了" }, Cancel)).Refused(403, "right.missing");
        (await neighbour.Get($"/needs?under={town.Station}", Cancel)).Refused(403, "right.missing");

        (await Operator.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        await Work(await Offered(need, await Team(town.Station, "邻里互助队")));
        (await neighbour.Post($"/needs/{need}/rating", new { score = 1 }, Cancel)).Refused(422, "rating.notBeneficiary");
        Assert.Equal(1, (await resident.Post($"/needs/{need}/rating", new { score = 4 }, Cancel)).Ok().Number("rating", "count"));

        var second = await Submitted(town.Station, by: resident);
        Assert.Equal("withdrawn", (await resident.Post($"/needs/{second}/withdraw", new { reason = "自己修好了" }, Cancel)).Ok().Text("status"));
    }

    [Fact]
    public async Task A_team_leader_acts_on_the_orders_of_the_own_team_only()
    {
        var town = await network.NewTown(Cancel);
        var (first, second) = (await Team(town.Station, "甲队"), await Team(town.Station, "乙队"));
        var need = await Verified(town.Station);
        var (leader, other) = (await network.As("teamLeader", first, Cancel), await network.As("teamLeader", second, Cancel));
        var order = await Offered(need, first);

        (await other.Get($"/orders/{order}", Cancel)).Refused(403, "right.missing");
        foreach (var step in new[] { "accept", "decline", "start", "report", "return", "release" })
            (await other.Post($"/orders/{order}/{step}", new { reason = "忙", outcome = "fulfilled" }, Cancel)).Refused(403, "right.missing");
        (await other.Get($"/teams/{first}/orders", Cancel)).Refused(403, "right.missing");
        (await other.Patch($"/teams/{first}", new { capacity = 9 }, Cancel)).Refused(403, "right.missing");
        (await other.Get($"/needs/{need}", Cancel)).Refused(403, "right.missing");

        (await leader.Get($"/needs/{need}", Cancel)).Ok();
        (await leader.Get($"/needs/{need}/contact", Cancel)).Refused(403, "right.missing");
        Assert.Equal("accepted", (await leader.Post($"/orders/{order}/accept", new { }, Cancel)).Ok().Text("status"));
        Assert.Equal("+8613900000001", (await leader.Get($"/needs/{need}/contact", Cancel)).Ok().Text("phone"));
        Assert.Equal(order, Assert.Single((await leader.Get($"/teams/{first}/orders", Cancel)).Ok().Items()).Text("id"));
        (await leader.Post($"/orders/{order}/confirm", null, Cancel)).Refused(403, "right.missing");
        (await leader.Post($"/orders/{order}/redo", new { reason = "再来" }, Cancel)).Refused(403, "right.missing");
        (await leader.Post($"/needs/{need}/dispatch", new { mode = "auto" }, Cancel)).Refused(403, "right.missing");
    }

    [Fact]
    public async Task Operators_never_read_contacts_and_who_does_is_in_the_history()
    {
        var town = await network.NewTown(Cancel);
        var need = await Submitted(town.Station);
        var clerk = await network.As("clerk", town.Station, Cancel);

        (await Operator.Get($"/needs/{need}/contact", Cancel)).Refused(403, "right.missing");
        foreach (var role in new[] { "supervisor", "auditor", "operator" })
            (await (await network.As(role, town.Station, Cancel)).Get($"/needs/{need}/contact", Cancel)).Refused(403, "right.missing");
        Assert.Equal("张三丰", (await clerk.Get($"/needs/{need}/contact", Cancel)).Ok().Text("name"));

        var history = (await Operator.Get($"/needs/{need}/history", Cancel)).Ok();
        Assert.Equal(clerk.Subject, Assert.Single(history.Items(), e => e.Text("event") == "contact.read").Text("actor"));
        var shown = (await Operator.Get($"/needs/{need}", Cancel)).Body + history + (await Operator.Get($"/needs?under={town.Station}", Cancel, "text/csv")).Body;
        Assert.DoesNotContain("13900000001", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("张三丰", shown, StringComparison.Ordinal);
        Assert.Contains("张", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dispatcher_sends_only_to_teams_of_the_own_subtree()
    {
        var town = await network.NewTown(Cancel);
        var (near, far) = (await Team(town.Station, "甲队"), await Team(town.Sibling, "乙队"));
        var need = await Verified(town.Station);
        var dispatcher = await network.As("dispatcher", town.Station, Cancel);

        (await dispatcher.Post($"/needs/{need}/dispatch", new { mode = "offer", team = far }, Cancel)).Refused(403, "right.missing");
        (await dispatcher.Post($"/needs/{need}/dispatch", new { mode = "offer", team = near }, Cancel)).Ok();
        (await dispatcher.Post($"/needs/{need}/close-impossible", new { reason = "没人会" }, Cancel)).Ok();
        (await dispatcher.Post($"/needs/{need}/close-impossible", new { reason = "没人会" }, Cancel)).Ok();
        Assert.Equal("dispatching", (await dispatcher.Get($"/needs/{need}", Cancel)).Ok().Text("status"));
    }

    [Fact]
    public async Task Only_an_operator_takes_in_divisions()
    {
        var clerk = await network.As("clerk", Network.City, Cancel);

        (await clerk.PostText("/imports/divisions", "code,name,parent,level\n", Cancel, "text/csv")).Refused(403, "right.missing");
        (await clerk.Get("/imports/import-x", Cancel)).Refused(403, "right.missing");
    }

    [Fact]
    public async Task A_missing_or_forged_token_is_401()
    {
        var need = await Submitted((await network.NewTown(Cancel)).Station);

        (await network.Nobody.Get($"/needs/{need}", Cancel)).Refused(401, "token.missing");
        foreach (var token in new[] { "nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0." })
            (await new Api(network, token).Get($"/needs/{need}", Cancel)).Refused(401, "token.invalid");
    }

    private static void Judge(Reply reply, bool allowed, string role)
    {
        if (allowed)
            Assert.True(reply.Status < 300, $"{role}: {reply.Asked} {reply.Status} {reply.Body}");
        else
            Assert.True(reply.Status is 403, $"{role}: {reply.Asked} {reply.Status} {reply.Body}");
    }
}

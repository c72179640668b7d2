using System.Globalization;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Offers that reach people: by telephone, by a deputy, on the way through a day.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task The_leader_does_not_look_at_the_app_so_a_clerk_rings_and_the_leader_can_contest()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "邻里互助队");
        var (leader, clerk, above) = (await network.As("teamLeader", team, Cancel), await network.As("clerk", town.Station, Cancel), await network.As("clerk", town.Institute, Cancel));
        var order = await Offered(await Verified(town.Station), team);
        (await leader.Put($"/teams/{team}/contact", new { name = "王大力", phone = "13812345678" }, Cancel)).Ok();
        Assert.Equal("+8613812345678", (await clerk.Get($"/teams/{team}/contact", Cancel)).Ok().Text("phone"));

        (await leader.Post($"/orders/{order}/accept", new { answeredBy = new { name = "王大力" } }, Cancel)).Refused(403, "right.missing");
        (await clerk.Post($"/orders/{order}/accept", new { answeredBy = new { name = "王大力", phone = "123" } }, Cancel)).Refused(400, "answeredBy.invalid");
        var taken = (await clerk.Post($"/orders/{order}/accept", new { answeredBy = new { name = "王大力", phone = "13812345678" } }, Cancel)).Ok();
        Assert.Equal(("王**", "138****5678", clerk.Subject), (taken.GetProperty("phone").Text("who"), taken.GetProperty("phone").Text("number"), taken.GetProperty("phone").Text("recordedBy")));
        (await clerk.Post($"/orders/{order}/contest", new { reason = "不是我" }, Cancel)).Refused(403, "right.missing");
        (await leader.Post($"/orders/{order}/contest", new { reason = "没人给我打过电话" }, Cancel)).Ok();

        Assert.Equal(order, (await clerk.Get($"/units/{town.Station}/inbox", Cancel)).Ok().Items().Single(item => item.Text("kind") == "contested").Text("subject"));
        (await clerk.Post($"/orders/{order}/contest/decision", new { upheld = true, reason = "打过" }, Cancel)).Refused(422, "contest.own");
        Assert.Equal("released", (await above.Post($"/orders/{order}/contest/decision", new { upheld = false, reason = "号码不是他的" }, Cancel)).Ok().Text("status"));
        Assert.DoesNotContain("13812345678", (await clerk.Get($"/orders/{order}/history", Cancel)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deputy_answers_in_his_time_and_is_recorded_as_such()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "邻里互助队");
        var (leader, deputy) = (await network.As("teamLeader", team, Cancel), network.Person("person-deputy"));
        var (first, second) = (await Offered(await Verified(town.Station), team), await Offered(await Verified(town.Station), team));
        var now = TimeProvider.System.GetUtcNow();
        object Named(int from, int until) => new { deputies = new[] { new { account = "person-deputy", from = now.AddDays(from), until = now.AddDays(until) } } };

        (await deputy.Post($"/orders/{first}/accept", new { }, Cancel)).Refused(403, "right.missing");
        (await leader.Patch($"/teams/{team}", Named(2, 1), Cancel)).Refused(400, "team.invalid");
        (await leader.Patch($"/teams/{team}", Named(-1, 7), Cancel)).Ok();
        var accepted = (await deputy.Post($"/orders/{first}/accept", new { }, Cancel)).Ok();
        (await deputy.Patch($"/teams/{team}", Named(-1, 300), Cancel)).Refused(403, "right.missing");
        (await leader.Patch($"/teams/{team}", Named(-2, -1), Cancel)).Ok();

        Assert.Equal(("accepted", "true"), (accepted.Text("status"), accepted.Text("answeredByDeputy")));
        (await deputy.Post($"/orders/{second}/decline", new { reason = "没空" }, Cancel)).Refused(403, "right.missing");
    }

    [Fact]
    public async Task A_deputy_of_the_unit_publishes_on_the_last_day()
    {
        var town = await network.NewTown(Cancel);
        var (clerk, deputy) = (await network.As("clerk", town.Station, Cancel), network.Person("person-unit-deputy"));
        var (month, now) = ($"/units/{town.Station}/months/{ThisMonth}", TimeProvider.System.GetUtcNow());

        (await deputy.Post(month + "/publish", null, Cancel)).Refused(403, "right.missing");
        (await clerk.Patch($"/units/{town.Station}", new { deputies = new[] { new { account = "person-unit-deputy", from = now.AddDays(-1), until = now.AddDays(7) } } }, Cancel)).Ok();
        (await deputy.Get(month + "/draft", Cancel)).Ok();
        Assert.Equal("true", (await deputy.Post(month + "/publish", null, Cancel)).Ok(201).Text("byDeputy"));
        (await deputy.Post(month + "/open", null, Cancel)).Refused(403, "right.missing");
    }

    [Fact]
    public async Task One_team_goes_to_several_homes_in_an_order_that_keeps_its_way_short()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "敬老队", capacity: 9);
        (await Operator.Patch($"/units/{town.Station}", new { location = new { lat = 32.29, lon = 119.9 } }, Cancel)).Ok();
        var day = new DateOnly(2029, 5, 7);
        var orders = new Dictionary<double, string>();
        foreach (var lat in new[] { 32.33, 32.30, 32.32 })
        {
            var wanted = new { from = "2029-05-07T09:00:00+08:00", until = "2029-05-07T11:00:00+08:00" };
            var need = await Verified(town.Station, new { title = "助洁", category = "lifeService", channel = "phone", wanted, location = new { lat, lon = 119.9 } });
            orders[lat] = await Offered(need, team);
            (await Operator.Post($"/orders/{orders[lat]}/accept", new { }, Cancel)).Ok();
        }

        var way = (await Operator.Get(string.Create(CultureInfo.InvariantCulture, $"/teams/{team}/itinerary?date={day:yyyy-MM-dd}"), Cancel)).Ok();

        Assert.Equal([orders[32.30], orders[32.32], orders[32.33]], way.Texts("stops", "order"));
        Assert.InRange(way.Number("metres"), 4_400, 4_500);
        Assert.Empty((await Operator.Get($"/teams/{team}/itinerary?date=2029-05-08", Cancel)).Ok().Items("stops"));
        var stranger = await network.As("teamLeader", await Team(town.Station, "别的队"), Cancel);
        (await stranger.Get($"/teams/{team}/itinerary", Cancel)).Refused(403, "right.missing");
    }

    [Fact]
    public async Task An_urgent_need_asks_several_teams_at_once_and_the_first_to_accept_has_it()
    {
        var town = await network.NewTown(Cancel);
        for (var n = 1; n <= 6; n++)
            await Team(town.Station, $"第{n}队");
        await KnowsTeams(town.Station, 6);
        var need = await Verified(town.Station, new { title = "老人走失", category = "lifeService", channel = "phone", urgency = "urgent" });

        (await Operator.Post($"/needs/{need}/dispatch", new { mode = "auto" }, Cancel)).Ok();
        var offers = (await Need(need, n => n.Items("orders").Length == 3)).Texts("orders", "id");
        Assert.Equal("accepted", (await Operator.Post($"/orders/{offers[1]}/accept", new { }, Cancel)).Ok().Text("status"));

        (await Operator.Post($"/orders/{offers[0]}/accept", new { }, Cancel)).Refused(409, "order.taken");
        var told = (await Operator.Get($"/orders/{offers[2]}", Cancel)).Ok();
        Assert.Equal(("cancelled", "taken"), (told.Text("status"), told.Text("reason")));
        Assert.Equal("accepted", (await Operator.Get($"/needs/{need}", Cancel)).Ok().Text("status"));
    }

    [Fact]
    public async Task An_open_offer_goes_to_every_team_that_fits_and_of_all_that_grab_it_at_once_one_has_it()
    {
        const int teams = 6;
        var town = await network.NewTown(Cancel);
        for (var n = 1; n <= teams; n++)
            await Team(town.Station, $"第{n}队");
        var away = await Team(town.Station, "文艺队", field: "cultureArts");
        await KnowsTeams(town.Station, teams + 1);
        var (need, none) = (await Verified(town.Station), await Verified(town.Sibling));

        (await Operator.Post($"/needs/{none}/dispatch", new { mode = "grab" }, Cancel)).Refused(422, "grab.nobody");
        (await Operator.Post($"/needs/{need}/dispatch", new { mode = "grab" }, Cancel)).Ok();
        var offered = (await Need(need, n => n.Items("orders").Length == teams)).Items("orders");
        Assert.DoesNotContain(offered, order => order.Text("team") == away);
        var answers = await Task.WhenAll(offered.Select(order => Operator.Post($"/orders/{order.Text("id")}/accept", new { }, Cancel)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, $"{answer.Status} {answer.Body}"));
        var after = await Need(need, n => n.Items("orders").All(order => order.Text("status") is "accepted" or "cancelled"));
        Assert.Single(after.Items("orders"), order => order.Text("status") == "accepted");
        var schedules = await Task.WhenAll(offered.Select(order => Operator.Get($"/teams/{order.Text("team")}", Cancel)));
        Assert.Equal(1, schedules.Sum(team => team.Ok().Number("load")));
    }

    [Fact]
    public async Task One_telephone_call_and_a_consenting_skilled_person_helps()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.As("clerk", town.Station, Cancel);
        var person = (await clerk.Post($"/units/{town.Station}/resources", new
        {
            kind = "skilledPerson", name = "张木匠", publicName = "木匠 01", skills = new[] { "electrical" }, contact = new { name = "张木匠", phone = "13900000002" },
        }, Cancel)).Ok(201).Text("id");
        var need = await Verified(town.Station);

        (await clerk.Post($"/needs/{need}/dispatch", new { mode = "offer", person }, Cancel)).Refused(422, "person.noConsent");
        (await clerk.Patch($"/resources/{person}", new { consentOffers = true }, Cancel)).Ok();
        (await clerk.Post($"/needs/{need}/dispatch", new { mode = "offer", person }, Cancel)).Ok();
        var order = (await clerk.Get($"/needs/{need}", Cancel)).Ok().OrderOf(person).Text("id");
        var soon = TimeProvider.System.GetUtcNow().AddDays(1);
        var yes = new { from = soon, until = soon.AddHours(2), answeredBy = new { name = "张木匠", phone = "13900000002" } };
        Assert.Equal("accepted", (await clerk.Post($"/orders/{order}/accept", yes, Cancel)).Ok().Text("status"));
        Assert.Single((await clerk.Get($"/resources/{person}/bookings", Cancel)).Ok().Items(), booking => booking.Text("reference") == order);
        (await clerk.Post($"/orders/{order}/report", new { outcome = "fulfilled", participants = 1 }, Cancel)).Ok();
        (await clerk.Post($"/orders/{order}/confirm", null, Cancel)).Ok();

        Assert.Equal("done", (await clerk.Get($"/needs/{need}", Cancel)).Ok().Text("status"));
        Assert.Empty((await clerk.Get($"/resources/{person}/bookings", Cancel)).Ok().Items());
    }
}

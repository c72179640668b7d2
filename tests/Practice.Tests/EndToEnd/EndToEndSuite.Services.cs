using System.Globalization;
using Practice.Calendars;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>The service side: sessions that a standing service makes, programmes, the task breakdown.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task A_standing_service_makes_its_sessions_and_another_schedule_makes_others()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.As("clerk", town.Station, Cancel);
        var today = ChinaTime.DateOf(TimeProvider.System.GetUtcNow());
        // Days of this month or the next that certainly lie ahead.
        object Dates(params int[] ahead) => new { kind = "dates", dates = ahead.Select(n => Iso(today.AddDays(n))).ToArray(), from = "09:00", until = "10:30" };
        async Task<string[]> Planned() => [.. (await clerk.Get($"/units/{town.Station}/sessions?status=planned", Cancel)).Ok().Items().Select(s => s.Text("day"))];

        var service = (await clerk.Post($"/units/{town.Station}/services", new { name = "手机小课堂", category = "sciTech", capacity = 12, recurrence = Dates(1, 2, 3) }, Cancel)).Ok(201).Text("id");
        var made = await Planned();
        Assert.All(made, day => Assert.Contains(day, new[] { Iso(today.AddDays(1)), Iso(today.AddDays(2)), Iso(today.AddDays(3)) }));
        (await clerk.Patch($"/services/{service}", new { recurrence = Dates(1, 3) }, Cancel)).Ok();
        var fewer = await Planned();

        Assert.Equal(made.Where(day => day != Iso(today.AddDays(2))), fewer);
        foreach (var day in fewer.Take(1))
        {
            var way = $"/services/{service}/sessions/{day}";
            (await clerk.Post(way + "/held", new { served = 10 }, Cancel)).Refused(422, "serviceSession.early");
            (await clerk.Post(way + "/held", new { }, Cancel)).Refused(400, "served.invalid");
            (await clerk.Post(way + "/cancel", new { }, Cancel)).Refused(400, "reason.missing");
            Assert.Equal("cancelled", (await clerk.Post(way + "/cancel", new { reason = "老师病了" }, Cancel)).Ok().Text("status"));
            Assert.Equal(1, (await clerk.Get($"/services/{service}", Cancel)).Ok().Number("totals", "cancelled"));
        }

        (await clerk.Post($"/services/{service}/sessions/2020-01-01/held", new { served = 1 }, Cancel)).Refused(404, "serviceSession.notFound");
        Assert.Equal(fewer.Skip(1).Count(), (await network.Nobody.Get($"/public/units/{town.Station}/sessions", Cancel)).Ok().Items().Length);
        (await clerk.Post($"/services/{service}/retire", null, Cancel)).Ok();
        Assert.Empty(await Planned());
    }

    [Fact]
    public async Task A_project_and_a_campaign_stand_on_the_units_list_for_everybody_to_read()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.As("clerk", town.Institute, Cancel);
        var today = ChinaTime.DateOf(TimeProvider.System.GetUtcNow());
        var service = (await clerk.Post($"/units/{town.Institute}/services", new { name = "量血压", category = "health" }, Cancel)).Ok(201).Text("id");

        var project = (await clerk.Post($"/units/{town.Institute}/programmes", new
        {
            kind = "project", name = "健康江来", brand = "健康江来", office = "卫健办", funding = "donated", services = new[] { service }, counters = new[] { new { name = "建档", measure = "人", target = 100 } },
        }, Cancel)).Ok(201).Text("id");
        var campaign = (await clerk.Post($"/units/{town.Institute}/programmes", new
        {
            kind = "campaign", name = "活动月", anchor = new { day = today.ToString("MM-dd", CultureInfo.InvariantCulture) == "02-29" ? "03-01" : today.ToString("MM-dd", CultureInfo.InvariantCulture), before = 1, after = 3 },
        }, Cancel)).Ok(201);
        (await clerk.Post($"/units/{town.Institute}/programmes", new { kind = "campaign", name = "活动月", anchor = new { feast = "none" } }, Cancel)).Refused(400, "anchor.invalid");
        Assert.Equal(40, (await clerk.Post($"/programmes/{project}/outcomes", new { name = "建档", count = 40 }, Cancel)).Ok().GetProperty("counters")[0].Number("count"));
        (await clerk.Patch($"/programmes/{project}", new { brand = "家门口" }, Cancel, match: "\"1\"")).Refused(412, "version.stale");
        (await (await network.As("clerk", town.Station, Cancel)).Post($"/programmes/{project}/close", null, Cancel)).Refused(403, "right.missing");

        Assert.Single(campaign.Items("editions"));
        Assert.Equal(2, (await network.Nobody.Get($"/public/units/{town.Institute}/programmes", Cancel)).Ok().Items().Length);
        Assert.Equal([project], (await clerk.Get($"/units/{town.Institute}/programmes?kind=project", Cancel)).Ok().Items().Select(p => p.Text("id")));
        (await clerk.Post($"/programmes/{campaign.Text("id")}/close", null, Cancel)).Ok();
        Assert.Equal([project], (await network.Nobody.Get($"/public/units/{town.Institute}/programmes", Cancel)).Ok().Items().Select(p => p.Text("id")));
    }

    [Fact]
    public async Task A_task_is_broken_down_from_the_town_to_people_and_its_progress_comes_up_again()
    {
        var town = await network.NewTown(Cancel);
        var (above, clerk, sibling) = (await network.As("clerk", town.Institute, Cancel), await network.As("clerk", town.Station, Cancel), await network.As("clerk", town.Sibling, Cancel));
        var team = await Team(town.Station, "健康队");
        await KnowsTeams(town.Station, 1);
        var deadline = ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(20);
        var task = (await above.Post($"/units/{town.Institute}/tasks", new { title = "家门口量血压", quantity = 8, measure = "场", deadline = Iso(deadline) }, Cancel)).Ok(201).Text("id");
        string Way(string unit) => $"/units/{unit}/tasks/{task}";
        object Part(string? to, int quantity, params string[] people) => new { to, quantity, people };
        (await clerk.Get(Way(town.Station), Cancel)).Refused(404, "task.notFound");
        (await above.Put(Way(town.Institute) + "/parts", new { parts = new[] { Part(town.Station, 9) } }, Cancel)).Refused(422, "parts.tooMuch");
        (await above.Put(Way(town.Institute) + "/parts", new { parts = new[] { Part(town.Station, 5), Part(town.Sibling, 3) } }, Cancel)).Ok();
        await Poll.Until(async () => await clerk.Get(Way(town.Station), Cancel), answer => answer.Status == 200, Cancel);
        (await clerk.Put(Way(town.Station) + "/parts", new { parts = new[] { Part(team, 4), Part(null, 1, "健康志愿者 01") } }, Cancel)).Ok();

        (await clerk.Post(Way(town.Station) + "/parts/1/done", new { done = 3 }, Cancel)).Ok();
        (await clerk.Post(Way(town.Station) + "/parts/2/done", new { done = 1 }, Cancel)).Ok();
        (await above.Post(Way(town.Institute) + "/parts/1/done", new { done = 1 }, Cancel)).Refused(422, "part.below");
        (await clerk.Patch(Way(town.Station), new { quantity = 99 }, Cancel)).Refused(422, "task.handedDown");

        var whole = await Poll.Until(async () => (await above.Get(Way(town.Institute), Cancel)).Ok(), share => share.Number("done") == 4, Cancel);
        Assert.Equal([4, 0], whole.Items("parts").Select(part => part.Number("done")));
        var shares = (await above.Get(Way(town.Institute) + "/shares", Cancel)).Ok().Items();
        Assert.Equal([(town.Institute, 4), (town.Station, 4), (town.Sibling, 0)], shares.Select(s => (s.Text("unit"), s.Number("done"))).OrderBy(s => s.Item1, StringComparer.Ordinal));
        Assert.Contains((await sibling.Get($"/units/{town.Sibling}/inbox", Cancel)).Ok().Items(), item => item.Text("kind") == "taskToDivide" && item.Text("subject") == task);
        await network.Restart(Cancel);
        Assert.Equal(4, (await above.Get(Way(town.Institute), Cancel)).Ok().Number("done"));
        (await above.Post(Way(town.Institute) + "/withdraw", null, Cancel)).Ok();
        await Poll.Until(async () => (await clerk.Get(Way(town.Station), Cancel)).Ok(), share => share.Text("status") == "withdrawn", Cancel);
    }

    [Fact]
    public async Task Residents_choose_from_the_menu_and_read_the_lists_without_an_account()
    {
        var town = await network.NewTown(Cancel);
        var service = (await Operator.Post($"/units/{town.Station}/services", new { name = "上门理发", category = "lifeService.haircut", schedule = "每月 10 日" }, Cancel)).Ok(201).Text("id");
        await Operator.Post($"/units/{town.Station}/resources", new { kind = "venue", name = "文化礼堂" }, Cancel);

        var menu = await Poll.Until(async () => (await network.Nobody.Get($"/public/units/{town.Station}/lists/services", Cancel)).Ok(), page => page.Items().Length == 1, Cancel);
        Assert.Equal(service, menu.Items()[0].Text("id"));
        Assert.Single((await network.Nobody.Get($"/public/units/{town.Station}/lists/resources", Cancel)).Ok().Items());
        var need = await Submitted(town.Station, new { title = "想理个发", category = "lifeService.haircut", channel = "online", service }, network.Person("person-menu"));

        Assert.Equal(service, (await Operator.Get($"/needs/{need}", Cancel)).Ok().Text("service"));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

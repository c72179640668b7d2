using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Activities from the draft to the public page.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task An_activity_is_written_reviewed_by_another_published_and_called_off_and_everybody_can_read_it()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "护河队");
        var (leader, clerk) = (await network.As("teamLeader", team, Cancel), await network.As("clerk", town.Station, Cancel));

        var drafted = await leader.Post($"/teams/{team}/activities", Sweeping(), Cancel, key: "k-1");
        var id = drafted.Ok(201).Text("id");
        Assert.Equal((id, "draft"), ((await leader.Post($"/teams/{team}/activities", Sweeping(), Cancel, key: "k-1")).Ok().Text("id"), drafted.Ok().Text("state")));
        Assert.Equal(3, drafted.Ok().Items("sessions").Length);
        (await network.Nobody.Get($"/public/activities/{id}", Cancel)).Refused(404, "activity.notFound");
        (await network.Person("P-1").Get($"/activities/{id}", Cancel)).Refused(403, "right.missing");
        (await leader.Post($"/activities/{id}/review", new { accepted = true }, Cancel)).Refused(403, "right.missing");
        (await leader.Post($"/activities/{id}/publish", null, Cancel)).Refused(409, "activity.state");
        (await leader.Patch($"/activities/{id}", new { title = "新" }, Cancel, match: "\"99\"")).Refused(412, "version.stale");

        (await clerk.Post($"/activities/{id}/review", new { accepted = true }, Cancel)).Refused(422, "risk.missing");
        var edited = await leader.Patch($"/activities/{id}", new { riskStatement = "水边湿滑,电话 13900000001", task = "values" }, Cancel, match: drafted.ETag);
        edited.Ok();
        (await clerk.Post($"/activities/{id}/review", new { accepted = false }, Cancel)).Refused(400, "reason.missing");
        (await clerk.Post($"/activities/{id}/review", new { accepted = true }, Cancel)).Ok();
        var published = (await leader.Post($"/activities/{id}/publish", null, Cancel)).Ok();
        Assert.Equal(("recruiting", 3), (published.Text("state"), published.Items("sessions").Length));

        var read = await network.Nobody.Get($"/public/activities/{id}", Cancel);
        Assert.Equal(("清河道", "values", 5), (read.Ok().Text("title"), read.Ok().Text("task"), read.Ok().Items("sessions")[2].Items("positions")[0].Number("headcount")));
        Assert.DoesNotContain("13900000001", read.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("author", read.Body, StringComparison.Ordinal);
        foreach (var unit in new[] { town.Station, town.Institute })
            Assert.Contains(id, (await network.Nobody.Get($"/public/units/{unit}/activities?category=lifeService", Cancel)).Ok().Texts("items", "id"));
        Assert.DoesNotContain(id, (await network.Nobody.Get($"/public/units/{town.Sibling}/activities", Cancel)).Ok().Texts("items", "id"));

        (await leader.Patch($"/activities/{id}", new { title = "别的" }, Cancel)).Refused(422, "activity.public");
        var session = (await leader.Patch($"/activities/{id}/sessions/2", new { headcounts = new Dictionary<string, int> { ["捡拾"] = 9 } }, Cancel)).Ok();
        Assert.Equal(9, session.Items("positions")[0].Number("headcount"));
        (await leader.Patch($"/activities/{id}/sessions/2", new { headcounts = new Dictionary<string, int> { ["做饭"] = 9 } }, Cancel)).Refused(422, "position.unknown");
        Assert.Equal("cancelled", (await leader.Post($"/activities/{id}/sessions/3/cancel", new { reason = "渡口检修" }, Cancel)).Ok().Text("state"));

        var before = (await Operator.Get($"/activities/{id}", Cancel)).Ok().ToString();
        Assert.Contains("activity.published", (await clerk.Get($"/activities/{id}/history?limit=200", Cancel)).Ok().Texts("items", "event"));
        await network.Restart(Cancel);
        Assert.Equal(before, (await Operator.Get($"/activities/{id}", Cancel)).Ok().ToString());

        Assert.Equal("cancelled", (await leader.Post($"/activities/{id}/cancel", new { reason = "台风" }, Cancel)).Ok().Text("state"));
        Assert.DoesNotContain(id, (await network.Nobody.Get($"/public/units/{town.Station}/activities", Cancel)).Ok().Texts("items", "id"));
        Assert.Equal("cancelled", (await network.Nobody.Get($"/public/activities/{id}", Cancel)).Ok().Text("state"));
    }

    [Fact]
    public async Task Lists_of_activities_and_sessions_are_filtered_by_time_and_state_paged_and_exported()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "护河队");
        var leader = await network.As("teamLeader", team, Cancel);
        var ids = new List<string>();
        for (var day = 2; day <= 4; day++)
            ids.Add(await Recruiting(team, leader, new { title = $"第{day}日", sessions = new[] { Slot(day, 9, 11) } }));
        var own = (await Operator.Post($"/units/{town.Station}/activities", Sweeping("站里的活动"), Cancel)).Ok(201).Text("id");
        var list = $"/units/{town.Institute}/activities";

        var first = (await Operator.Get(list + "?state=recruiting&limit=2", Cancel)).Ok();
        var rest = (await Operator.Get($"{list}?state=recruiting&limit=2&after={Uri.EscapeDataString(first.Text("next"))}", Cancel)).Ok();
        var early = (await Operator.Get($"{list}?state=recruiting&until={Uri.EscapeDataString(Soon(3, 0).ToString("O", CultureInfo.InvariantCulture))}", Cancel)).Ok();
        var late = (await Operator.Get($"/units/{town.Institute}/activity-sessions?from={Uri.EscapeDataString(Soon(4, 0).ToString("O", CultureInfo.InvariantCulture))}", Cancel)).Ok();
        var csv = await Operator.Get(list + "?format=csv&sort=id", Cancel);

        Assert.Equal(ids, [.. first.Texts("items", "id"), .. rest.Texts("items", "id")]);
        Assert.Equal([ids[0]], early.Texts("items", "id"));
        Assert.Equal([ids[2]], late.Texts("items", "activity"));
        Assert.Equal(ids, (await leader.Get($"/teams/{team}/activities", Cancel)).Ok().Texts("items", "id"));
        Assert.Equal([own], (await Operator.Get(list + "?state=draft&sort=id", Cancel)).Ok().Texts("items", "id"));
        Assert.Contains(ids[1], csv.Body, StringComparison.Ordinal);
        Assert.Contains(own, csv.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_order_is_carried_out_by_an_activity()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "护河队");
        var leader = await network.As("teamLeader", team, Cancel);
        var need = await Verified(town.Station);
        var order = await Offered(need, team);
        (await leader.Post($"/teams/{team}/activities", Sweeping(order: order), Cancel)).Refused(422, "order.notTaken");
        (await leader.Post($"/orders/{order}/accept", new { }, Cancel)).Ok();

        var reply = await Poll.Until(() => leader.Post($"/teams/{team}/activities", Sweeping(order: order), Cancel), r => r.Status == 201, Cancel);

        Assert.Equal((order, need, team), (reply.Ok().Text("order"), reply.Ok().Text("need"), reply.Ok().Text("team")));
    }

    private static DateTimeOffset Soon(int day, int hour) => Practice.Calendars.ChinaTime.StartOf(Practice.Calendars.ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(day)).AddHours(hour);

    private static object Slot(int day, int from, int until, string? rule = null) => new { from = Soon(day, from), until = Soon(day, until), rule };

    private static object Sweeping(string title = "清河道", string? order = null) => new
    {
        title, order, category = "lifeService", location = new { address = "柴墟村码头", lat = 32.316073, lon = 119.880571, datum = "gcj02" }, meetingPoint = "码头东侧",
        positions = new[] { new { name = "捡拾", headcount = 5 } }, sessions = new[] { Slot(2, 9, 11, "FREQ=WEEKLY;COUNT=3") },
    };

    /// <summary>A public activity of a team.</summary>
    private async Task<string> Recruiting(string team, Api leader, object more)
    {
        var content = JsonSerializer.SerializeToNode(Sweeping(), JsonSerializerOptions.Web)!.AsObject();
        content["riskStatement"] = "水边湿滑";
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more, JsonSerializerOptions.Web)!.AsObject().ToList())
            content[name] = value!.DeepClone();
        var id = (await leader.Post($"/teams/{team}/activities", content, Cancel)).Ok(201).Text("id");
        (await Operator.Post($"/activities/{id}/review", new { accepted = true }, Cancel)).Ok();
        (await leader.Post($"/activities/{id}/publish", null, Cancel)).Ok();
        return id;
    }
}

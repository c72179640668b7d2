using Practice.Calendars;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Calendars to subscribe to.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task A_teams_calendar_shows_its_work_until_the_address_is_taken_back()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "水电队");
        var leader = await network.As("teamLeader", team, Cancel);
        var from = new DateTimeOffset(ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(3), new(14, 0), ChinaTime.Offset);
        var order = await Offered(await Verified(town.Station, Words(wanted: new { from, until = from.AddHours(2) })), team);
        (await leader.Post($"/orders/{order}/accept", new { }, Cancel)).Ok();
        var key = Guid.NewGuid().ToString();
        var issued = (await leader.Post($"/teams/{team}/feeds", new { name = "我的手机" }, Cancel, key)).Ok(201);
        var address = new Uri(issued.Text("address")).PathAndQuery["/api/v1".Length..];
        Assert.Equal(issued.Text("address"), (await leader.Post($"/teams/{team}/feeds", new { name = "我的手机" }, Cancel, key)).Ok(201).Text("address"));

        var calendar = await network.Nobody.Get(address, Cancel);

        Assert.Equal((200, "text/calendar; charset=utf-8"), (calendar.Status, calendar.ContentType));
        var entry = Assert.Single(Ical.Net.Calendar.Load(calendar.Body)!.Events);
        Assert.Equal((order + "@practice", "CONFIRMED", from.UtcDateTime), (entry.Uid, entry.Status, entry.DtStart!.AsUtc));
        Assert.DoesNotContain("张", calendar.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("下水", calendar.Body, StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + address) { Headers = { { "If-None-Match", calendar.ETag! } } };
        using var same = await network.Http.SendAsync(again, Cancel);
        Assert.Equal(304, (int)same.StatusCode);

        (await Operator.Post($"/orders/{order}/release", new { reason = "队长病了" }, Cancel)).Ok();
        var after = Assert.Single(Ical.Net.Calendar.Load((await network.Nobody.Get(address, Cancel)).Body)!.Events);
        Assert.Equal("CANCELLED", after.Status);
        Assert.True(after.Sequence > entry.Sequence);

        var guess = address[..^5] + (address[^5] == '0' ? '1' : '0') + ".ics";
        (await network.Nobody.Get(guess, Cancel)).Refused(404, "calendar.notFound");
        (await leader.Send(HttpMethod.Delete, $"/feeds/{issued.Text("id")}", null, Cancel)).Ok();
        (await network.Nobody.Get(address, Cancel)).Refused(404, "calendar.notFound");
        Assert.Empty((await leader.Get($"/teams/{team}/feeds", Cancel)).Ok().Items());
    }

    [Fact]
    public async Task A_units_calendar_shows_its_standing_services_rounds_and_openings()
    {
        var town = await network.NewTown(Cancel);
        await Box(Operator, town.Station);
        (await Operator.Post($"/units/{town.Station}/visit-plans", new { area = "东片" }, Cancel)).Ok(201);
        (await Operator.Post($"/units/{town.Station}/services",
            new { name = "周三义诊", category = "health", recurrence = new { kind = "weekly", weekdays = new[] { 3 }, from = "09:00", until = "11:00" } }, Cancel)).Ok(201);

        var issued = (await Operator.Post($"/units/{town.Station}/feeds", new { }, Cancel)).Ok(201);
        var calendar = Ical.Net.Calendar.Load((await network.Nobody.Get(new Uri(issued.Text("address")).PathAndQuery["/api/v1".Length..], Cancel)).Body)!;

        var sessions = calendar.Events.Where(e => e.Summary == "周三义诊").ToList();
        Assert.True(sessions.Count >= 8);
        Assert.All(sessions, s => Assert.Equal((DayOfWeek.Wednesday, new TimeOnly(9, 0)), (s.DtStart!.Value.DayOfWeek, TimeOnly.FromDateTime(s.DtStart.Value))));
        Assert.Contains(calendar.Events, e => e.Summary == "休息日走访:东片");
        Assert.Equal(calendar.Events.Count, calendar.Events.Select(e => e.Uid).Distinct().Count());
    }
}

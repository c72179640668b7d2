using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Volunteers become members of teams.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task Volunteers_join_a_team_by_request_invitation_and_code()
    {
        var (town, asks, invited, coded) = (await network.NewTown(Cancel), Somebody(), Somebody(), Somebody());
        var team = await Team(town.Station, "守望队");
        var numbers = new[] { await Volunteer(asks, town.Station), await Volunteer(invited, town.Station), await Volunteer(coded, town.Station) };
        var leader = await network.As("teamLeader", team, Cancel);
        var joining = (await leader.Post($"/teams/{team}/joining", new { code = true, mostMembers = 3 }, Cancel)).Ok();

        Assert.Equal("requested", (await asks.Post($"/teams/{team}/members", new { }, Cancel)).Ok(201).Text("state"));
        (await leader.Post($"/teams/{team}/members/invite", new { number = numbers[1] }, Cancel)).Ok(201);
        Assert.Equal("active", (await coded.Post($"/teams/{team}/members", new { code = joining.Text("code") }, Cancel)).Ok(201).Text("state"));
        (await leader.Post($"/teams/{team}/members/{numbers[0]}/approve", null, Cancel)).Ok();
        (await invited.Post($"/me/teams/{team}/answer", new { accept = true }, Cancel)).Ok();
        (await leader.Post($"/teams/{team}/members/{numbers[2]}/role", new { role = "recordKeeper" }, Cancel)).Ok();

        var mine = (await coded.Get("/me/teams", Cancel)).Ok().Items();
        Assert.Equal((team, "active", "recordKeeper"), (mine[0].Text("team"), mine[0].Text("state"), mine[0].Text("role")));
        Assert.Equal(3, (await leader.Get($"/teams/{team}", Cancel)).Ok().Number("members"));
        Assert.Equal(numbers.Order(StringComparer.Ordinal), (await leader.Get($"/teams/{team}/members?status=active", Cancel)).Ok().Texts("items", "number").Order(StringComparer.Ordinal));
        var late = Somebody();
        await Volunteer(late, town.Station);
        (await late.Post($"/teams/{team}/members", new { code = joining.Text("code") }, Cancel)).Refused(422, "team.membersFull");
        (await invited.Post($"/me/teams/{team}/leave", null, Cancel)).Ok();
        (await late.Post($"/teams/{team}/members", new { code = joining.Text("code") }, Cancel)).Ok(201);
        (await late.Get($"/teams/{team}/members", Cancel)).Refused(403, "right.missing");
    }
}

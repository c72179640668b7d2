using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>What a dispatcher's board is drawn from, and an inbox page by page.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task A_pulse_sums_to_what_is_open_in_each_of_its_four_breakdowns_and_below()
    {
        var town = await network.NewTown(Cancel);
        await Verified(town.Station);
        await Verified(town.Sibling);
        (await Operator.Post($"/units/{town.Station}/needs", new { title = "门口积水", category = "environment", channel = "phone", urgency = "urgent" }, Cancel)).Ok(201);
        await Done(town.Station);
        var head = await network.As("supervisor", town.Institute, Cancel);

        var pulse = (await head.Get($"/units/{town.Institute}/pulse", Cancel)).Ok();

        Assert.Equal(3, pulse.Number("open"));
        foreach (var by in new[] { "byStatus", "byLevel", "byCategory", "byUrgency" })
            Assert.Equal(3, pulse.GetProperty(by).EnumerateObject().Sum(line => line.Value.Number("open")));
        Assert.Equal(["submitted", "verified"], pulse.GetProperty("byStatus").EnumerateObject().Select(line => line.Name));
        Assert.Equal([(town.Station, 2), (town.Sibling, 1)], pulse.Items("children").Select(child => (child.Text("code"), (int)child.Number("open"))));
    }

    [Fact]
    public async Task An_inbox_comes_page_by_page_by_kind_and_what_is_done_meanwhile_moves_nothing()
    {
        var town = await network.NewTown(Cancel);
        var needs = new List<string>();
        for (var i = 0; i < 5; i++) needs.Add((await Operator.Post($"/units/{town.Station}/needs", new { title = $"第 {i} 件", category = "health", channel = "phone" }, Cancel)).Ok(201).Text("id"));
        await Verified(town.Station);
        var inbox = $"/units/{town.Station}/inbox?kind=review&limit=2";

        var first = (await Operator.Get(inbox, Cancel)).Ok();
        (await Operator.Post($"/needs/{first.Items()[0].Text("subject")}/verify", new { decision = "accept" }, Cancel)).Ok();
        var second = (await Operator.Get($"{inbox}&after={Uri.EscapeDataString(first.Text("next"))}", Cancel)).Ok();
        var third = (await Operator.Get($"{inbox}&after={Uri.EscapeDataString(second.Text("next"))}", Cancel)).Ok();

        Assert.Equal(needs.Order(StringComparer.Ordinal), new[] { first, second, third }.SelectMany(page => page.Items()).Select(item => item.Text("subject")).Order(StringComparer.Ordinal));
        Assert.All(new[] { first, second, third }.SelectMany(page => page.Items()), item => Assert.Equal("review", item.Text("kind")));
        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, third.TryGetProperty("next", out var next) ? next.ValueKind : System.Text.Json.JsonValueKind.Undefined);
        (await Operator.Get($"{inbox}&after=nonsense", Cancel)).Refused(400, "after.invalid");
    }

    [Fact]
    public async Task Candidates_are_explained_before_anybody_is_asked_and_progress_is_for_whose_it_is()
    {
        var town = await network.NewTown(Cancel);
        var team = (await Operator.Post($"/units/{town.Station}/teams", new { name = "东村队", fields = new[] { "lifeService" }, skills = Array.Empty<string>(), capacity = 2, reach = "subtree" }, Cancel)).Ok(201).Text("id");
        var resident = network.Person("P-" + town.Station);
        var need = (await resident.Post($"/units/{town.Station}/needs", new { title = "搬个柜子", category = "lifeService", channel = "online" }, Cancel)).Ok(201).Text("id");
        (await Operator.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();

        var candidate = Assert.Single((await Operator.Get($"/needs/{need}/candidates", Cancel)).Ok().Items());
        Assert.Equal(team, candidate.Text("team"));
        Assert.InRange(candidate.GetProperty("parts").EnumerateObject().Sum(part => part.Value.GetDouble() * candidate.GetProperty("weights").GetProperty(part.Name).GetDouble())
            / candidate.GetProperty("weights").EnumerateObject().Sum(weight => weight.Value.GetDouble()), candidate.GetProperty("score").GetDouble() - 0.01, candidate.GetProperty("score").GetDouble() + 0.01);
        Assert.Empty((await Operator.Get($"/needs/{need}", Cancel)).Ok().Items("orders"));

        var way = (await resident.Get($"/needs/{need}/progress", Cancel)).Ok();
        Assert.Equal(["received", "takenOn"], way.Items("way").Select(step => step.Text("step")));
        (await network.Person("P-other").Get($"/needs/{need}/progress", Cancel)).Refused(403, "right.missing");
        (await resident.Get($"/needs/{need}/candidates", Cancel)).Refused(403, "right.missing");
    }
}

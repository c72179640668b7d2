using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Several at once: one outcome each, and a clear word to the others.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task Of_two_dispatchers_at_once_one_wins_and_one_offer_is_made()
    {
        var town = await network.NewTown(Cancel);
        var (first, second) = (await Team(town.Station, "甲队"), await Team(town.Station, "乙队"));
        var need = await Verified(town.Station);
        var (one, two) = (await network.As("dispatcher", town.Station, Cancel), await network.As("dispatcher", town.Institute, Cancel));

        var answers = await Task.WhenAll(
            one.Post($"/needs/{need}/dispatch", new { mode = "offer", team = first }, Cancel), two.Post($"/needs/{need}/dispatch", new { mode = "offer", team = second }, Cancel));

        Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
        answers.Single(answer => answer.Status == 409).Refused(409, "need.offersOut");
        Assert.Single((await Operator.Get($"/needs/{need}", Cancel)).Ok().Items("orders"));
    }

    [Fact]
    public async Task Rating_twice_is_refused()
    {
        var need = await Done((await network.NewTown(Cancel)).Station);

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Operator.Post($"/needs/{need}/rating", new { score = 4 }, Cancel)));
        var late = await Operator.Post($"/needs/{need}/rating", new { score = 1 }, Cancel);

        Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
        late.Refused(409, "rating.given");
        var rating = (await Operator.Get($"/needs/{need}", Cancel)).Ok().GetProperty("rating");
        Assert.Equal((4, 1), (rating.Number("mean"), rating.Number("count")));
    }

    [Fact]
    public async Task A_month_published_twice_stays_as_it_was()
    {
        var town = await network.NewTown(Cancel);
        await Done(town.Station);
        var publish = $"/units/{town.Station}/months/{ThisMonth}/publish";

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Operator.Post(publish, null, Cancel)));
        await Submitted(town.Station);
        var late = (await Operator.Post(publish, null, Cancel)).Ok();

        Assert.All(answers, answer => Assert.Equal(late.ToString(), answer.Ok().ToString()));
        Assert.Single(late.Items("fulfilled"));
    }

    [Fact]
    public async Task Fifty_submits_with_one_key_are_one_need()
    {
        var town = await network.NewTown(Cancel);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Operator.Post($"/units/{town.Station}/needs", Words(), Cancel, "one-key")));

        Assert.Single(answers.Select(answer => answer.Ok(201).Text("id")).Distinct());
        Assert.Single((await Operator.Get($"/needs?under={town.Station}", Cancel)).Ok().Items());
    }

    [Fact]
    public async Task Of_fifty_accepts_of_a_team_of_one_one_is_kept()
    {
        const int offers = 10, accepts = 5;
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "一个人的队", capacity: 1);
        var wanted = new { from = "2029-05-07T09:00:00+08:00", until = "2029-05-07T11:00:00+08:00" };
        var orders = new List<string>();
        for (var i = 0; i < offers; i++)
            orders.Add(await Offered(await Verified(town.Station, Words($"第{i}家", wanted: wanted)), team));

        var answers = await Task.WhenAll(Enumerable.Range(0, offers * accepts).Select(i => Operator.Post($"/orders/{orders[i % offers]}/accept", new { }, Cancel)));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, $"{answer.Status} {answer.Body}"));
        var ends = new List<string>();
        foreach (var order in orders)
            ends.Add((await Poll.Until(async () => (await Operator.Get($"/orders/{order}", Cancel)).Ok(), o => o.Text("status") != "accepting", Cancel)).Text("status"));
        Assert.Single(ends, end => end == "accepted");
        Assert.All(ends, end => Assert.True(end is "accepted" or "declined", end));
        var schedule = (await Operator.Get($"/teams/{team}/schedule?from=2029-05-01T00:00:00%2B08:00&until=2029-06-01T00:00:00%2B08:00", Cancel)).Ok();
        Assert.Single(schedule.Items("entries"));
    }
}

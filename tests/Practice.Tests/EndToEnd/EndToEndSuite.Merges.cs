using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Two numbers of one person become one.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task Two_numbers_become_one_when_a_second_person_agrees_and_both_accounts_see_it()
    {
        var (town, first, second) = (await network.NewTown(Cancel), Somebody(), Somebody());
        var (kept, other) = (await Volunteer(first, town.Station), await Volunteer(second, town.Station));
        await Settled(kept, town, "m1", DayAgo(0), 60);
        await Settled(other, town, "m2", DayAgo(9), 120);
        var (clerk, supervisor) = (await network.As("clerk", town.Station, Cancel), await network.As("supervisor", town.Institute, Cancel));

        var merge = (await clerk.Post($"/volunteers/{kept}/merge-requests", new { other, reason = "同一人两个手机号" }, Cancel)).Ok(201).Text("id");
        (await clerk.Post($"/volunteers/{kept}/merge-requests/{merge}/decide", new { allow = true }, Cancel)).Refused(422, "fourEyes.same");
        (await supervisor.Post($"/volunteers/{kept}/merge-requests/{merge}/decide", new { allow = true }, Cancel)).Ok();
        await Poll.Until(async () => (await clerk.Get($"/volunteers/{kept}/merge-requests/{merge}", Cancel)).Ok(), view => view.Text("state") == "merged", Cancel);

        var mine = await Poll.Until(async () => (await second.Get("/me/volunteer", Cancel)).Ok(), view => view.GetProperty("profile").Text("number") == kept, Cancel);
        Assert.Equal(kept, mine.GetProperty("profile").Text("number"));
        Assert.Equal((180, 30), ((await first.Get("/me/hours", Cancel)).Ok().Number("total"), (await first.Get("/me/points", Cancel)).Ok().Number("balance")));
        var gone = (await clerk.Get($"/volunteers/{other}", Cancel)).Ok();
        Assert.Equal(("merged", kept), (gone.Text("status"), gone.Text("mergedInto")));
    }

    [Fact]
    public async Task A_document_that_was_not_the_persons_is_free_for_whose_it_is()
    {
        var (town, impostor, rightful, document) = (await network.NewTown(Cancel), Somebody(), Somebody(), Invented("1985-06-07"));
        var number = (await impostor.Post("/me/volunteer", Profile(town.Station, document), Cancel)).Ok(201).GetProperty("profile").Text("number");
        (await rightful.Post("/me/volunteer", Profile(town.Station, document), Cancel)).Refused(409, "identity.taken");

        (await (await network.As("clerk", town.Station, Cancel)).Post($"/volunteers/{number}/verify", new { genuine = false }, Cancel)).Ok();

        await Poll.Until(() => rightful.Post("/me/volunteer", Profile(town.Station, document), Cancel), reply => reply.Status == 201, Cancel);
        Assert.Equal("refused", (await impostor.Get("/me/volunteer", Cancel)).Ok().GetProperty("profile").Text("realName"));
    }
}

using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>The month's last day, as three part-timers and the town above them meet it.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task Month_end_with_three_part_timers_is_one_screen_and_one_step()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.As("clerk", town.Station, Cancel);
        var done = await Done(town.Station);
        var (film, other) = (await Verified(town.Station, Words("想看露天电影", "cultureArts.film")), await Verified(town.Station));
        var month = $"/units/{town.Station}/months/{ThisMonth}";

        var draft = (await clerk.Get(month + "/draft", Cancel)).Ok();
        Assert.Equal(done, Assert.Single(draft.GetProperty("sheet").Items("fulfilled")).Text("need"));
        Assert.Equal(2, draft.Number("owed", "gaps"));
        var line = draft.GetProperty("owed").Items("lines").Single(l => l.Text("need") == film);
        Assert.Equal("suggested", line.Text("source"));

        (await clerk.Post(month + "/promises", new { items = new[] { new { need = film, promise = new { steps = Array.Empty<string>(), promisedDate = "2020-01-01" } } } }, Cancel))
            .Refused(400, "steps.invalid");
        var owed = (await clerk.Post(month + "/promises", new
        {
            categories = new[] { new { category = "cultureArts", promise = new { steps = new[] { "借放映机" }, promisedDate = line.GetProperty("proposed").Text("promisedDate") } } },
            rest = true,
        }, Cancel, "bulk-1")).Ok();
        Assert.Equal(0, owed.Number("gaps"));
        Assert.Empty((await clerk.Post(month + "/publish", null, Cancel)).Ok(201).Items("late"));
        (await clerk.Get(month + "/draft", Cancel)).Refused(409, "month.published");

        var sheet = await network.Nobody.Get($"/public/units/{town.Station}/publications/{ThisMonth}/lines?format=csv", Cancel);
        Assert.Contains(other, sheet.Body, StringComparison.Ordinal);
        Assert.StartsWith("text/csv", sheet.ContentType, StringComparison.Ordinal);
        var book = await network.Nobody.Get($"/public/units/{town.Station}/publications/{ThisMonth}/lines?format=xlsx", Cancel);
        Assert.Equal("PK"u8.ToArray(), book.Bytes[..2]);
    }

    [Fact]
    public async Task One_silent_village_does_not_block_a_county()
    {
        var town = await network.NewTown(Cancel);
        await Done(town.Station);
        var above = await network.As("clerk", town.Institute, Cancel);
        var publish = $"/units/{town.Station}/months/{ThisMonth}/publish";

        (await above.Post(publish, null, Cancel)).Refused(422, "publish.reasonMissing");
        var late = (await above.Post(publish, new { reason = "站里三人都在外出培训" }, Cancel)).Ok(201);
        Assert.Equal((town.Institute, "站里三人都在外出培训"), (late.Text("publishedBy"), late.Text("behalfReason")));
        await Poll.Until(
            async () => (await above.Get($"/units/{town.Institute}/months/{ThisMonth}/draft", Cancel)).Ok(),
            draft => draft.GetProperty("sheet").Items("children").Length == 1, Cancel);
        var parent = (await above.Post($"/units/{town.Institute}/months/{ThisMonth}/publish", null, Cancel)).Ok(201);

        Assert.Equal(town.Station, Assert.Single(parent.Items("children")).Text("unit"));
        Assert.Equal(town.Sibling, Assert.Single(parent.Items("late")).Text("unit"));
    }
}

using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>A copy of one's own data, and an end.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task A_person_takes_a_copy_of_all_that_is_kept()
    {
        var town = await network.NewTown(Cancel);
        var (person, number) = await Rich(town, "x1");
        var need = (await person.Post($"/units/{town.Station}/needs", new { title = "阳台灯不亮", description = "换个灯泡", category = "lifeService", channel = "online" }, Cancel)).Ok(201).Text("id");

        var reply = await person.Get("/me/export", Cancel);

        var copy = reply.Ok();
        Assert.Equal(("张三丰", number, 180, 30), (copy.GetProperty("volunteer").GetProperty("details").Text("name"), copy.GetProperty("volunteer").GetProperty("profile").Text("number"), copy.GetProperty("hours").Number("total"), copy.GetProperty("points").Number("balance")));
        Assert.Equal([need], copy.Items("needs").Select(item => item.Text("id")));
        Assert.Equal([$"{number}-R0001"], copy.Items("records").Select(item => item.Text("id")));
        Assert.Equal(2, copy.Items("ledger").Length);
        Assert.Empty((await Somebody().Get("/me/export", Cancel)).Ok().Items("records"));
        (await Operator.Get("/me/export", Cancel)).Refused(422, "person.missing");
    }

    [Fact]
    public async Task A_volunteer_leaves_and_nothing_says_any_more_who_it_was()
    {
        var town = await network.NewTown(Cancel);
        var ((person, number), clerk) = (await Rich(town, "x2"), await network.As("clerk", town.Station, Cancel));
        var item = (await clerk.Post($"/units/{town.Station}/exchange-items", new { name = "毛巾", price = 20, addStock = 1 }, Cancel)).Ok(201).Text("id");
        var order = (await person.Post("/me/redemptions", new { item }, Cancel)).Ok(201).GetProperty("redemption").Text("id");
        await Order(person, order, "ready");
        (await person.Post("/me/volunteer/close", new { sure = true }, Cancel)).Refused(409, "closing.open");
        (await person.Post($"/me/redemptions/{order}/cancel", null, Cancel)).Ok();
        await Order(person, order, "cancelled");
        var document = (await person.Get("/me/volunteer", Cancel)).Ok().GetProperty("details").Text("documentNumber");

        (await person.Post("/me/volunteer/close", new { }, Cancel)).Refused(400, "sure.invalid");
        (await Somebody().Post("/me/volunteer/close", new { sure = true }, Cancel)).Refused(404, "volunteer.notFound");
        var left = (await person.Post("/me/volunteer/close", new { sure = true }, Cancel)).Ok();

        Assert.Equal(("closed", "已注销"), (left.Text("status"), left.Text("name")));
        (await person.Get("/me/volunteer", Cancel)).Refused(404, "volunteer.notFound");
        (await clerk.Get($"/volunteers/{number}/details?purpose=contact", Cancel)).Refused(404, "volunteer.notFound");
        var kept = await clerk.Get($"/volunteers/{number}", Cancel);
        Assert.Equal("closed", kept.Ok().Text("status"));
        Assert.DoesNotContain("张", kept.Body, StringComparison.Ordinal);
        Assert.Equal(180, (await clerk.Get($"/volunteers/{number}/hours", Cancel)).Ok().Number("total"));
        var again = (await person.Post("/me/volunteer", Profile(town.Station, document), Cancel)).Ok(201).GetProperty("profile").Text("number");
        Assert.NotEqual(number, again);
        Assert.Equal(0, (await person.Get("/me/hours", Cancel)).Ok().Number("total"));
    }

    [Fact]
    public async Task Nobody_leaves_a_ward_without_a_guardian()
    {
        var (town, mother) = (await network.NewTown(Cancel), Somebody());
        await Volunteer(mother, town.Station);
        var ward = (await mother.Post("/me/wards", new
        {
            child = Profile(town.Station, Invented("2016-05-06"), "张小明"), guardian = new { name = "李四", phone = "13912345678", relation = "parent" }, childRules = "c1",
        }, Cancel)).Ok(201).GetProperty("profile").Text("number");

        (await mother.Post("/me/volunteer/close", new { sure = true }, Cancel)).Refused(409, "closing.wards");
        (await Somebody().Post($"/me/wards/{ward}/close", new { sure = true }, Cancel)).Refused(404, "volunteer.notFound");
        (await mother.Post($"/me/wards/{ward}/close", new { sure = true }, Cancel)).Ok();

        (await mother.Post("/me/volunteer/close", new { sure = true }, Cancel)).Ok();
    }
}

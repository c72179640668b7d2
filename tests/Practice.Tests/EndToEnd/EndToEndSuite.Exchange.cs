using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Points for things.</summary>
public abstract partial class EndToEndSuite
{
    private async Task<(Api Person, string Number)> Rich(Town town, string activity)
    {
        var person = Somebody();
        var number = await Volunteer(person, town.Station);
        await Settled(number, town, activity, DayAgo(0), 180);
        return (person, number);
    }

    private static Task<System.Text.Json.JsonElement> Order(Api person, string redemption, params string[] states) =>
        Poll.Until(async () => (await person.Get($"/me/redemptions/{redemption}", Cancel)).Ok(), view => states.Contains(view.GetProperty("redemption").Text("state")), Cancel);

    [Fact]
    public async Task Something_is_ordered_for_points_and_handed_over_for_its_code()
    {
        var town = await network.NewTown(Cancel);
        var ((person, _), clerk) = (await Rich(town, "e1"), await network.As("clerk", town.Station, Cancel));
        var item = (await clerk.Post($"/units/{town.Station}/exchange-items", new { name = "毛巾", price = 20, addStock = 1 }, Cancel)).Ok(201).Text("id");

        var order = (await person.Post("/me/redemptions", new { item }, Cancel, key: "one")).Ok(201).GetProperty("redemption").Text("id");
        Assert.Equal(order, (await person.Post("/me/redemptions", new { item }, Cancel, key: "one")).Ok(201).GetProperty("redemption").Text("id"));
        var ready = await Order(person, order, "ready");
        Assert.Equal((10, 0), ((await person.Get("/me/points", Cancel)).Ok().Number("balance"), (await person.Get($"/exchange-items/{item}", Cancel)).Ok().Number("stock")));
        (await person.Post("/me/redemptions", new { item }, Cancel)).Refused(422, "points.short");
        (await clerk.Post($"/units/{town.Station}/pick-ups/{order}/hand-over", new { code = "00000000" }, Cancel)).Refused(422, "redemption.codeWrong");
        Assert.Equal([order], (await clerk.Get($"/units/{town.Station}/pick-ups", Cancel)).Ok().Texts("items", "redemption"));
        (await clerk.Post($"/units/{town.Station}/pick-ups/{order}/hand-over", new { code = ready.Text("code") }, Cancel)).Ok();

        Assert.False((await Order(person, order, "handedOver")).TryGetProperty("code", out _));
        Assert.Equal((10, 20, 180), ((await person.Get("/me/points", Cancel)).Ok().Number("balance"), (await person.Get("/me/points", Cancel)).Ok().Number("redeemed"), (await person.Get("/me/hours", Cancel)).Ok().Number("total")));
    }

    [Fact]
    public async Task A_minors_points_records_and_certificates_are_the_guardians_to_ask_about()
    {
        var (town, mother) = (await network.NewTown(Cancel), Somebody());
        var ward = (await mother.Post("/me/wards", new
        {
            child = Profile(town.Station, Invented("2016-05-06"), "张小明"), guardian = new { name = "李四", phone = "13912345678", relation = "parent" }, childRules = "c1",
        }, Cancel)).Ok(201).GetProperty("profile").Text("number");
        await Settled(ward, town, "w1", DayAgo(0), 180);
        var item = (await Operator.Post($"/units/{town.Station}/exchange-items", new { name = "毛巾", price = 20, addStock = 1 }, Cancel)).Ok(201).Text("id");

        var order = (await mother.Post($"/me/wards/{ward}/redemptions", new { item }, Cancel)).Ok(201).GetProperty("redemption").Text("id");
        Assert.Equal([order], (await mother.Get($"/me/wards/{ward}/redemptions", Cancel)).Ok().Items().Select(o => o.Text("id")));
        await Poll.Until(async () => (await mother.Get($"/me/wards/{ward}/redemptions/{order}", Cancel)).Ok(), view => view.GetProperty("redemption").Text("state") == "ready", Cancel);
        (await mother.Post($"/me/wards/{ward}/redemptions/{order}/cancel", null, Cancel)).Ok();
        (await mother.Post($"/me/wards/{ward}/certificates", new { }, Cancel)).Refused(422, "realName.required");
        Assert.Empty((await mother.Get($"/me/wards/{ward}/certificates", Cancel)).Ok().Items());
        Assert.Equal("少记了", (await mother.Post($"/me/wards/{ward}/hours/records/{ward}-R0001/dispute", new { reason = "少记了" }, Cancel)).Ok().Text("dispute"));
        (await Somebody().Post($"/me/wards/{ward}/redemptions", new { item }, Cancel)).Refused(404, "volunteer.notFound");
    }

    [Fact]
    public async Task The_last_item_goes_to_one_of_many_and_the_others_have_their_points_back()
    {
        const int many = 100, stock = 3;
        var town = await network.NewTown(Cancel);
        var item = (await Operator.Post($"/units/{town.Station}/exchange-items", new { name = "毛巾", price = 20, addStock = stock }, Cancel)).Ok(201).Text("id");
        var people = await Task.WhenAll(Enumerable.Range(0, many).Select(n => Rich(town, $"e2{n}")));

        var orders = await Task.WhenAll(people.Select(async p => (p.Person, Id: (await p.Person.Post("/me/redemptions", new { item }, Cancel)).Ok(201).GetProperty("redemption").Text("id"))));
        var ends = await Task.WhenAll(orders.Select(async o => (o.Person, State: (await Order(o.Person, o.Id, "ready", "refused")).GetProperty("redemption").Text("state"))));

        Assert.Equal(stock, ends.Count(end => end.State == "ready"));
        foreach (var (person, state) in ends)
            Assert.Equal(state == "ready" ? 10 : 30, (await person.Get("/me/points", Cancel)).Ok().Number("balance"));
        var left = (await Operator.Get($"/exchange-items/{item}", Cancel)).Ok();
        Assert.Equal((0, stock), (left.Number("stock"), left.Number("waiting")));
    }

    [Fact]
    public async Task The_same_points_are_never_used_twice_at_once()
    {
        var town = await network.NewTown(Cancel);
        var (person, _) = await Rich(town, "e3");
        var item = (await Operator.Post($"/units/{town.Station}/exchange-items", new { name = "毛巾", price = 20, addStock = 100 }, Cancel)).Ok(201).Text("id");

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.Post("/me/redemptions", new { item }, Cancel)));

        var made = Assert.Single(replies, reply => reply.Status == 201).Ok().GetProperty("redemption").Text("id");
        Assert.All(replies.Where(reply => reply.Status != 201), reply => reply.Refused(422, "points.short"));
        await Order(person, made, "ready");
        (await person.Post($"/me/redemptions/{made}/cancel", null, Cancel)).Ok();
        await Order(person, made, "cancelled");
        Assert.Equal(30, (await person.Get("/me/points", Cancel)).Ok().Number("balance"));
        Assert.Equal(100, (await Operator.Get($"/exchange-items/{item}", Cancel)).Ok().Number("stock"));
        (await person.Post($"/me/redemptions/{made}/cancel", null, Cancel)).Ok();
    }
}

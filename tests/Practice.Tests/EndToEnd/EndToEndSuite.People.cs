using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>What is a person's own.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task A_person_finds_the_own_needs_of_every_unit_with_their_way_and_nobody_elses()
    {
        var town = await network.NewTown(Cancel);
        var (resident, neighbour) = (network.Person($"P-{Guid.NewGuid():n}"), network.Person($"P-{Guid.NewGuid():n}"));
        var first = await Submitted(town.Station, Words("下水堵了"), resident);
        var second = await Submitted(town.Sibling, Words("灯坏了"), resident);
        var third = await Submitted(town.Station, Words("门锁坏了"), resident);
        var others = await Submitted(town.Station, Words("想学剪纸"), neighbour);
        await Submitted(town.Station);
        (await Operator.Post($"/needs/{first}/verify", new { decision = "accept" }, Cancel)).Ok();

        var page = (await resident.Get("/me/needs?limit=2", Cancel)).Ok();
        var rest = (await resident.Get($"/me/needs?limit=2&after={Uri.EscapeDataString(page.Text("next"))}", Cancel)).Ok();
        var verified = (await resident.Get("/me/needs?status=verified", Cancel)).Ok();
        var way = (await resident.Get($"/needs/{first}/history", Cancel)).Ok();

        Assert.Equal([third, second, first], [.. page.Texts("items", "id"), .. rest.Texts("items", "id")]);
        Assert.Equal([first], verified.Texts("items", "id"));
        Assert.Equal([others], (await neighbour.Get("/me/needs", Cancel)).Ok().Texts("items", "id"));
        Assert.Contains("need.submitted", way.Texts("items", "event"));
        Assert.Empty((await Operator.Get("/me/needs", Cancel)).Ok().Items());
        (await neighbour.Get($"/needs/{first}/history", Cancel)).Refused(403, "right.missing");
        (await network.Nobody.Get("/me/needs", Cancel)).Refused(401, "token.missing");
    }
}

using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Certificates of service.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task A_certificate_is_asked_for_issued_publicised_and_checked_by_anybody()
    {
        var (town, person, document) = (await network.NewTown(Cancel), Somebody(), Invented("1985-06-07"));
        var number = (await person.Post("/me/volunteer", Profile(town.Station, document), Cancel)).Ok(201).GetProperty("profile").Text("number");
        var clerk = await network.As("clerk", town.Institute, Cancel);
        (await person.Post("/me/certificates", new { }, Cancel)).Refused(422, "realName.required");
        (await clerk.Post($"/volunteers/{number}/verify", new { genuine = true, document = new { type = "residentIdCard", number = document } }, Cancel)).Ok();
        await Settled(number, town, "z1", DayAgo(0), 119);

        var id = (await person.Post("/me/certificates", new { purpose = "升学" }, Cancel)).Ok(201).Text("id");
        Assert.Equal([id], (await clerk.Get($"/units/{town.Institute}/certificates?status=requested", Cancel)).Ok().Texts("items", "id"));
        var by = new { unit = town.Institute, head = "张所长", handler = "李经办", contact = "0523-86800000" };
        (await Operator.Post($"/volunteers/{number}/certificates/{id}/issue", by, Cancel)).Refused(403, "right.missing");
        var issued = (await clerk.Post($"/volunteers/{number}/certificates/{id}/issue", by, Cancel)).Ok();
        var seen = (await network.Nobody.Get($"/public/certificates/{issued.Text("number")}", Cancel)).Ok();

        Assert.Equal(("publicised", "1.9", 1), (issued.Text("state"), issued.Text("hours"), issued.Items("lines").Length));
        Assert.Equal(("publicised", "1.9", "张**", issued.Text("hash")), (seen.Text("state"), seen.Text("hours"), seen.Text("name"), seen.Text("hash")));
        Assert.Equal(["number", "state", "issuer", "issuedOn", "hours", "name", "hash"], seen.EnumerateObject().Select(member => member.Name));
        Assert.Equal([issued.Text("number")], (await network.Nobody.Get($"/public/units/{town.Institute}/certificates", Cancel)).Ok().Texts("items", "number"));
        Assert.Equal([number], (await network.Nobody.Get($"/public/units/{town.Institute}/certificates", Cancel)).Ok().Texts("items", "name"));
        (await person.Put("/me/volunteer/consents", new { purpose = "publicName", textVersion = "p1" }, Cancel)).Ok();
        Assert.Equal(["张**"], (await network.Nobody.Get($"/public/units/{town.Institute}/certificates", Cancel)).Ok().Texts("items", "name"));
        (await network.Nobody.Get($"/public/certificates/{issued.Text("number")[..^1]}", Cancel)).Refused(404, "certificate.notFound");
        (await (await network.As("supervisor", town.Institute, Cancel)).Post($"/volunteers/{number}/certificates/{id}/revoke", new { reason = "查实虚假" }, Cancel)).Ok();
        Assert.Equal("revoked", (await network.Nobody.Get($"/public/certificates/{issued.Text("number")}", Cancel)).Ok().Text("state"));
    }
}

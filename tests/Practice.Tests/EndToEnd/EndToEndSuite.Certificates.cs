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
        (await person.Get($"/me/certificates/{id}?format=pdf", Cancel)).Refused(409, "certificate.notIssued");
        var issued = (await clerk.Post($"/volunteers/{number}/certificates/{id}/issue", by, Cancel)).Ok();
        var seen = (await network.Nobody.Get($"/public/certificates/{issued.Text("number")}", Cancel)).Ok();

        (await person.Get($"/me/certificates/{id}?format=docx", Cancel)).Refused(400, "format.invalid");
        await Printed(person, $"/me/certificates/{id}?format=pdf", issued.Text("number"));
        await Printed(clerk, $"/volunteers/{number}/certificates/{id}?format=pdf", issued.Text("number"));

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

    // A machine without a Chinese font says so; those of CI have one.
    private static async Task Printed(Api reader, string path, string number)
    {
        var paper = await reader.Get(path, Cancel);
        if (paper.Status == 503 && !Support.PostgresFixture.Promised("browser"))
        {
            paper.Refused(503, "certificate.noFont");
            return;
        }

        using var pdf = UglyToad.PdfPig.PdfDocument.Open(paper.Bytes);
        Assert.Equal((200, "application/pdf"), (paper.Status, paper.ContentType));
        Assert.Contains($"/certificates/{number}", string.Concat(pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value)), StringComparison.Ordinal);
    }
}

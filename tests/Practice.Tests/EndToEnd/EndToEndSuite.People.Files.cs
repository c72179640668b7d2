using MiniExcelLibs;
using Practice.Silo.Api;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>People whom a unit enters from a file, and who come themselves.</summary>
public abstract partial class EndToEndSuite
{
    private const string PeopleHeader = "name,phone,documentNumber,team,skills,minutes\n";

    [Fact]
    public async Task Whoever_was_entered_from_a_file_becomes_a_volunteer_by_himself_with_the_hours_he_had()
    {
        var (town, document, phone) = (await network.NewTown(Cancel), Invented("1985-06-07"), "13812345678");
        var clerk = await network.As("clerk", town.Station, Cancel);
        var team = (await Operator.Post($"/units/{town.Station}/teams", new { name = "护河队", fields = new[] { "environment" } }, Cancel)).Ok(201).Text("id");

        var done = await People(clerk, town.Station, $"{PeopleHeader}张三丰,{phone},{document},{team},electrical,6000\n张三,{phone},123,,,\n");
        Assert.Equal((1, 2, 1), (done.Number("created"), done.Number("rowsDone"), done.Number("errorsTotal")));
        Assert.Equal(["document.invalid"], done.Texts("errors", "code"));
        Assert.Empty((await clerk.Get($"/units/{town.Station}/volunteers", Cancel)).Ok().Items());

        // Neither somebody else with another telephone, nor one who only says that it is his.
        (await Somebody().Post("/me/volunteer", Profile(town.Station, document), Cancel)).Refused(409, "identity.taken");
        (await network.Person($"P-{Guid.NewGuid():n}", "13900001111").Post("/me/volunteer", Profile(town.Station, document), Cancel)).Refused(409, "identity.taken");

        var person = network.Person($"P-{Guid.NewGuid():n}", phone);
        (await person.Get("/me/volunteer", Cancel)).Refused(404, "volunteer.notFound");
        var profile = (await person.Post("/me/volunteer", Profile(town.Station, document), Cancel, key: "come")).Ok(201).GetProperty("profile");
        var again = (await person.Post("/me/volunteer", Profile(town.Station, document), Cancel, key: "come")).Ok(201).GetProperty("profile");
        var hours = (await person.Get("/me/hours", Cancel)).Ok();

        Assert.Equal(profile.Text("number"), again.Text("number"));
        Assert.Equal((6000, 6000, 1), (hours.Number("imported"), hours.Number("total"), hours.Number("stars")));
        Assert.Equal(0, (await person.Get("/me/points", Cancel)).Ok().Number("balance"));
        Assert.Equal("registration", Assert.Single((await person.Get("/me/volunteer", Cancel)).Ok().GetProperty("profile").Items("consents")).Text("purpose"));
        Assert.Equal("requested", Assert.Single((await person.Get("/me/teams", Cancel)).Ok().Items()).Text("state"));
        Assert.Single((await clerk.Get($"/units/{town.Station}/volunteers", Cancel)).Ok().Items());
        (await Somebody().Post("/me/volunteer", Profile(town.Station, document), Cancel)).Refused(409, "identity.taken");
        Assert.Equal(["identity.held"], (await People(clerk, town.Station, $"{PeopleHeader}张三丰,{phone},{document},,,6000\n")).Texts("errors", "code"));
    }

    [Fact]
    public async Task A_workbook_comes_in_is_taken_back_and_is_nobody_elses_business()
    {
        var (town, document) = (await network.NewTown(Cancel), Invented("1985-06-07"));
        var (clerk, files) = (await network.As("clerk", town.Station, Cancel), $"/units/{town.Station}/volunteers");
        using var workbook = new MemoryStream();
        workbook.SaveAs(new[] { new { name = "李四", phone = 13912345678d, documentNumber = document, minutes = 90 } });
        var content = new ByteArrayContent(workbook.ToArray());
        content.Headers.ContentType = new(Sheets.MediaType);
        var id = (await clerk.Send(HttpMethod.Post, files + "/import", content, Cancel)).Ok(202).Text("id");
        var done = await Ended(clerk, $"{files}/imports/{id}");
        Assert.Equal(("done", 1), (done.Text("state"), done.Number("created")));
        var again = await People(clerk, town.Station, $"{PeopleHeader}李四,13912345678,{document},,,90\n");
        Assert.Equal((0, 2), (again.Number("created"), again.Items("errors")[0].Number("line")));

        (await (await network.As("clerk", town.Sibling, Cancel)).Get($"{files}/imports/{id}", Cancel)).Refused(403, "right.missing");
        (await Operator.Get($"{files}/imports/{id}", Cancel)).Refused(403, "right.missing");
        (await Operator.Get($"/imports/{id}", Cancel)).Refused(404, "import.notFound");
        (await clerk.Post($"{files}/imports/{id}/cancel", null, Cancel)).Refused(409, "import.over");
        (await clerk.PostText(files + "/import", "{}", Cancel)).Refused(415, "mediaType.unsupported");
        (await clerk.PostText(files + "/import", "a,b\n", Cancel, "text/csv")).Refused(400, "file.header");
        (await clerk.PostText(files + "/import", PeopleHeader, Cancel, "text/csv")).Refused(400, "file.empty");
        (await clerk.PostText(files + "/import", "no workbook", Cancel, Sheets.MediaType)).Refused(400, "file.workbook");

        var dropped = (await clerk.Send(HttpMethod.Delete, $"{files}/imports/{id}/unclaimed", null, Cancel)).Ok();
        Assert.Equal((1, 0), (dropped.Number("dropped"), dropped.Number("left")));
        Assert.Equal(0, (await clerk.Send(HttpMethod.Delete, $"{files}/imports/{id}/unclaimed", null, Cancel)).Ok().Number("dropped"));
        (await Somebody().Post("/me/volunteer", Profile(town.Station, document), Cancel)).Ok(201);
    }

    private static async Task<System.Text.Json.JsonElement> People(Api clerk, string unit, string csv)
    {
        var id = (await clerk.PostText($"/units/{unit}/volunteers/import", csv, Cancel, "text/csv")).Ok(202).Text("id");
        return await Ended(clerk, $"/units/{unit}/volunteers/imports/{id}");
    }

    private static Task<System.Text.Json.JsonElement> Ended(Api clerk, string import) =>
        Poll.Until(async () => (await clerk.Get(import, Cancel)).Ok(), view => view.Text("state") is "done" or "failed", Cancel);
}

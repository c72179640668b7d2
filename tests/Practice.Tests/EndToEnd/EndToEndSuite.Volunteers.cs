using System.Globalization;
using Practice.Tests.Shared;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>People become volunteers.</summary>
public abstract partial class EndToEndSuite
{
    private static int s_sequence = Random.Shared.Next(0, 500_000);

    private Api Somebody() => network.Person($"P-{Guid.NewGuid():n}");

    /// <summary>An identity number of nobody, that no other test has.</summary>
    private static string Invented(string born)
    {
        var n = Interlocked.Increment(ref s_sequence);
        return IdentityNumberTests.Of(string.Create(CultureInfo.InvariantCulture, $"99{n / 1000 % 10_000:D4}"), DateOnly.Parse(born, CultureInfo.InvariantCulture), n % 1000);
    }

    private static object Profile(string unit, string? document = null, string name = "张三丰", string? birth = null) => new
    {
        unit, name, birth, phone = "13812345678", document = document is null ? null : new { type = "residentIdCard", number = document }, address = "柴墟村3号",
        emergency = new { name = "李四", phone = "13912345678" }, skills = new[] { "electrical" }, fields = new[] { "lifeService" },
        availability = new[] { new { weekday = 6, from = "08:00", until = "12:00" } }, radiusKm = 5, notice = "2026-08",
    };

    private static async Task<string> Volunteer(Api person, string unit, string born = "1980-01-01") =>
        (await person.Post("/me/volunteer", Profile(unit, Invented(born)), Cancel)).Ok(201).GetProperty("profile").Text("number");

    [Fact]
    public async Task A_resident_becomes_a_volunteer_in_one_step_and_sees_the_own_profile_in_the_clear()
    {
        var (town, person, document) = (await network.NewTown(Cancel), Somebody(), Invented("1985-06-07"));
        (await person.Get("/me/volunteer", Cancel)).Refused(404, "volunteer.notFound");

        var made = (await person.Post("/me/volunteer", Profile(town.Station, document), Cancel, key: "once")).Ok(201);
        var again = (await person.Post("/me/volunteer", Profile(town.Station, document), Cancel, key: "once")).Ok(201);
        var (reply, number) = (await person.Get("/me/volunteer", Cancel), made.GetProperty("profile").Text("number"));
        var seen = (await (await network.As("clerk", town.Institute, Cancel)).Get($"/volunteers/{number}", Cancel)).Ok();

        Assert.StartsWith("321204-V", number, StringComparison.Ordinal);
        Assert.Equal(number, again.GetProperty("profile").Text("number"));
        Assert.Equal((document, "1985-06-07", "张三丰"), (reply.Ok().GetProperty("details").Text("documentNumber"), reply.Ok().GetProperty("details").Text("born"), reply.Ok().GetProperty("details").Text("name")));
        Assert.Equal(("张**", "138****5678", $"{document[..3]}***********{document[^4..]}", "declared"), (seen.Text("name"), seen.Text("phone"), seen.Text("document"), seen.Text("realName")));
        (await person.Post("/me/volunteer", Profile(town.Station, document), Cancel)).Refused(409, "volunteer.exists");
        (await Somebody().Get($"/volunteers/{number}", Cancel)).Refused(403, "right.missing");
        (await Operator.Post("/me/volunteer", Profile(town.Station), Cancel)).Refused(422, "person.missing");
    }

    [Fact]
    public async Task A_wrong_document_is_refused_and_anothers_is_taken()
    {
        var (town, document) = (await network.NewTown(Cancel), Invented("1985-06-07"));
        await Somebody().Post("/me/volunteer", Profile(town.Station, document), Cancel);

        (await Somebody().Post("/me/volunteer", Profile(town.Station, document), Cancel)).Refused(409, "identity.taken");
        (await Somebody().Post("/me/volunteer", Profile(town.Station, document[..17] + (document[17] == '0' ? '1' : '0')), Cancel)).Refused(400, "document.invalid");
        (await Somebody().Post("/me/volunteer", Profile(town.Station, document, birth: "1985-06-08"), Cancel)).Refused(400, "birth.mismatch");
        (await Somebody().Post("/me/volunteer", Profile(town.Station), Cancel)).Refused(400, "birth.missing");
        (await Somebody().Post("/me/volunteer", Profile("3212", birth: "1985-06-08"), Cancel)).Refused(422, "unit.tooHigh");
    }

    [Fact]
    public async Task A_refused_registration_and_a_corrected_document_let_the_document_go()
    {
        var (town, person, wrong, right) = (await network.NewTown(Cancel), Somebody(), Invented("2022-06-07"), Invented("1985-06-07"));
        (await person.Post("/me/volunteer", Profile(town.Station, wrong), Cancel)).Refused(422, "age.tooYoung");
        (await Somebody().Post("/me/volunteer", Profile(town.Station, wrong), Cancel)).Refused(422, "age.tooYoung");
        (await person.Post("/me/volunteer", Profile(town.Station, right), Cancel)).Ok(201);

        var other = Invented("1985-06-07");
        var edited = (await person.Patch("/me/volunteer", new { document = new { type = "residentIdCard", number = other }, radiusKm = 0 }, Cancel)).Ok();

        Assert.Equal(other, edited.GetProperty("details").Text("documentNumber"));
        Assert.Equal("张三丰", edited.GetProperty("details").Text("name"));
        Assert.False(edited.GetProperty("profile").TryGetProperty("radiusKm", out _));
        (await Somebody().Post("/me/volunteer", Profile(town.Station, right), Cancel)).Ok(201);
        (await Somebody().Post("/me/volunteer", Profile(town.Station, other), Cancel)).Refused(409, "identity.taken");
        (await person.Patch("/me/volunteer", new { radiusKm = 3 }, Cancel, match: "\"1\"")).Refused(412, "version.stale");
    }

    [Fact]
    public async Task Two_calls_at_once_leave_the_document_with_whoever_has_it()
    {
        var (town, person, document, newer) = (await network.NewTown(Cancel), Somebody(), Invented("1985-06-07"), Invented("1985-06-07"));
        var registered = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => person.Post("/me/volunteer", Profile(town.Station, document), Cancel)));
        Assert.Equal([201, 409, 409, 409], registered.Select(reply => reply.Status).Order());
        (await Somebody().Post("/me/volunteer", Profile(town.Station, document), Cancel)).Refused(409, "identity.taken");

        var edited = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => person.Patch("/me/volunteer", new { document = new { type = "residentIdCard", number = newer }, radiusKm = n + 10 }, Cancel)));

        Assert.Contains(edited, reply => reply.Status == 200);
        Assert.Equal(newer, (await person.Get("/me/volunteer", Cancel)).Ok().GetProperty("details").Text("documentNumber"));
        (await Somebody().Post("/me/volunteer", Profile(town.Station, newer), Cancel)).Refused(409, "identity.taken");
        (await Somebody().Post("/me/volunteer", Profile(town.Station, document), Cancel)).Ok(201);
    }

    [Fact]
    public async Task What_registering_refuses_a_change_refuses_too()
    {
        var (town, person) = (await network.NewTown(Cancel), Somebody());
        await person.Post("/me/volunteer", Profile(town.Station, Invented("1985-06-07")), Cancel);

        (await person.Patch("/me/volunteer", new { unit = "3212" }, Cancel)).Refused(422, "unit.tooHigh");
        (await person.Patch("/me/volunteer", new { birth = "1985-06-08" }, Cancel)).Refused(400, "birth.mismatch");
        (await person.Patch("/me/volunteer", new { document = new { type = "passport", number = "E12345678" }, birth = "2016-06-08" }, Cancel)).Refused(422, "guardian.required");
    }

    [Fact]
    public async Task Whoever_guesses_at_a_code_does_not_learn_who_is_a_minor()
    {
        var (town, adult, stranger) = (await network.NewTown(Cancel), Somebody(), Somebody());
        var number = await Volunteer(adult, town.Station);
        var guardian = new { name = "李四", phone = "13912345678", relation = "parent" };

        foreach (var guess in new[] { number, "321204-V09999999", "nobody" })
            (await stranger.Post("/me/wards/take", new { number = guess, code = "12345678", guardian, notice = "v1" }, Cancel)).Refused(422, "guardian.secretWrong");
    }

    [Fact]
    public async Task A_station_verifies_what_it_has_seen_and_the_person_sees_who_read_the_details()
    {
        var (town, person, document) = (await network.NewTown(Cancel), Somebody(), Invented("1985-06-07"));
        var number = (await person.Post("/me/volunteer", Profile(town.Station, document), Cancel)).Ok(201).GetProperty("profile").Text("number");
        var clerk = await network.As("clerk", town.Station, Cancel);

        (await clerk.Get($"/volunteers/{number}/details", Cancel)).Refused(400, "purpose.missing");
        var details = (await clerk.Get($"/volunteers/{number}/details?purpose=verification", Cancel)).Ok();
        (await clerk.Post($"/volunteers/{number}/verify", new { genuine = true, document = new { type = "residentIdCard", number = Invented("1985-06-07") } }, Cancel)).Refused(422, "realName.otherDocument");
        var verified = (await clerk.Post($"/volunteers/{number}/verify", new { genuine = true, document = new { type = "residentIdCard", number = document } }, Cancel)).Ok();
        var accesses = (await person.Get("/me/volunteer/accesses", Cancel)).Ok().Items();

        Assert.Equal(document, details.GetProperty("details").Text("documentNumber"));
        Assert.Equal("verified", verified.Text("realName"));
        var access = Assert.Single(accesses);
        Assert.Equal((clerk.Subject, "verification", town.Station), (access.Text("by"), access.Text("purpose"), access.Text("unit")));
        (await person.Patch("/me/volunteer", new { name = "张无忌" }, Cancel)).Refused(422, "realName.verified");
        (await Operator.Get($"/volunteers/{number}/details?purpose=contact", Cancel)).Refused(403, "right.missing");
    }

    [Fact]
    public async Task A_guardian_registers_a_child_and_consents_for_a_minor_with_a_code()
    {
        var (town, mother, child, teenager) = (await network.NewTown(Cancel), Somebody(), Invented("2016-05-06"), Somebody());
        var guardian = new { name = "李四", phone = "13912345678", relation = "parent" };
        (await teenager.Post("/me/volunteer", Profile(town.Station, child), Cancel)).Refused(422, "guardian.required");

        var ward = (await mother.Post("/me/wards", new { child = Profile(town.Station, child, "张小明"), guardian, childRules = "c1" }, Cancel)).Ok(201).GetProperty("profile");
        var young = (await teenager.Post("/me/volunteer", Profile(town.Station, Invented("2011-05-06")), Cancel)).Ok(201).GetProperty("profile");
        var code = (await teenager.Post("/me/volunteer/guardian-code", null, Cancel)).Ok();
        (await mother.Post("/me/wards/take", new { number = code.Text("number"), code = "00000000", guardian, notice = "v1" }, Cancel)).Refused(422, "guardian.secretWrong");
        var taken = (await mother.Post("/me/wards/take", new { number = code.Text("number"), code = code.Text("code"), guardian, notice = "v1" }, Cancel)).Ok();

        Assert.Equal(("active", true), (ward.Text("status"), ward.GetProperty("minor").GetBoolean()));
        Assert.Equal(("awaitingGuardian", "active"), (young.Text("status"), taken.Text("status")));
        Assert.Equal([young.Text("number"), ward.Text("number")], (await mother.Get("/me/wards", Cancel)).Ok().Texts("items", "number"));
        Assert.Equal("张小明", (await mother.Get($"/me/wards/{ward.Text("number")}", Cancel)).Ok().GetProperty("details").Text("name"));
        (await teenager.Get($"/me/wards/{ward.Text("number")}", Cancel)).Refused(404, "volunteer.notFound");
        (await mother.Post($"/me/wards/{ward.Text("number")}/consents", new { activity = "321204001-T001-A001" }, Cancel)).Ok();
    }

    [Fact]
    public async Task A_minors_details_need_a_second_person()
    {
        var (town, mother) = (await network.NewTown(Cancel), Somebody());
        var number = (await mother.Post("/me/wards", new
        {
            child = Profile(town.Station, Invented("2016-05-06"), "张小明"), guardian = new { name = "李四", phone = "13912345678", relation = "parent" }, childRules = "c1",
        }, Cancel)).Ok(201).GetProperty("profile").Text("number");
        var (clerk, supervisor) = (await network.As("clerk", town.Station, Cancel), await network.As("supervisor", town.Institute, Cancel));

        (await clerk.Get($"/volunteers/{number}/details?purpose=contact", Cancel)).Refused(422, "minor.approvalNeeded");
        var asked = (await clerk.Post($"/volunteers/{number}/access-requests", new { purpose = "contact", reason = "通知家长" }, Cancel)).Ok(201).Text("id");
        (await supervisor.Post($"/volunteers/{number}/access-requests/{asked}/decide", new { allow = true }, Cancel)).Ok();
        var open = (await clerk.Get($"/volunteers/{number}/details?purpose=contact", Cancel)).Ok();

        Assert.Equal(("张小明", "李四"), (open.GetProperty("details").Text("name"), open.GetProperty("guardian").Text("name")));
        Assert.Equal(["read", "allowed"], (await mother.Get($"/volunteers/{number}/accesses", Cancel)).Ok().Texts("items", "state"));
    }

    [Fact]
    public async Task Volunteers_of_a_subtree_are_found_and_exported_masked()
    {
        var (town, first, second) = (await network.NewTown(Cancel), Somebody(), Somebody());
        var numbers = new[] { await Volunteer(first, town.Station), await Volunteer(second, town.Sibling) };
        var clerk = await network.As("clerk", town.Institute, Cancel);

        var page = (await clerk.Get($"/units/{town.Institute}/volunteers?limit=1", Cancel)).Ok();
        var rest = (await clerk.Get($"/units/{town.Institute}/volunteers?limit=1&after={Uri.EscapeDataString(page.Text("next"))}", Cancel)).Ok();
        var csv = (await clerk.Get($"/units/{town.Institute}/volunteers", Cancel, accept: "text/csv")).Body;

        Assert.Equal([numbers[1], numbers[0]], [.. page.Texts("items", "number"), .. rest.Texts("items", "number")]);
        Assert.Equal([numbers[0]], (await clerk.Get($"/units/{town.Station}/volunteers?q=electrical&realName=declared", Cancel)).Ok().Texts("items", "number"));
        Assert.Contains("张**,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("张三丰", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", csv, StringComparison.Ordinal);
        (await first.Get($"/units/{town.Institute}/volunteers", Cancel)).Refused(403, "right.missing");
    }
}

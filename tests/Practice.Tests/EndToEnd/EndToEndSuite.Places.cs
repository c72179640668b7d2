using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Places: a volunteer's calendar and an activity's seats, through the gateway.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task Nobody_is_in_two_places_at_once_and_nobody_too_many_in_one()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "护河队");
        var leader = await network.As("teamLeader", team, Cancel);
        var sweeping = await Recruiting(team, leader, new { positions = new[] { new { name = "捡拾", headcount = 1 } }, sessions = new[] { Slot(2, 9, 11) } });
        var reading = await Recruiting(team, leader, new { title = "读书会", sessions = new[] { Slot(2, 10, 12) } });
        var cooking = await Recruiting(team, leader, new { title = "做饭", sessions = new[] { new { from = Soon(2, 11).AddMinutes(10), until = Soon(2, 13) } } });
        var people = Enumerable.Range(0, 3).Select(_ => Somebody()).ToList();
        var numbers = new List<string>();
        foreach (var person in people)
            numbers.Add(await Volunteer(person, town.Station));
        (await Somebody().Post($"/activities/{sweeping}/sessions/1/places", new { }, Cancel)).Refused(422, "volunteer.none");

        var first = (await people[0].Post($"/activities/{sweeping}/sessions/1/places", new { }, Cancel, key: "k")).Ok(201);
        var second = (await people[1].Post($"/activities/{sweeping}/sessions/1/places", new { position = "捡拾" }, Cancel)).Ok(201);
        Assert.Equal((numbers[0], "given"), (first.Text("volunteer"), first.Text("state")));
        Assert.Equal(("waiting", 0), (second.Text("state"), second.Number("ahead")));
        await Kept(people[0], sweeping, "given");

        // Hard overlap is refused, near overlap is told, what waits keeps no time.
        (await people[0].Post($"/activities/{reading}/sessions/1/places", new { }, Cancel)).Refused(422, "place.overlap");
        (await people[1].Post($"/activities/{reading}/sessions/1/places", new { }, Cancel)).Ok(201);
        Assert.Equal([$"{sweeping}/1"], (await people[0].Post($"/activities/{cooking}/sessions/1/places", new { }, Cancel)).Ok(201).GetProperty("near").EnumerateArray().Select(n => n.GetString()));
        Assert.Equal("given", (await people[0].Post($"/activities/{sweeping}/sessions/1/places", new { }, Cancel, key: "k")).Ok().Text("state"));

        // Only he himself, or the leader, gives it back; who waits is offered it, and cannot take it while his time is kept elsewhere.
        (await people[2].Post($"/activities/{sweeping}/sessions/1/places/{numbers[0]}/withdraw", new { }, Cancel)).Refused(403, "right.missing");
        Assert.Equal("withdrawn", (await people[0].Post($"/activities/{sweeping}/sessions/1/places/{numbers[0]}/withdraw", new { reason = "有事" }, Cancel)).Ok().Text("state"));
        Assert.Equal("offered", (await people[1].Get($"/activities/{sweeping}/sessions/1/places/{numbers[1]}", Cancel)).Ok().Text("state"));
        (await people[1].Post($"/activities/{sweeping}/sessions/1/places", new { }, Cancel)).Refused(422, "place.overlap");
        (await people[1].Post($"/activities/{reading}/sessions/1/places/{numbers[1]}/withdraw", new { }, Cancel)).Ok();
        Assert.Equal("given", (await people[1].Post($"/activities/{sweeping}/sessions/1/places", new { }, Cancel)).Ok(201).Text("state"));
        (await people[0].Post($"/activities/{reading}/sessions/1/places", new { }, Cancel)).Refused(422, "place.overlap");
        Assert.Equal("given", (await people[2].Post($"/activities/{reading}/sessions/1/places", new { }, Cancel)).Ok(201).Text("state"));

        var roll = (await leader.Get($"/activities/{sweeping}/sessions/1/places", Cancel)).Ok();
        Assert.Equal(new[] { (numbers[0], "withdrawn", "张**"), (numbers[1], "given", "张**") }.Order(), roll.Items().Select(p => (p.Text("volunteer"), p.Text("state"), p.Text("shown"))).Order());
        Assert.DoesNotContain("张三丰", roll.ToString(), StringComparison.Ordinal);
        (await people[1].Get($"/activities/{sweeping}/sessions/1/places", Cancel)).Refused(403, "right.missing");
        Assert.Equal([sweeping, cooking], (await people[0].Get("/me/places", Cancel)).Ok().Texts("items", "activity"));

        await network.Restart(Cancel);
        Assert.Equal(roll.ToString(), (await leader.Get($"/activities/{sweeping}/sessions/1/places", Cancel)).Ok().ToString());
        await Kept(people[0], cooking, "given");
    }

    [Fact]
    public async Task Many_at_the_last_place_are_one_with_it_and_every_calendar_knows_its_answer()
    {
        const int many = 30;
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "护河队");
        var leader = await network.As("teamLeader", team, Cancel);
        var id = await Recruiting(team, leader, new { waitingList = 5, positions = new[] { new { name = "捡拾", headcount = 1 } }, sessions = new[] { Slot(2, 9, 11) } });
        var people = Enumerable.Range(0, many).Select(_ => Somebody()).ToList();
        foreach (var chunk in people.Chunk(10))
            await Task.WhenAll(chunk.Select(person => Volunteer(person, town.Station)));

        var answers = await Task.WhenAll(people.Select(person => person.Post($"/activities/{id}/sessions/1/places", new { }, Cancel)));

        Assert.Equal(1, answers.Count(a => a.Status == 201 && a.Ok().Text("state") == "given"));
        Assert.Equal(5, answers.Count(a => a.Status == 201 && a.Ok().Text("state") == "waiting"));
        Assert.All(answers.Where(a => a.Status != 201), a => a.Refused(409, "session.full"));
        foreach (var (person, answer) in people.Zip(answers))
            await Poll.Until(async () => (await person.Get("/me/volunteer/calendar", Cancel)).Ok().Items(),
                entries => answer.Status == 201 ? entries is [var only] && only.Text("state") == answer.Ok().Text("state") : entries.Length == 0, Cancel);
    }

    [Fact]
    public async Task What_suits_somebody_is_told_with_its_reasons_and_without_what_clashes()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "护河队");
        var leader = await network.As("teamLeader", team, Cancel);
        var suits = await Recruiting(team, leader, new { title = "修电灯", positions = new[] { new { name = "修理", headcount = 2, skills = new[] { "electrical" } } }, sessions = new[] { Slot(2, 9, 11) } });
        var clashes = await Recruiting(team, leader, new { title = "读书会", sessions = new[] { Slot(3, 9, 11) } });
        var taken = await Recruiting(team, leader, new { title = "清河道", sessions = new[] { Slot(3, 10, 12) } });
        var cannot = await Recruiting(team, leader, new { title = "木工", positions = new[] { new { name = "木工", headcount = 2, skills = new[] { "carpentry" } } }, sessions = new[] { Slot(4, 9, 11) } });
        var person = Somebody();
        await Volunteer(person, town.Station);
        (await person.Post($"/activities/{taken}/sessions/1/places", new { }, Cancel)).Ok(201);

        var found = (await person.Get("/me/activities/for-me?days=10&limit=200", Cancel)).Ok();

        var first = found.Items().First(item => item.Text("unit") == town.Station);
        Assert.Equal(suits, first.Text("activity"));
        Assert.Contains("skill", first.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        Assert.Contains("village", first.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        Assert.Empty(found.Texts("items", "activity").Intersect([clashes, taken, cannot]));
        Assert.Empty((await Operator.Get("/me/activities/for-me", Cancel)).Ok().Items());
    }

    [Fact]
    public async Task A_family_takes_part_together_and_members_are_invited_and_say_yes_themselves()
    {
        var town = await network.NewTown(Cancel);
        var team = await Team(town.Station, "护河队");
        var leader = await network.As("teamLeader", team, Cancel);
        var id = await Recruiting(team, leader, new { positions = new[] { new { name = "捡拾", headcount = 5 } }, sessions = new[] { Slot(2, 9, 11) } });
        var (mother, member, stranger) = (Somebody(), Somebody(), Somebody());
        var (number, invited, other) = (await Volunteer(mother, town.Station), await Volunteer(member, town.Station), await Volunteer(stranger, town.Station));
        var child = ChinaYear(-10);
        var ward = (await mother.Post("/me/wards", new
        {
            child = Profile(town.Station, Invented(child), "张小明"), guardian = new { name = "张三丰", phone = "13812345678", relation = "parent" }, childRules = "c1",
        }, Cancel)).Ok(201).GetProperty("profile").Text("number");
        var places = $"/activities/{id}/sessions/1/places";

        (await stranger.Post(places, new { wards = new[] { ward } }, Cancel)).Refused(422, "guardian.notYours");
        (await stranger.Post($"{places}/{other}/withdraw", new { }, Cancel)).Refused(404, "place.notFound");
        var given = (await mother.Post(places, new { wards = new[] { ward }, children = 1 }, Cancel)).Ok(201);
        Assert.Equal(("given", 2), (given.Text("state"), given.Number("seats")));
        Assert.Equal((number, "given"), ((await mother.Get($"{places}/{ward}", Cancel)).Ok().Text("guardian"), (await mother.Get($"{places}/{ward}", Cancel)).Ok().Text("state")));
        Assert.Equal(ward, (await leader.Get(places, Cancel)).Ok().Items().First(p => p.Text("volunteer") == ward).Text("shown"));

        (await leader.Post($"/activities/{id}/sessions/1/invitations", new { position = "捡拾", volunteers = new[] { invited } }, Cancel)).Refused(422, "volunteer.notMember");
        (await leader.Post($"/teams/{team}/members/invite", new { number = invited }, Cancel)).Ok(201);
        (await member.Post($"/me/teams/{team}/answer", new { accept = true }, Cancel)).Ok();
        var kept = await Poll.Until(() => leader.Post($"/activities/{id}/sessions/1/invitations", new { position = "捡拾", volunteers = new[] { invited } }, Cancel), reply => reply.Status == 200, Cancel);
        Assert.Equal(4, kept.Ok().Items("positions")[0].Number("taken"));
        Assert.Equal("invited", (await member.Get($"{places}/{invited}", Cancel)).Ok().Text("state"));
        Assert.Equal("given", (await member.Post(places, new { }, Cancel)).Ok(201).Text("state"));

        (await mother.Post($"{places}/{number}/withdraw", new { }, Cancel)).Ok();
        Assert.Equal("withdrawn", (await mother.Get($"{places}/{ward}", Cancel)).Ok().Text("state"));
        Assert.Equal(1, (await leader.Get($"/activities/{id}/sessions/1", Cancel)).Ok().Items("positions")[0].Number("taken"));
    }

    private static string ChinaYear(int years) => Practice.Calendars.ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddYears(years).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<System.Text.Json.JsonElement[]> Kept(Api person, string activity, string state) => Poll.Until(
        async () => (await person.Get("/me/volunteer/calendar", Cancel)).Ok().Items(), entries => entries.Any(e => e.Text("session") == activity + "/1" && e.Text("state") == state), Cancel);
}

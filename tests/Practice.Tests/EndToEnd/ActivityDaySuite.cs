using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Tests.Shared;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>A session from the sign-up to the hours, on a network whose clock is moved on.</summary>
public abstract class ActivityDaySuite(Network network) : IAsyncLifetime
{
    private static int s_born = Random.Shared.Next(500_000, 900_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DomainClock Clock => network.SiloServices.GetRequiredService<DomainClock>();

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_was_there_has_his_minutes_once_and_a_restart_and_a_correction_lose_nothing()
    {
        var team = (await network.Operator.Post($"/units/{Network.Station}/teams", new { name = "护河队", fields = new[] { "lifeService" } }, Cancel)).Ok(201).Text("id");
        var (leader, clerk) = (await network.As("teamLeader", team, Cancel), await network.As("clerk", Network.Station, Cancel));
        var people = Enumerable.Range(0, 4).Select(_ => network.Person($"P-{Guid.NewGuid():n}")).ToList();
        var numbers = new List<string>();
        foreach (var person in people)
            numbers.Add(await Volunteer(person));
        var begins = ChinaTime.StartOf(ChinaTime.DateOf(Clock.Now).AddDays(3)).AddHours(9);
        var id = await Recruiting(team, leader, clerk, begins);
        var session = $"/activities/{id}/sessions/1";
        foreach (var person in people)
            Assert.Equal("given", (await person.Post(session + "/places", new { }, Cancel)).Ok(201).Text("state"));
        (await leader.Get(session + "/code", Cancel)).Refused(409, "session.state");

        // 08:50: the first comes early; what counts begins at nine.
        Clock.Advance(begins.AddMinutes(-10));
        Assert.Equal("given", (await people[0].Post(session + "/check-ins", new { code = await Code(leader, session) }, Cancel)).Ok().Text("state"));
        Clock.Advance(begins);
        await Session(session, "running");
        (await people[1].Post(session + "/check-ins", new { code = "12345x" }, Cancel)).Refused(422, "code.wrong");
        var stale = await Code(leader, session);
        Clock.Advance(begins.AddMinutes(15));
        (await people[1].Post(session + "/check-ins", new { code = stale }, Cancel)).Refused(422, "code.wrong");
        (await people[1].Post(session + "/check-ins", new { code = await Code(leader, session, "token"), where = new { lat = 32.3183, lon = 119.8758, datum = "wgs84" } }, Cancel)).Ok();
        (await network.Person($"P-{Guid.NewGuid():n}").Post(session + "/check-ins", new { code = "123456" }, Cancel)).Refused(422, "volunteer.none");

        // The third is out of reach and tells later; the fourth is called on the roll.
        var (seen, at) = (await Code(leader, session, "token"), Clock.Now.AddSeconds(-20));
        Clock.Advance(begins.AddMinutes(60));
        var late = (await people[2].Post(session + "/check-ins", new { code = seen, at }, Cancel)).Ok();
        Assert.Contains("late", late.GetProperty("flags").EnumerateArray().Select(f => f.GetString()));
        foreach (var person in people.Take(3))
            (await person.Post(session + "/check-ins", new Dictionary<string, object> { ["out"] = true, ["code"] = await Code(leader, session) }, Cancel)).Ok();
        (await leader.Post(session + "/roll", new { lines = new[] { new { volunteer = numbers[3], absent = "illness" } } }, Cancel)).Ok();
        (await leader.Post(session + "/settle", null, Cancel)).Refused(409, "session.state");

        Clock.Advance(begins.AddHours(2));
        await Session(session, "finished");
        Assert.Equal("settled", (await leader.Post(session + "/settle", null, Cancel)).Ok().Text("state"));
        var roll = (await leader.Get(session + "/places", Cancel)).Ok().Items().ToDictionary(p => p.Text("volunteer"));
        Assert.Equal([60, 45, 45, 0], numbers.Select(n => roll[n].Number("minutes")));
        Assert.Equal(["attended", "attended", "attended", "noShow"], numbers.Select(n => roll[n].Text("state")));
        Assert.Equal("illness", roll[numbers[3]].Text("absence"));
        Assert.DoesNotContain("119.87", string.Concat(roll.Values), StringComparison.Ordinal);

        // Two people correct what one has overlooked.
        (await people[1].Post($"{session}/places/{numbers[1]}/correction", new { minutes = 55, reason = "九点零五就到了" }, Cancel)).Ok();
        (await people[1].Post($"{session}/places/{numbers[1]}/correction/decide", new { granted = true }, Cancel)).Refused(403, "right.missing");
        Assert.Equal(55, (await clerk.Post($"{session}/places/{numbers[1]}/correction/decide", new { granted = true }, Cancel)).Ok().Number("minutes"));
        (await clerk.Post($"{session}/places/{numbers[1]}/correction/decide", new { granted = true }, Cancel)).Refused(409, "correction.none");
        await Recorded(people[1], 55);
        await Recorded(people[0], 60);

        var before = (await leader.Get(session + "/places", Cancel)).Ok().ToString();
        await network.Restart(Cancel);
        Assert.Equal(before, (await leader.Get(session + "/places", Cancel)).Ok().ToString());
        Assert.Equal("settled", (await leader.Get($"/activities/{id}", Cancel)).Ok().Text("state"));
    }

    private static Task<JsonElement[]> Recorded(Api person, int minutes) => Poll.Until(
        async () => (await person.Get("/me/places", Cancel)).Ok().Items(), places => places is [var only] && only.TryGetProperty("recordState", out _) && only.Number("minutes") == minutes, Cancel);

    private static async Task<string> Code(Api leader, string session, string what = "code") => (await leader.Get(session + "/code", Cancel)).Ok().Text(what);

    private Task<JsonElement> Session(string session, string state) => Poll.Until(async () => (await network.Operator.Get(session, Cancel)).Ok(), s => s.Text("state") == state, Cancel);

    private static async Task<string> Recruiting(string team, Api leader, Api clerk, DateTimeOffset begins)
    {
        var id = (await leader.Post($"/teams/{team}/activities", new
        {
            title = "清河道", category = "lifeService", riskStatement = "水边湿滑", location = new { address = "柴墟村码头", lat = 32.316073, lon = 119.880571, datum = "gcj02" },
            positions = new[] { new { name = "捡拾", headcount = 5 } }, sessions = new[] { new { from = begins, until = begins.AddHours(2) } },
        }, Cancel)).Ok(201).Text("id");
        (await clerk.Post($"/activities/{id}/review", new { accepted = true }, Cancel)).Ok();
        (await leader.Post($"/activities/{id}/publish", null, Cancel)).Ok();
        return id;
    }

    private static async Task<string> Volunteer(Api person)
    {
        var n = Interlocked.Increment(ref s_born);
        var document = IdentityNumberTests.Of(string.Create(CultureInfo.InvariantCulture, $"99{n / 1000 % 10_000:D4}"), new DateOnly(1980, 1, 1), n % 1000);
        return (await person.Post("/me/volunteer", new
        {
            unit = Network.Station, name = "张三丰", phone = "13812345678", document = new { type = "residentIdCard", number = document }, address = "柴墟村3号",
            emergency = new { name = "李四", phone = "13912345678" }, notice = "2026-08",
        }, Cancel)).Ok(201).GetProperty("profile").Text("number");
    }
}

/// <summary>On the embedded default.</summary>
public sealed class SqliteActivityDayTests(SqliteNetwork network) : ActivityDaySuite(network), IClassFixture<SqliteNetwork>;

/// <summary>On PostgreSQL; skipped with its reason where none can be had.</summary>
public sealed class PostgresActivityDayTests(PostgresNetwork network) : ActivityDaySuite(network), IClassFixture<PostgresNetwork>;

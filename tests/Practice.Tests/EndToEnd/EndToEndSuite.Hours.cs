using Microsoft.Extensions.DependencyInjection;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Tests.Intake;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>What volunteers have served, and what it is worth.</summary>
public abstract partial class EndToEndSuite
{
    private static DateTimeOffset DayAgo(int hour) => new DateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(-1).Date, TimeSpan.Zero).AddHours(hour);

    /// <summary>What an activity says when it settles; activities have their own tests.</summary>
    private Task Settled(string number, Town town, string activity, DateTimeOffset from, int minutes, int version = 1, int seq = 1) => network.Settled(number, town, activity, from, minutes, version, seq);

    private static async Task<string> Proof(Api by, string unit) => (await Send(by, unit, Pictures.Png(), "image/png")).Ok(201).Text("id");

    [Fact]
    public async Task Settled_service_is_told_in_hours_points_and_entries()
    {
        var (town, person) = (await network.NewTown(Cancel), Somebody());
        var number = await Volunteer(person, town.Station);

        await Settled(number, town, $"{town.Institute}-A0001", DayAgo(0), 480);
        await Settled(number, town, $"{town.Institute}-A0002", DayAgo(4), 60);
        await Settled(number, town, $"{town.Institute}-A0001", DayAgo(0), 450, version: 2, seq: 2);

        var hours = (await person.Get("/me/hours", Cancel)).Ok();
        Assert.Equal((450, 0, 450, 0), (hours.Number("signedIn"), hours.Number("backFilled"), hours.Number("total"), hours.Number("stars")));
        Assert.Equal(75, (await person.Get("/me/points", Cancel)).Ok().Number("balance"));
        var entries = (await person.Get("/me/ledger", Cancel)).Ok();
        Assert.Equal(["earn", "earn", "reverse", "reverse", "earn", "earn"], entries.Texts("items", "kind"));
        var records = (await (await network.As("clerk", town.Institute, Cancel)).Get($"/volunteers/{number}/records", Cancel)).Ok();
        Assert.Equal([("voided", "overlap"), ("confirmed", null)], records.Items().Select(r => (r.Text("state"), r.TryGetProperty("reason", out var why) ? why.GetString() : null)));
        Assert.Equal(2, records.Items()[1].Items("versions").Length);
    }

    [Fact]
    public async Task Service_entered_afterwards_counts_when_a_second_person_has_approved_it()
    {
        var (town, person) = (await network.NewTown(Cancel), Somebody());
        var number = await Volunteer(person, town.Station);
        var (clerk, other) = (await network.As("clerk", town.Station, Cancel), await network.As("supervisor", town.Institute, Cancel));
        object Late(string[] evidence) => new { title = "卡口值守", from = DayAgo(1), until = DayAgo(3), minutes = 90, evidence, reason = "漏签" };

        var file = await Proof(clerk, town.Station);
        (await clerk.Post($"/volunteers/{number}/records", Late([]), Cancel)).Refused(422, "record.evidence");
        (await clerk.Post($"/volunteers/{number}/records", Late([town.Station + "-F999999"]), Cancel)).Refused(422, "record.evidence");
        (await person.Post($"/volunteers/{number}/records", Late(["x"]), Cancel)).Refused(403, "right.missing");
        var record = (await clerk.Post($"/volunteers/{number}/records", Late([file]), Cancel)).Ok(201).Text("id");
        (await clerk.Post($"/volunteers/{number}/records/{record}/approve", null, Cancel)).Refused(422, "fourEyes.same");
        Assert.Equal(0, (await person.Get("/me/hours", Cancel)).Ok().Number("total"));
        Assert.Equal([record], (await other.Get($"/units/{town.Institute}/records?waiting=true", Cancel)).Ok().Texts("items", "id"));

        Assert.Equal("confirmed", (await other.Post($"/volunteers/{number}/records/{record}/approve", null, Cancel)).Ok().Text("state"));
        (await person.Post($"/me/hours/records/{record}/dispute", new { reason = "少记了" }, Cancel)).Ok();
        (await other.Post($"/volunteers/{number}/records/{record}/corrections", new { minutes = 120, reason = "少记了" }, Cancel)).Ok();
        var corrected = (await clerk.Post($"/volunteers/{number}/records/{record}/approve", null, Cancel)).Ok();

        Assert.Equal((120, "confirmed", 3), (corrected.Number("minutes"), corrected.Text("state"), corrected.Items("versions").Length));
        var hours = (await person.Get("/me/hours", Cancel)).Ok();
        Assert.Equal((0, 120), (hours.Number("signedIn"), hours.Number("backFilled")));
        Assert.Equal(0, (await person.Get("/me/points", Cancel)).Ok().Number("balance"));
        (await clerk.Post($"/volunteers/{number}/records", Late([town.Station + "-F000001"]), Cancel)).Refused(422, "record.overlap");
    }

    [Fact]
    public async Task Many_records_entered_by_one_account_are_shown_to_those_above()
    {
        var town = await network.NewTown(Cancel);
        var clerk = await network.As("clerk", town.Station, Cancel);
        var (numbers, file) = (new List<string>(), await Proof(clerk, town.Station));
        for (var n = 0; n < 4; n++)
            numbers.Add(await Volunteer(Somebody(), town.Station));
        for (var n = 0; n < 20; n++)
        {
            var from = DayAgo(0).AddHours(n / 4);
            (await clerk.Post($"/volunteers/{numbers[n % 4]}/records", new { title = "卡口值守", from, until = from.AddMinutes(50), minutes = 50, evidence = new[] { file }, reason = "漏签" }, Cancel)).Ok(201);
        }

        var month = Practice.Calendars.ChinaTime.MonthOf(DayAgo(0)).ToString();
        var anomaly = Assert.Single((await (await network.As("supervisor", town.Institute, Cancel)).Get($"/units/{town.Institute}/anomalies?month={month}", Cancel)).Ok().Items());

        Assert.Equal(("massBackFill", clerk.Subject, 20), (anomaly.Text("kind"), anomaly.Items("of")[0].GetString(), anomaly.Number("number")));
    }

    [Fact]
    public async Task A_county_says_how_service_is_counted()
    {
        var town = await network.NewTown(Cancel);
        var seen = (await Operator.Get($"/units/{town.Institute}/volunteering", Cancel)).Ok();
        Assert.Equal((480, 10), (seen.GetProperty("table").Number("dayMinutes"), seen.GetProperty("table").Number("points", "perHour")));

        object Table(int perHour, int[] stars) => new { nearMinutes = 30, dayMinutes = 480, backfillDays = 10, starHours = stars, starBasis = "calendarYear", points = new { perHour, coefficients = new[] { new { category = "environment", percent = 200 } }, dayCap = 0, expireAfterMonths = 12 } };
        (await Operator.Put($"/units/{town.Institute}/volunteering", Table(5, [2, 1]), Cancel)).Refused(422, "volunteering.stars");
        (await Operator.Put($"/units/{town.Institute}/volunteering", Table(5, [1, 2]), Cancel)).Ok();
        var person = Somebody();
        var number = await Volunteer(person, town.Station);
        await Settled(number, town, $"{town.Institute}-A0003", DayAgo(0), 61);

        Assert.Equal(10, (await person.Get("/me/points", Cancel)).Ok().Number("balance"));
        Assert.Equal((1, "calendarYear"), ((await person.Get("/me/hours", Cancel)).Ok().Number("stars"), (await person.Get("/me/hours", Cancel)).Ok().Text("basis")));
    }
}

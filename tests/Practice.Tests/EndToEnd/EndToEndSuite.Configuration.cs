using System.Globalization;
using Practice.Calendars;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>What a county sets for itself: from a day on, tried before it is switched on.</summary>
public abstract partial class EndToEndSuite
{
    [Fact]
    public async Task A_county_sets_its_weights_from_a_day_on_and_reads_every_version()
    {
        var town = await network.NewTown(Cancel);
        var way = $"/units/{town.Institute}/ranking";
        var (now, later) = (new { skill = 0.2, distance = 0.4, rating = 0.2, load = 0.1, room = 0.1 }, new { skill = 0.6, distance = 0.1, rating = 0.1, load = 0.1, room = 0.1 });
        var today = ChinaTime.DateOf(TimeProvider.System.GetUtcNow());
        var next = today.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        (await Operator.Put(way, new { skill = 0.9, distance = 0.1, rating = 0, load = 0, room = 0 }, Cancel, "\"0\"")).Refused(422, "ranking.bounds");
        (await Operator.Put(way + $"?effectiveFrom={today:yyyy-MM-dd}", now, Cancel, "\"0\"")).Refused(422, "effectiveFrom.past");
        (await Operator.Put(way + "?effectiveFrom=0001-01-01", now, Cancel, "\"0\"")).Refused(422, "effectiveFrom.past");
        (await Operator.Put(way, now, Cancel, "\"0\"")).Ok();
        var planned = (await Operator.Put(way + "?effectiveFrom=" + next, later, Cancel, "\"1\"")).Ok();
        (await Operator.Put(way, now, Cancel, "\"1\"")).Refused(412, "version.stale");

        Assert.StartsWith(next, planned.Text("effectiveFrom"), StringComparison.Ordinal);
        var inForce = (await Operator.Get($"/units/{town.Station}/ranking", Cancel)).Ok();
        Assert.Equal(("0.4", town.Institute), (inForce.GetProperty("table").Text("distance"), inForce.Text("from")));
        Assert.StartsWith(next, (await Operator.Get(way, Cancel)).Ok().Text("nextFrom"), StringComparison.Ordinal);
        Assert.Equal(["planned", "inForce"], (await Operator.Get($"/units/{town.Institute}/settings/history?kind=ranking", Cancel)).Ok().Items().Select(v => v.Text("standing")));
    }

    [Fact]
    public async Task A_routing_catalogue_is_tried_against_the_past_before_it_is_switched_on_and_then_followed()
    {
        var (town, other) = (await network.NewTown(Cancel), await network.NewTown(Cancel));
        var clerk = await network.As("clerk", town.Station, Cancel);
        var way = $"/units/{town.Institute}/routing";
        var old = await Verified(town.Station);
        object Table(bool enabled, string to, params string[] areas) => new { enabled, rules = new[] { new { name = "归所里", to, categories = new[] { "lifeService" }, areas, follow = true } } };
        var today = ChinaTime.DateOf(TimeProvider.System.GetUtcNow());
        object Trial(object? table) => new { table, from = today.AddDays(-1), until = today.AddDays(1) };

        (await Operator.Put(way, Table(true, town.Institute, town.Institute), Cancel, "\"0\"")).Refused(422, "routing.self");
        (await Operator.Put(way, Table(true, other.Institute), Cancel, "\"0\"")).Refused(422, "routing.to");
        (await Operator.Post(way + "/try", Trial(Table(true, other.Institute)), Cancel)).Refused(422, "routing.to");
        var tried = (await Operator.Post(way + "/try", Trial(Table(false, town.Institute, town.Station)), Cancel)).Ok();
        Assert.Equal((1, 0, 1), (tried.Number("needs"), tried.Number("stay"), tried.GetProperty("rules")[0].Number("needs")));
        Assert.Equal(town.Station, (await clerk.Get($"/needs/{old}", Cancel)).Ok().Text("owner"));
        (await Operator.Put(way, Table(true, town.Institute, town.Station), Cancel, "\"0\"")).Ok();

        var route = await Poll.Until(async () => (await clerk.Get($"/needs/{old}/route", Cancel)).Ok(), found => found.TryGetProperty("to", out _), Cancel);
        Assert.Equal(("归所里", town.Institute), (route.Text("rule"), route.Text("to")));
        var seen = await Submitted(town.Station);
        var answer = (await clerk.Post($"/needs/{seen}/verify", new { decision = "accept" }, Cancel)).Ok().GetProperty("route");
        Assert.Equal(("归所里", town.Institute, "true"), (answer.Text("rule"), answer.Text("to"), answer.Text("follow")));
        var sent = (await clerk.Post($"/needs/{old}/dispatch", new { mode = "auto" }, Cancel)).Ok();
        Assert.Equal(town.Institute, sent.GetProperty("referral").Text("department"));
    }

    [Fact]
    public async Task The_days_words_are_the_countys_own_and_an_unknown_placeholder_is_named()
    {
        var town = await network.NewTown(Cancel);
        var (clerk, way) = (await network.As("clerk", town.Station, Cancel), $"/units/{town.Institute}/templates");

        (await Operator.Put(way, new { station = "{unit} {telephone}" }, Cancel, "\"0\"")).Refused(422, "template.placeholder");
        (await Operator.Put(way, new { station = "{unit}请看:超期 {overdue} 件" }, Cancel, "\"0\"")).Ok();

        var text = (await Poll.Until(async () => (await clerk.Get($"/units/{town.Station}/digest", Cancel)).Ok(), digest => digest.Text("text").Contains("请看", StringComparison.Ordinal), Cancel)).Text("text");
        Assert.EndsWith("请看:超期 0 件", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_given_up_is_inherited_again_with_what_was_planned_of_it()
    {
        var town = await network.NewTown(Cancel);
        var (way, next) = ($"/units/{town.Institute}/ladder", ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        object Steps(int remind) => new { remindAtPercent = remind, urgeAfter = "2wd", superviseAfter = "4wd", escalateAfter = "6wd", superviseAtBroken = 1, listAtBroken = 2 };
        (await Operator.Put(way, Steps(60), Cancel, "\"0\"")).Ok();
        (await Operator.Put(way + "?effectiveFrom=" + next, Steps(70), Cancel, "\"1\"")).Ok();

        (await Operator.Send(HttpMethod.Delete, way, null, Cancel)).Refused(428, "ifMatch.missing");
        (await Operator.Send(HttpMethod.Delete, way, null, Cancel, match: "\"1\"")).Refused(412, "version.stale");
        (await (await network.As("clerk", town.Institute, Cancel)).Send(HttpMethod.Delete, way, null, Cancel, match: "\"2\"")).Refused(403, "right.missing");
        var inherited = (await Operator.Send(HttpMethod.Delete, way, null, Cancel, match: "\"2\"")).Ok();

        Assert.Equal((75, "0"), (inherited.GetProperty("table").Number("remindAtPercent"), inherited.Text("version")));
        Assert.False(inherited.TryGetProperty("nextFrom", out _));
        Assert.Equal([("inForce", true), ("past", false), ("past", false)], (await Operator.Get($"/units/{town.Institute}/settings/history?kind=ladder", Cancel)).Ok().Items()
            .Select(v => (v.Text("standing"), v.GetProperty("table").TryGetProperty("inherited", out _))));
        (await Operator.Send(HttpMethod.Delete, way, null, Cancel, match: "\"0\"")).Ok();
        (await Operator.Put(way, Steps(80), Cancel, "\"0\"")).Ok();
    }
}

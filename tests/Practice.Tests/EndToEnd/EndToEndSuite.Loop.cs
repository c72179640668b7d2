using System.Globalization;
using System.Text.Json;
using Practice.Calendars;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>The whole way of a need, from the first word to the public line.</summary>
public abstract partial class EndToEndSuite
{
    private static string ThisMonth => ChinaTime.MonthOf(TimeProvider.System.GetUtcNow()).ToString();

    [Fact]
    public async Task A_need_travels_the_network_and_comes_back_as_a_public_line_and_a_restart_loses_nothing()
    {
        var squad = await Team(Centre, "白衣天使", field: "health");
        var plumbers = await Team(Station, "邻里互助队", skills: ["plumbing"]);
        var near = await Verified(Station, Words("厨房下水堵了,水往外漫", "lifeService.plumbing"));
        var far = await Verified(Station, Words("老人想量血压", "health"));
        var open = await Verified(Station, Words("想学剪纸", "cultureArts"));

        await DispatchedTo(near, plumbers, Station);
        var seen = await DispatchedTo(far, squad, Centre);
        await Work(seen.OrderOf(squad).Text("id"));
        Assert.Equal(["321203001", "321203"], await Hops(far));
        Assert.Equal(Station, (await Need(near, n => n.Text("status") == "dispatching")).Text("owner"));
        await Work((await Operator.Get($"/needs/{near}", Cancel)).Ok().OrderOf(plumbers).Text("id"));
        (await Operator.Post($"/needs/{near}/rating", new { score = 5, comment = "来得快" }, Cancel)).Ok();

        await StatisticsAreSums();
        await PublishMonth(open);
        await Poll.Until(
            async () => (await Operator.Get($"/units/{Centre}/statistics?month={ThisMonth}", Cancel)).Ok(),
            s => s.GetProperty("total").GetProperty("byStatus").TryGetProperty("unfulfilled", out _), Cancel);
        var before = await Everything(near, far, open, plumbers);
        await network.Restart(Cancel);
        var after = await Everything(near, far, open, plumbers);
        Assert.Equal(before, after);
    }

    private async Task<JsonElement> DispatchedTo(string need, string team, string owner)
    {
        (await Operator.Post($"/needs/{need}/dispatch", new { mode = "auto" }, Cancel)).Ok();
        var seen = await Need(need, n => n.Items("orders").Length > 0);
        Assert.Equal((team, "offered", owner), (Assert.Single(seen.Items("orders")).Text("team"), seen.OrderOf(team).Text("status"), seen.Text("owner")));
        return seen;
    }

    // Each level that the search went up to, from the history.
    private async Task<string[]> Hops(string need) =>
    [
        .. (await Operator.Get($"/needs/{need}/history?limit=200", Cancel)).Ok().Items().Where(e => e.Text("event") == "need.escalated").Select(e => e.GetProperty("data").Text("to")),
    ];

    private async Task StatisticsAreSums()
    {
        foreach (var unit in new[] { Station, Institute, Centre, Network.City })
        {
            var seen = await Poll.Until(
                async () => (await Operator.Get($"/units/{unit}/statistics?month={ThisMonth}", Cancel)).Ok(),
                s => s.Number("total", "fulfilled") >= 2 && s.Number("total", "ratedNeeds") >= 1, Cancel);
            foreach (var count in new[] { "submitted", "taken", "fulfilled", "onTime", "owed", "ratedNeeds" })
                Assert.Equal(seen.Number("total", count), seen.Number("own", count) + seen.Items("children").Sum(child => child.Number("counts", count)));
            if (unit == Network.City)
                continue;
            Assert.Equal((3, 2, 1), (seen.Number("total", "submitted"), seen.Number("total", "fulfilled"), seen.Number("total", "ratedNeeds")));
            var satisfaction = seen.GetProperty("rates").GetProperty("satisfactionRate");
            Assert.Equal((1, 1), (satisfaction.Number("numerator"), satisfaction.Number("denominator")));
        }
    }

    private async Task PublishMonth(string open)
    {
        var month = $"/units/{Station}/months/{ThisMonth}";
        (await Operator.Post(month + "/open", null, Cancel)).Ok(202);
        var planned = await Poll.Until(async () => (await Operator.Get(month, Cancel)).Ok(), m => m.Text("state") == "planned", Cancel);
        Assert.Equal(open, Assert.Single(planned.Items("lines")).Text("need"));
        (await Operator.Post(month + "/confirm", new { }, Cancel)).Ok(202);
        await Poll.Until(async () => (await Operator.Get(month, Cancel)).Ok(), m => m.Text("state") == "confirmed", Cancel);

        var gaps = (await Operator.Post(month + "/publish", null, Cancel)).Refused(409, "month.gaps");
        Assert.Contains(open, gaps.Text("detail"), StringComparison.Ordinal);
        var promised = ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await Operator.Put($"/needs/{open}/promise", new { steps = new[] { "请县文化馆老师每周来一次" }, promisedDate = promised }, Cancel)).Ok();
        var first = (await Operator.Post(month + "/publish", null, Cancel)).Ok(201);

        var read = (await network.Nobody.Get($"/public/units/{Station}/publications/{ThisMonth}", Cancel)).Ok();
        Assert.Equal(first.Text("hash"), read.Text("hash"));
        Assert.Equal(2, read.Items("fulfilled").Length);
        Assert.Equal(open, Assert.Single(read.Items("unfulfilled")).Text("need"));
        Assert.DoesNotContain("13900000001", read.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("张三丰", read.ToString(), StringComparison.Ordinal);
    }

    private async Task<string[]> Everything(string near, string far, string open, string team)
    {
        var seen = new List<string>();
        foreach (var need in new[] { near, far, open })
        {
            seen.Add((await Operator.Get($"/needs/{need}", Cancel)).Ok().ToString());
            seen.Add((await Operator.Get($"/needs/{need}/history?limit=200", Cancel)).Ok().ToString());
            foreach (var order in (await Operator.Get($"/needs/{need}", Cancel)).Ok().Texts("orders", "id"))
                seen.Add((await Operator.Get($"/orders/{order}", Cancel)).Ok().ToString());
        }

        foreach (var path in new[] { $"/teams/{team}", $"/units/{Station}", $"/units/{Station}/months/{ThisMonth}", $"/units/{Station}/lists/fulfilment" })
            seen.Add((await Operator.Get(path, Cancel)).Ok().ToString());
        seen.Add((await network.Nobody.Get($"/public/units/{Station}/publications/{ThisMonth}", Cancel)).Ok().ToString());
        seen.Add((await Operator.Get($"/units/{Centre}/statistics?month={ThisMonth}", Cancel)).Ok().GetProperty("total").ToString());
        return [.. seen];
    }
}

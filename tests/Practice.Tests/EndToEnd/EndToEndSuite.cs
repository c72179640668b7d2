using System.Text.Json;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>What clients may rely on (<c>api.md</c>), asked through the gateway of real hosts. Runs on each database.</summary>
public abstract partial class EndToEndSuite(Network network) : IAsyncLifetime
{
    private const string Centre = Network.Centre, Institute = Network.Institute, Station = Network.Station;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Api Operator => network.Operator;

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static object Words(string title = "厨房下水堵了", string category = "lifeService", object? wanted = null, int people = 1) =>
        new { title, category, channel = "phone", people, wanted, contact = new { name = "张三丰", phone = "13900000001" } };

    private async Task<string> Team(string unit, string name, string field = "lifeService", string[]? skills = null, int capacity = 2, string reach = "subtree") =>
        (await Operator.Post($"/units/{unit}/teams", new { name, fields = new[] { field }, skills = skills ?? [], capacity, reach }, Cancel)).Ok(201).Text("id");

    /// <summary>Waits until a unit knows the cards of its own teams, which come by report.</summary>
    /// <remarks>A unit warns of a number of teams that is out of the ordinary; only such numbers can be waited for.</remarks>
    private Task<JsonElement> KnowsTeams(string unit, int count) => Poll.Until(async () => (await Operator.Get($"/units/{unit}", Cancel)).Ok(),
        view => view.GetProperty("warnings").ToString().Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"count: {count},"), StringComparison.Ordinal), Cancel);

    private async Task<string> Submitted(string unit, object? words = null, Api? by = null) =>
        (await (by ?? Operator).Post($"/units/{unit}/needs", words ?? Words(), Cancel)).Ok(201).Text("id");

    private async Task<string> Verified(string unit, object? words = null)
    {
        var need = await Submitted(unit, words);
        (await Operator.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        return need;
    }

    /// <summary>An offer of a checked need to a team; its order's id.</summary>
    private async Task<string> Offered(string need, string team)
    {
        (await Operator.Post($"/needs/{need}/dispatch", new { mode = "offer", team }, Cancel)).Ok();
        return (await Need(need, n => n.Items("orders").Any(o => o.Text("team") == team))).OrderOf(team).Text("id");
    }

    private Task<JsonElement> Need(string need, Func<JsonElement, bool> there) => Poll.Until(async () => (await Operator.Get($"/needs/{need}", Cancel)).Ok(), there, Cancel);

    private async Task Work(string order, Api? leader = null)
    {
        leader ??= Operator;
        Assert.Equal("accepted", (await leader.Post($"/orders/{order}/accept", new { }, Cancel)).Ok().Text("status"));
        Assert.Equal("inService", (await leader.Post($"/orders/{order}/start", null, Cancel)).Ok().Text("status"));
        Assert.Equal("reported", (await leader.Post($"/orders/{order}/report", new { outcome = "fulfilled", note = "通了", participants = 1 }, Cancel)).Ok().Text("status"));
        Assert.Equal("confirmed", (await Operator.Post($"/orders/{order}/confirm", null, Cancel)).Ok().Text("status"));
    }

    /// <summary>A need that was met by a new team of its unit.</summary>
    private async Task<string> Done(string unit, object? words = null)
    {
        var need = await Verified(unit, words);
        await Work(await Offered(need, await Team(unit, "邻里互助队")));
        return need;
    }
}

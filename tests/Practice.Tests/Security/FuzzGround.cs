using System.Text.Json;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Security;

/// <summary>What the malformed requests fall upon: needs, orders and lists in every state.</summary>
internal static class FuzzGround
{
    private const int Needs = 12;

    private static readonly JsonElement Account = JsonDocument.Parse(
        """{"type":"object","properties":{"name":{"type":"string"},"roles":{"type":"array","items":{"type":"object","properties":{"role":{"type":"string"},"unit":{"type":"string"}}}}}}""").RootElement;

    private static readonly JsonElement Text = JsonDocument.Parse("""{"type":"string"}""").RootElement;

    public static async Task<IReadOnlyDictionary<string, string[]>> Prepare(Api by, Town town, CancellationToken cancellation)
    {
        var (unit, soon) = ($"/units/{town.Station}", TimeProvider.System.GetUtcNow().AddDays(9));
        var team = await Made("/teams", new { name = "甲队", fields = new[] { "lifeService" }, capacity = 50 });
        var resource = await Made("/resources", new { kind = "equipment", name = "梯子", quantity = 3 });
        var booking = (await by.Post($"/resources/{resource}/bookings", new { from = soon, until = soon.AddHours(2) }, cancellation)).Ok(201).Text("id");
        var service = await Made("/services", new { name = "剪纸课", category = "cultureArts" });
        var account = (await by.Post("/service-accounts", new { name = "平台", roles = new[] { new { role = "clerk", unit = town.Station } } }, cancellation)).Ok(201).Text("clientId");
        var activity = await Made("/activities", new { title = "清河道", category = "lifeService", riskStatement = "水边湿滑", location = new { address = "码头" }, positions = new[] { new { name = "捡拾", headcount = 5 } }, sessions = new[] { new { from = soon, until = soon.AddHours(2) } } });
        var told = await Made("/push-targets", new { kind = "weCom", name = "工作群", address = "0000-fuzz" });
        var exchange = await Made("/exchange-items", new { name = "毛巾", price = 10 });
        var (needs, orders) = (new List<string>(), new List<string>());
        string[] steps = ["accept", "start", "report", "confirm"];
        for (var i = 0; i < Needs; i++)
        {
            needs.Add(await Made("/needs", new { title = $"第{i}件事", category = "lifeService", channel = "phone", contact = new { name = "李四", phone = "13900000001" } }));
            if (i < 2)
                continue;
            (await by.Post($"/needs/{needs[^1]}/verify", new { decision = "accept" }, cancellation)).Ok();
            if (i < 4)
                continue;
            (await by.Post($"/needs/{needs[^1]}/dispatch", new { mode = "offer", team }, cancellation)).Ok();
            orders.Add((await Poll.Until(async () => (await by.Get($"/needs/{needs[^1]}", cancellation)).Ok(), n => n.Items("orders").Length > 0, cancellation)).OrderOf(team).Text("id"));
            foreach (var step in steps.Take(i - 6))
                (await by.Post($"/orders/{orders[^1]}/{step}", step == "report" ? new { outcome = "fulfilled", participants = 1 } : new { }, cancellation)).Ok();
        }

        return new Dictionary<string, string[]>
        {
            ["units"] = [town.Station, town.Station, town.Sibling, town.Institute, EndToEnd.Network.Elsewhere], ["needs"] = [.. needs], ["orders"] = [.. orders], ["teams"] = [team], ["resources"] = [resource],
            ["bookings"] = [booking], ["services"] = [service], ["service-accounts"] = [account], ["imports"] = ["none"],
            ["activities"] = [activity],
            ["push-targets"] = [told], ["exchange-items"] = [exchange], ["volunteers"] = ["321203-V00010001"],
        };

        async Task<string> Made(string what, object body) => (await by.Post(unit + what, body, cancellation)).Ok(201).Text("id");
    }

    /// <summary>Every operation of the document, and those of the gateway that stand in none.</summary>
    public static IReadOnlyList<FuzzOperation> Operations(JsonElement document)
    {
        var found = new List<FuzzOperation>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var method in path.Value.EnumerateObject())
                found.Add(new(method.Name.ToUpperInvariant(), path.Name["/api/v1".Length..], Query(method.Value), Schema(method.Value)));
        return
        [
            .. found, new("POST", "/service-accounts", [], Account), new("GET", "/service-accounts", ["limit", "after"], null), new("GET", "/service-accounts/{id}", [], null),
            new("POST", "/service-accounts/{id}/rotate", [], null), new("GET", "/me", [], null),
        ];
    }

    private static string[] Query(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? [.. parameters.EnumerateArray().Where(p => p.Text("in") == "query").Select(p => p.Text("name"))]
        : [];

    private static JsonElement? Schema(JsonElement operation) =>
        !operation.TryGetProperty("requestBody", out var body) ? null
        : body.GetProperty("content").TryGetProperty("application/json", out var json) ? json.GetProperty("schema") : Text;
}

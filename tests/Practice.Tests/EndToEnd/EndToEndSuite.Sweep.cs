using System.Globalization;
using Practice.Tests.Security;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>Every operation of the OpenAPI document, without a token and with nonsense.</summary>
public abstract partial class EndToEndSuite
{
    private const int Seed = 20260801, RoundsAnOperation = 20;

    [Fact]
    public async Task Without_a_token_every_operation_is_closed_unless_it_is_public()
    {
        foreach (var operation in await Operations())
        {
            var answer = await network.Nobody.Send(new(operation.Method), operation.PathWith(_ => "3212"), Json(operation.Method, "{}"), Cancel, match: "*");
            if (operation.Path.StartsWith("/public/", StringComparison.Ordinal))
                Assert.True(answer.Status is 200 or 400 or 404, $"{answer.Asked}: {answer.Status} {answer.Body}");
            else
                answer.Refused(401, "token.missing");
        }
    }

    [Fact]
    public async Task The_document_says_what_is_text()
    {
        var schemas = (await network.Nobody.Get("/openapi/v1.json", Cancel)).Ok().GetProperty("components").GetProperty("schemas");

        Assert.Contains("string", schemas.GetProperty("NeedRequest").GetProperty("properties").GetProperty("title").Text("type"), StringComparison.Ordinal);
        Assert.Contains("string", schemas.GetProperty("RegisterTeam").GetProperty("properties").GetProperty("skills").GetProperty("items").Text("type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonsense_is_refused_by_every_operation_with_a_problem_and_never_a_5xx()
    {
        var town = await network.NewTown(Cancel);
        // One team takes the offers, and another the nonsense: that may make it inactive.
        var (team, spare) = (await Team(town.Station, "甲队"), await Team(town.Station, "乙队"));
        var resource = (await Operator.Post($"/units/{town.Station}/resources", new { kind = "venue", name = "文化礼堂" }, Cancel)).Ok(201).Text("id");
        var service = (await Operator.Post($"/units/{town.Station}/services", new { name = "剪纸课", category = "cultureArts" }, Cancel)).Ok(201).Text("id");
        var point = await Box(Operator, town.Station);
        var draft = (await Operator.Post($"/units/{town.Station}/drafts", new { phone = "13900000001", line = "下水堵了" }, Cancel)).Ok(201).Text("id");
        var plan = (await Operator.Post($"/units/{town.Station}/visit-plans", new { area = "东片" }, Cancel)).Ok(201).Text("id");
        var volunteer = await Volunteer(network.Person($"P-{Guid.NewGuid():n}"), town.Station);
        var exchange = (await Operator.Post($"/units/{town.Station}/exchange-items", new { name = "毛巾", price = 10 }, Cancel)).Ok(201).Text("id");
        var activity = (await Operator.Post($"/units/{town.Station}/activities", Sweeping(), Cancel)).Ok(201).Text("id");
        var random = new Random(Seed);
        var nonsense = new Nonsense(random, (await network.Nobody.Get("/openapi/v1.json", Cancel)).Ok());
        var failures = new List<string>();

        foreach (var operation in await Operations())
        {
            // The units' own operations have the other station: what they set there hinders nobody.
            var kind = operation.Path.Split('/')[1];
            var need = kind is "needs" or "orders" ? await Verified(town.Station) : "";
            var own = kind switch { "needs" => need, "orders" => await Offered(need, team), "teams" => spare, "resources" => resource, "services" => service, "intake-points" => point, "drafts" => draft, "visit-plans" => plan, "volunteers" => volunteer, "exchange-items" => exchange, _ => town.Sibling };
            own = kind == "activities" ? activity : own;
            for (var round = 0; round < RoundsAnOperation; round++)
            {
                var path = operation.PathWith(name => name switch
                {
                    "id" or "code" or "unit" => round % 4 == 3 ? Uri.EscapeDataString(Text(random)) : own,
                    "month" => round % 2 == 0 ? ThisMonth : "2026-13",
                    "year" => round % 2 == 0 ? "2031" : "99999999999",
                    _ => random.Next(3).ToString(CultureInfo.InvariantCulture),
                }) + "?" + string.Join('&', operation.Query.Where(_ => random.Next(2) == 0).Select(name => $"{name}={Uri.EscapeDataString(name == "under" ? town.Station : Text(random))}"));
                var body = operation.Body is { } schema ? nonsense.Body(schema, round) : null;
                var answer = await Operator.Send(new(operation.Method), path, body is null ? null : Json(operation.Method, body), Cancel, match: "*");
                if (answer.Status >= 500 || (answer.Status >= 400 && !answer.ContentType.StartsWith("application/problem+json", StringComparison.Ordinal)))
                    failures.Add($"{answer.Asked} {body}: {answer.Status} {answer.Body}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(40)));
        (await Operator.Get($"/units/{town.Station}", Cancel)).Ok();
    }

    private static StringContent? Json(string method, string body) =>
        method is "GET" or "DELETE" ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");

    private static string Text(Random random) => Nonsense.Strange[random.Next(Nonsense.Strange.Length)].Trim('"');

    private async Task<IReadOnlyList<FuzzOperation>> Operations()
    {
        var found = FuzzGround.Operations((await network.Nobody.Get("/openapi/v1.json", Cancel)).Ok());
        Assert.True(found.Count > 60, $"{found.Count} operations");
        return found;
    }
}

using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Security;

/// <summary>Somebody who asks.</summary>
/// <param name="Role">What the table calls him; empty for a person without any role.</param>
/// <param name="Inside">Whether what is asked for lies in his subtree, or is his team's or his own.</param>
internal sealed record Player(string Name, Api Api, string Role, bool Inside);

/// <summary>One station with a need at work, everything the addresses of the API name, and everybody who might ask for it.</summary>
internal sealed partial class Cast(Dictionary<string, string> names)
{
    public const string NetworkOperator = "networkOperator";

    public IReadOnlyList<Player> Players { get; private set; } = [];

    public string this[string name]
    {
        get => names[name];
        private set => names[name] = value;
    }

    [GeneratedRegex(@"\{\**(\w+)\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Name();

    public static async Task<Cast> Make(EndToEnd.Network network, CancellationToken cancellation)
    {
        var (town, by) = (await network.NewTown(cancellation), network.Operator);
        var (unit, soon) = ($"/units/{town.Station}", TimeProvider.System.GetUtcNow().AddDays(9));
        var point = (await by.Post(unit + "/points", new { name = "小区点" }, cancellation)).Ok(201).Text("code");
        var (team, other) = (await Team("甲队"), await Team("乙队"));
        var resource = await Made("/resources", new { kind = "skilledPerson", name = "张木匠", skills = new[] { "electrical" }, contact = new { name = "张木匠", phone = "13900000002" } });
        var booking = (await by.Post($"/resources/{resource}/bookings", new { from = soon, until = soon.AddHours(2) }, cancellation)).Ok(201).Text("id");
        var service = await Made("/services", new { name = "剪纸课", category = "cultureArts" });
        var programme = await Made("/programmes", new { kind = "project", name = "家门口剪纸" });
        var task = await Made("/tasks", new { title = "剪纸课", quantity = 4, deadline = soon.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        var (resident, leader) = (network.Person($"person-resident-{Guid.CreateVersion7():n}"), await network.As("teamLeader", team, cancellation));
        var need = (await resident.Post(unit + "/needs", new { title = "下水堵了", category = "lifeService", channel = "online", contact = new { name = "李四", phone = "13900000001" } }, cancellation)).Ok(201).Text("id");
        (await by.Post($"/needs/{need}/verify", new { decision = "accept" }, cancellation)).Ok();
        (await by.Post($"/needs/{need}/dispatch", new { mode = "offer", team }, cancellation)).Ok();
        var order = (await Poll.Until(async () => (await by.Get($"/needs/{need}", cancellation)).Ok(), n => n.Items("orders").Length > 0, cancellation)).OrderOf(team).Text("id");
        (await leader.Post($"/orders/{order}/accept", new { }, cancellation)).Ok();
        var box = await Made("/intake-points", new { kind = "mailbox", name = "雷锋信箱", keeper = "片区志愿者 01" });
        var opening = (await by.Post($"/intake-points/{box}/openings", new { openedBy = new[] { "片区志愿者 01", "站工作人员 01" } }, cancellation)).Ok(201).Text("id");
        var draft = await Made("/drafts", new { phone = "13900000003", line = "下水堵了" });
        var plan = await Made("/visit-plans", new { area = "东片" });
        using var picture = new ByteArrayContent(Intake.Pictures.Jpeg());
        var file = (await resident.Send(HttpMethod.Post, $"/files?unit={town.Station}", picture, cancellation)).Ok(201).Text("id");
        var told = (await by.Post($"/teams/{team}/push-targets", new { kind = "weCom", name = "工作群", address = "0000-cast" }, cancellation)).Ok(201).Text("id");
        var letter = (await by.Post($"/push-targets/{told}/push", new { }, cancellation)).Ok(202).Text("id");
        var feed = (await by.Post($"/teams/{team}/feeds", new { }, cancellation)).Ok(201).Text("id");
        var activity = await Published(by, unit, team, leader, soon, cancellation);
        var account = (await by.Post("/service-accounts", new { name = "平台", roles = new[] { new { role = "clerk", unit = town.Station } } }, cancellation)).Ok(201).Text("clientId");
        var invitation = (await by.Post("/invitations", new { name = "王五", roles = new[] { new { role = "clerk", unit = town.Station } } }, cancellation)).Ok(201).Text("id");
        var staff = await network.Staff("auditor", town.Station, cancellation);

        var volunteer = (await resident.Post("/me/volunteer", new { unit = town.Station, name = "李四", birth = "1980-01-01", notice = "v1" }, cancellation)).Ok(201).GetProperty("profile").Text("number");

        var exchange = await Made("/exchange-items", new { name = "毛巾", price = 10 });

        var silo = network.SiloServices.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString();
        var cast = new Cast(new()
        {
            ["code"] = town.Station, ["unit"] = town.Station, ["station"] = town.Station, ["sibling"] = town.Sibling, ["team"] = team, ["need"] = need, ["order"] = order,
            ["booking"] = booking, ["month"] = "2026-01", ["year"] = "2031", ["n"] = "99", ["line"] = "0", ["documentName"] = "v1",
            ["needs"] = need, ["orders"] = order, ["teams"] = team, ["resources"] = resource, ["services"] = service, ["programmes"] = programme, ["task"] = task, ["day"] = "2026-01-05", ["service-accounts"] = account, ["staff"] = staff, ["invitations"] = invitation, ["me"] = "none", ["sessions"] = "none", ["imports"] = "none", ["import"] = "none",
            ["intake-points"] = box, ["opening"] = opening, ["drafts"] = draft, ["visit-plans"] = plan, ["files"] = file, ["push-targets"] = told, ["feeds"] = feed, ["deliveries"] = letter, ["public"] = need, ["volunteers"] = volunteer, ["number"] = volunteer, ["exchange-items"] = exchange, ["redemption"] = volunteer + "-X0001", ["record"] = volunteer + "-R0001", ["access"] = "A000001", ["merge"] = "M0001", ["certificate"] = volunteer + "-Z001", ["secret"] = "unknown",
            ["orleans"] = "none", ["grainName"] = "unit", ["path"] = silo, ["page"] = "1", ["address"] = silo,
        });
        cast["activities"] = activity;
        List<Player> players =
        [
            new("nobody", network.Nobody, "", false), new("somebody else", network.Person("person-volunteer"), "", false),
            new("the other team's leader", await network.As("teamLeader", other, cancellation), "leader", false),
            new("an operator below", await network.As("operator", point, cancellation), "operator", false),
        ];
        foreach (var inside in new[] { false, true })
            foreach (var role in new[] { "clerk", "dispatcher", "supervisor", "auditor", "operator" })
                players.Add(new($"{role} {(inside ? "above" : "elsewhere")}", await network.As(role, inside ? town.Institute : town.Sibling, cancellation), role, inside));
        cast.Players = [.. players, new("the leader", leader, "leader", true), new("the resident", resident, "owner", true),
            new("the network's operator", new Api(network, network.Token("root", ("operator", "*"))), NetworkOperator, true)];
        return cast;

        async Task<string> Team(string name) => await Made("/teams", new { name, fields = new[] { "lifeService" }, capacity = 5 });

        async Task<string> Made(string what, object body) => (await by.Post(unit + what, body, cancellation)).Ok(201).Text("id");
    }

    // Whoever has written it does not review it.
    private static async Task<string> Published(Api by, string unit, string team, Api leader, DateTimeOffset soon, CancellationToken cancellation)
    {
        var id = (await leader.Post($"/teams/{team}/activities", new
        {
            title = "清河道", riskStatement = "水边湿滑", location = new { address = "柴墟村码头" }, positions = new[] { new { name = "捡拾", headcount = 5 } },
            sessions = new[] { new { from = soon, until = soon.AddHours(2) } },
        }, cancellation)).Ok(201).Text("id");
        (await by.Post($"/activities/{id}/review", new { accepted = true }, cancellation)).Ok();
        (await leader.Post($"/activities/{id}/publish", null, cancellation)).Ok();
        return id;
    }

    /// <summary>An address with every hole filled; <c>{id}</c> is what the address is about.</summary>
    public string Fill(string path) => Names(Hole().Replace(path, hole => names[hole.Groups[1].Value == "id" ? path.Split('/')[1] : hole.Groups[1].Value]));

    public string Names(string text) => Name().Replace(text, name => names.GetValueOrDefault(name.Groups[1].Value, name.Value));
}

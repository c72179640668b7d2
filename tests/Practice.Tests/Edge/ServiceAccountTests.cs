using System.Net;
using System.Text.Json;
using Xunit;

namespace Practice.Tests.Edge;

public sealed class ServiceAccountTests
{
    private const string Accounts = "/api/v1/service-accounts";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_lives_from_its_making_to_its_revocation()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);
        var token = await gateway.DemoToken(Cancellation);

        var created = await gateway.Send(HttpMethod.Post, Accounts, token, Body("clerk", "320282112201"), Cancellation);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var location = created.Headers.Location!.ToString();
        var (id, secret) = Secret(await created.Json(Cancellation));
        var me = await (await gateway.Send(HttpMethod.Get, "/api/v1/me", await gateway.Token(id, secret, Cancellation), null, Cancellation)).Json(Cancellation);
        Assert.Equal("clerk", me.GetProperty("roles")[0].GetProperty("role").GetString());
        Assert.Equal("320282112201", me.GetProperty("roles")[0].GetProperty("unit").GetString());

        var (_, rotated) = Secret(await (await gateway.Send(HttpMethod.Post, location + "/rotate", token, null, Cancellation)).Json(Cancellation));
        using var old = await gateway.AskToken(id, secret, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        Assert.NotEmpty(await gateway.Token(id, rotated, Cancellation));

        using var revoked = await gateway.Send(HttpMethod.Delete, location, token, null, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var gone = await gateway.AskToken(id, rotated, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        using var shown = await gateway.Send(HttpMethod.Get, location, token, null, Cancellation);
        Assert.Equal("account.notFound", await shown.ProblemCode(404, Cancellation));
    }

    [Theory]
    [InlineData("3301", 403, "right.missing")]
    [InlineData("330102001", 403, "right.missing")]
    [InlineData("*", 403, "right.missing")]
    [InlineData("9999", 422, "unit.notFound")]
    public async Task Nobody_gives_a_role_outside_the_own_subtree(string unit, int status, string code)
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);

        using var answer = await gateway.Send(HttpMethod.Post, Accounts, await gateway.DemoToken(Cancellation), Body("clerk", unit), Cancellation);

        Assert.Equal(code, await answer.ProblemCode(status, Cancellation));
    }

    [Fact]
    public async Task A_team_leader_is_named_by_the_team_and_judged_by_its_unit()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);
        var token = await gateway.DemoToken(Cancellation);

        using var own = await gateway.Send(HttpMethod.Post, Accounts, token, Body("teamLeader", "320282112-T004"), Cancellation);
        using var other = await gateway.Send(HttpMethod.Post, Accounts, token, Body("teamLeader", "330102001-T004"), Cancellation);

        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        Assert.Equal("right.missing", await other.ProblemCode(403, Cancellation));
    }

    [Fact]
    public async Task Only_operators_see_accounts_and_only_those_in_their_reach()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);
        var demo = await gateway.DemoToken(Cancellation);
        var clerk = Secret(await (await gateway.Send(HttpMethod.Post, Accounts, demo, Body("clerk", "320282"), Cancellation)).Json(Cancellation));
        var below = Secret(await (await gateway.Send(HttpMethod.Post, Accounts, demo, Body("operator", "320282"), Cancellation)).Json(Cancellation));

        using var asClerk = await gateway.Send(HttpMethod.Get, Accounts, await gateway.Token(clerk.Id, clerk.Secret, Cancellation), null, Cancellation);
        var asBelow = await (await gateway.Send(HttpMethod.Get, Accounts, await gateway.Token(below.Id, below.Secret, Cancellation), null, Cancellation)).Json(Cancellation);
        using var reaching = await gateway.Send(HttpMethod.Delete, Accounts + "/demo-operator", await gateway.Token(below.Id, below.Secret, Cancellation), null, Cancellation);

        Assert.Equal("right.missing", await asClerk.ProblemCode(403, Cancellation));
        Assert.Equal(new[] { below.Id, clerk.Id }.Order(), asBelow.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("clientId").GetString()).Order());
        Assert.DoesNotContain("ecret", asBelow.ToString(), StringComparison.Ordinal);
        Assert.Equal("account.notFound", await reaching.ProblemCode(404, Cancellation));
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);
        var token = await gateway.DemoToken(Cancellation);
        for (var i = 0; i < 4; i++) (await gateway.Send(HttpMethod.Post, Accounts, token, Body("clerk", "3202"), Cancellation)).Dispose();

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await (await gateway.Send(HttpMethod.Get, $"{Accounts}?limit=2&after={next}", token, null, Cancellation)).Json(Cancellation);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("clientId").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_same_secret()
    {
        await using var silo = await SiloStandIn.Start(Cancellation);
        await using var gateway = await GatewayUnderTest.Start(Cancellation, silo.Setting);
        var token = await gateway.DemoToken(Cancellation);

        var first = Secret(await (await gateway.Send(HttpMethod.Post, Accounts, token, Body("clerk", "3202"), Cancellation, "k1")).Json(Cancellation));
        var second = Secret(await (await gateway.Send(HttpMethod.Post, Accounts, token, Body("clerk", "3202"), Cancellation, "k1")).Json(Cancellation));
        using var other = await gateway.Send(HttpMethod.Post, Accounts, token, Body("auditor", "3202"), Cancellation, "k1");

        Assert.Equal(first, second);
        Assert.Equal("idempotency.mismatch", await other.ProblemCode(409, Cancellation));
    }

    [Fact]
    public async Task A_bad_description_is_answered_field_by_field()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);
        var token = await gateway.DemoToken(Cancellation);

        using var answer = await gateway.Send(HttpMethod.Post, Accounts, token, new { name = "", roles = new[] { new { role = "king", unit = "x" } } }, Cancellation);
        using var unreadable = await gateway.Send(HttpMethod.Post, Accounts, token, "text", Cancellation);

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
        Assert.Equal("request.malformed", await answer.ProblemCode(400, Cancellation));
        Assert.Equal(["name", "roles[0].role", "roles[0].unit"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal("request.malformed", await unreadable.ProblemCode(400, Cancellation));
    }

    [Fact]
    public async Task Without_a_silo_a_foreign_unit_cannot_be_judged_and_that_is_said()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);
        var token = await gateway.DemoToken(Cancellation);

        using var own = await gateway.Send(HttpMethod.Post, Accounts, token, Body("clerk", "3202"), Cancellation);
        using var below = await gateway.Send(HttpMethod.Post, Accounts, token, Body("clerk", "320282"), Cancellation);

        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        Assert.Equal("service.unavailable", await below.ProblemCode(503, Cancellation));
    }

    private static object Body(string role, string unit) => new { name = "Station desk", roles = new[] { new { role, unit } } };

    private static (string Id, string Secret) Secret(JsonElement answer) =>
        (answer.GetProperty("clientId").GetString()!, answer.GetProperty("clientSecret").GetString()!);
}

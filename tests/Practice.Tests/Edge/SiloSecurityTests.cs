using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Practice.Hosting;
using Practice.Silo.Hosting;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Edge;

public sealed class SiloSecurityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_silo_reads_the_caller_out_of_the_gateways_token()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);
        await using var silo = await Start(gateway.Http.BaseAddress + ".well-known/jwks");
        using var http = Client(silo, await gateway.DemoToken(Cancellation));

        var caller = await http.GetStringAsync(new Uri("/caller", UriKind.Relative), Cancellation);

        Assert.Equal("demo-operator: Operator 3202, Operator 3212", caller);
    }

    [Fact]
    public async Task Without_a_policy_an_endpoint_is_closed_and_public_ones_say_so()
    {
        await using var silo = await Start("http://127.0.0.1:1/keys");
        using var http = Client(silo, null);

        using var closed = await http.GetAsync(new Uri("/caller", UriKind.Relative), Cancellation);
        var open = await http.GetStringAsync(new Uri("/public", UriKind.Relative), Cancellation);

        Assert.Equal("token.missing", await closed.ProblemCode(401, Cancellation));
        Assert.Equal("anonymous: ", open);
    }

    [Fact]
    public async Task A_token_that_cannot_be_judged_for_want_of_keys_is_not_a_bad_token()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);
        await using var silo = await Start("http://127.0.0.1:1/keys");
        using var http = Client(silo, await gateway.DemoToken(Cancellation));

        using var answer = await http.GetAsync(new Uri("/caller", UriKind.Relative), Cancellation);

        Assert.Equal("keys.unavailable", await answer.ProblemCode(503, Cancellation));
    }

    [Fact]
    public async Task The_silo_may_start_before_the_gateway()
    {
        var early = FreePort.Next();
        await using var silo = await Start($"http://127.0.0.1:{early}/.well-known/jwks");
        using (var http = Client(silo, "a.b.c"))
        using (var answer = await http.GetAsync(new Uri("/caller", UriKind.Relative), Cancellation))
            Assert.Equal("keys.unavailable", await answer.ProblemCode(503, Cancellation));

        await using var gateway = await GatewayUnderTest.Start(Cancellation, $"--urls=http://127.0.0.1:{early}");
        using var later = Client(silo, await gateway.DemoToken(Cancellation));
        var caller = await later.GetStringAsync(new Uri("/caller", UriKind.Relative), Cancellation);

        Assert.StartsWith("demo-operator", caller, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_token_is_a_bad_token_once_the_keys_are_had()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);
        await using var silo = await Start(gateway.Http.BaseAddress + ".well-known/jwks");

        foreach (var token in new[] { "a.b.c", "nonsense", await gateway.DemoToken(Cancellation) + "x" })
        {
            using var http = Client(silo, token);
            using var answer = await http.GetAsync(new Uri("/caller", UriKind.Relative), Cancellation);
            Assert.Equal("token.invalid", await answer.ProblemCode(401, Cancellation));
        }
    }

    [Fact]
    public async Task An_issuer_of_another_make_is_a_matter_of_one_setting_at_silo_and_gateway()
    {
        await using var issuer = await IssuerStandIn.Start(Cancellation);
        await using var own = await GatewayUnderTest.Start(Cancellation);
        await using var silo = await Start(new PracticeOptions { Issuer = issuer.Address });
        await using var gateway = await GatewayUnderTest.StartBare(Cancellation, $"--Practice:Issuer={issuer.Address}");
        var token = issuer.Token("u-17", "person-17", grants: ["clerk:320282112201", "king:3202"]);
        using var http = Client(silo, token);

        var caller = await http.GetStringAsync(new Uri("/caller", UriKind.Relative), Cancellation);
        var me = await (await gateway.Send(HttpMethod.Get, "/api/v1/me", token, null, Cancellation)).Json(Cancellation);

        Assert.Equal("u-17: Clerk 320282112201", caller);
        Assert.Equal("person-17", me.GetProperty("person").GetString());
        foreach (var foreign in new[] { await own.DemoToken(Cancellation), issuer.Token("u-17", "person-17", "another-network") })
        {
            using var refused = Client(silo, foreign);
            using var atSilo = await refused.GetAsync(new Uri("/caller", UriKind.Relative), Cancellation);
            using var atGateway = await gateway.Send(HttpMethod.Get, "/api/v1/me", foreign, null, Cancellation);
            Assert.Equal("token.invalid", await atSilo.ProblemCode(401, Cancellation));
            Assert.Equal("token.invalid", await atGateway.ProblemCode(401, Cancellation));
        }
    }

    private static Task<WebApplication> Start(string keys) => Start(new PracticeOptions { Keys = keys });

    private static async Task<WebApplication> Start(PracticeOptions options)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddPracticeSecurity(options);
        var app = builder.Build();
        app.UseCallers();
        app.UseAuthorization();
        app.MapGet("/caller", Describe);
        app.MapGet("/public", Describe).AllowAnonymous();
        await app.StartAsync(Cancellation);
        return app;

        static string Describe(HttpContext context)
        {
            var caller = context.User.ToCaller();
            return $"{caller.Subject}: {string.Join(", ", caller.Grants.Select(grant => $"{grant.Role} {grant.Unit}").Order())}";
        }
    }

    private static HttpClient Client(WebApplication silo, string? token)
    {
        var http = new HttpClient { BaseAddress = new Uri(silo.Urls.First()) };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }
}

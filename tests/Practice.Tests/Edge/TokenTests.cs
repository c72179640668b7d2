using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Practice.Tests.Edge;

public sealed class TokenTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_account_gets_a_readable_token_with_its_grants()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);

        var answer = await (await gateway.AskToken("demo-operator", "demo-secret", Cancellation)).Json(Cancellation);

        Assert.InRange(answer.GetProperty("expires_in").GetInt32(), 1, 600);
        var token = new JsonWebToken(answer.GetProperty("access_token").GetString());
        Assert.Equal("http://127.0.0.1:8080/", token.Issuer);
        Assert.Equal("practice", Assert.Single(token.Audiences));
        Assert.Equal("demo-operator", token.Subject);
        Assert.Equal(["operator:3202", "operator:3212"], token.Claims.Where(c => c.Type == "grant").Select(c => c.Value).Order());
    }

    [Theory]
    [InlineData("demo-operator", "wrong")]
    [InlineData("nobody", "demo-secret")]
    public async Task A_wrong_client_or_secret_is_refused_alike(string id, string secret)
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);

        using var answer = await gateway.AskToken(id, secret, Cancellation);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal("invalid_client", (await answer.Json(Cancellation)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Me_answers_who_is_calling()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);

        var me = await (await gateway.Send(HttpMethod.Get, "/api/v1/me", await gateway.DemoToken(Cancellation), null, Cancellation)).Json(Cancellation);

        Assert.Equal("demo-operator", me.GetProperty("subject").GetString());
        Assert.Equal(JsonValueKind.Null, me.GetProperty("person").ValueKind);
        Assert.Equal(2, me.GetProperty("roles").GetArrayLength());
        Assert.Equal("operator", me.GetProperty("roles")[0].GetProperty("role").GetString());
    }

    [Fact]
    public async Task A_request_without_a_token_is_told_that_one_is_missing()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);

        using var answer = await gateway.Send(HttpMethod.Get, "/api/v1/me", null, null, Cancellation);

        Assert.Equal("token.missing", await answer.ProblemCode(401, Cancellation));
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task An_expired_token_is_told_so()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);
        var token = Make(gateway.Keys.Signing, "http://127.0.0.1:8080/", TimeSpan.FromMinutes(-5));

        using var answer = await gateway.Send(HttpMethod.Get, "/api/v1/me", token, null, Cancellation);

        Assert.Equal("token.expired", await answer.ProblemCode(401, Cancellation));
    }

    [Fact]
    public async Task A_token_of_another_issuer_or_another_key_is_invalid()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);
        using var other = System.Security.Cryptography.RSA.Create(2048);
        string[] tokens =
        [
            Make(gateway.Keys.Signing, "http://elsewhere/", TimeSpan.FromMinutes(5)),
            Make(new RsaSecurityKey(other) { KeyId = gateway.Keys.Signing.KeyId }, "http://127.0.0.1:8080/", TimeSpan.FromMinutes(5)),
            "not.a.token",
        ];

        foreach (var token in tokens)
        {
            using var answer = await gateway.Send(HttpMethod.Get, "/api/v1/me", token, null, Cancellation);
            Assert.Equal("token.invalid", await answer.ProblemCode(401, Cancellation));
        }
    }

    [Fact]
    public async Task The_key_set_shows_no_private_part()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancellation);

        var keys = await (await gateway.Http.GetAsync(new Uri("/.well-known/jwks", UriKind.Relative), Cancellation)).Json(Cancellation);

        var key = Assert.Single(keys.GetProperty("keys").EnumerateArray());
        Assert.Equal(gateway.Keys.Signing.KeyId, key.GetProperty("kid").GetString());
        Assert.False(key.TryGetProperty("d", out _));
    }

    [Fact]
    public async Task With_an_issuer_elsewhere_the_gateway_issues_nothing()
    {
        await using var gateway = await GatewayUnderTest.StartBare(Cancellation, "--Practice:Issuer=https://login.example.org");

        using var token = await gateway.AskToken("demo-operator", "demo-secret", Cancellation);
        using var accounts = await gateway.Send(HttpMethod.Get, "/api/v1/service-accounts", null, null, Cancellation);

        Assert.Equal("issuer.external", await token.ProblemCode(404, Cancellation));
        Assert.Equal("issuer.external", await accounts.ProblemCode(404, Cancellation));
    }

    private static string Make(SecurityKey key, string issuer, TimeSpan life)
    {
        var end = TimeProvider.System.GetUtcNow().UtcDateTime + life;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer, Audience = "practice", TokenType = "at+jwt", NotBefore = end.AddHours(-1), IssuedAt = end.AddHours(-1), Expires = end,
            Claims = new Dictionary<string, object> { ["sub"] = "demo-operator" },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }
}

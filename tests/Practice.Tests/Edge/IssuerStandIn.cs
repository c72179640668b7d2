using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Practice.Tests.Edge;

/// <summary>An OpenID Connect issuer of another make: it has a discovery document, an elliptic key, and says <c>JWT</c> for a type.</summary>
internal sealed class IssuerStandIn : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WebApplication _app;

    private IssuerStandIn(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<IssuerStandIn> Start(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new IssuerStandIn(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = issuer.Address, jwks_uri = issuer.Address + "/keys" }));
        app.MapGet("/keys", () =>
        {
            var point = issuer._key.ExportParameters(includePrivateParameters: false).Q;
            return Results.Json(new { keys = new[] { new { kty = "EC", crv = "P-256", use = "sig", kid = "elsewhere", x = Base64UrlEncoder.Encode(point.X!), y = Base64UrlEncoder.Encode(point.Y!) } } });
        });
        await app.StartAsync(cancellation);
        return issuer;
    }

    /// <summary>A token for this network, for somebody of theirs; <paramref name="audience"/> for another.</summary>
    public string Token(string subject, string person, string audience = "practice", params string[] grants)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address, Audience = audience, TokenType = "JWT", IssuedAt = now, NotBefore = now.AddMinutes(-1), Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["person"] = person, ["grant"] = grants },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = "elsewhere" }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _key.Dispose();
    }
}

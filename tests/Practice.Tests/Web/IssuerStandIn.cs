using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Practice.Tests.Web;

/// <summary>An issuer and the API behind it, as strict as the gateway's: a code and a refresh token count once, a second use ends all.</summary>
internal sealed class IssuerStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _codes = [];
    private readonly HashSet<string> _access = [];
    private string? _refresh;
    private int _given;

    private IssuerStandIn(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>How long an access token lives, in seconds. Above a minute the pages keep it for the rest.</summary>
    public int Life { get; set; } = 600;

    public int Renewals { get; private set; }

    /// <summary>Whether a refresh token came that had been used before.</summary>
    public bool ReusedRefresh { get; private set; }

    /// <summary>So many of the next answers of the API are 503.</summary>
    public int Down { get; set; }

    public bool TokensDown { get; set; }

    /// <summary>The keys of the drafts that were taken.</summary>
    public List<string> Drafts { get; } = [];

    /// <summary>The keys of the needs that nobody's name stands under.</summary>
    public List<string> Filings { get; } = [];

    /// <summary>How often a certificate was asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>How many have a place in a session.</summary>
    public int Places { get; set; }

    public static async Task<IssuerStandIn> Start(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new IssuerStandIn(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            authorization_endpoint = issuer.Address + "/elsewhere/authorize", token_endpoint = issuer.Address + "/connect/token", end_session_endpoint = issuer.Address + "/elsewhere/out",
        }));
        app.MapPost("/connect/token", (Delegate)issuer.Token);
        app.MapGet("/api/v1/me", (HttpContext context) => issuer.IsKnown(context)
            ? Results.Json(new { subject = "a1", name = "办事员 01", person = "P-1", roles = new[] { new { role = "clerk", unit = PublicApiStandIn.Institute } } })
            : Results.Unauthorized());
        app.MapGet("/api/v1/public/units/{code}", (string code) => Results.Json(new { code, level = "institute", name = "口岸街道所", path = Array.Empty<object>(), children = Array.Empty<object>() }));
        app.MapGet("/api/v1/public/units/{code}/categories", () => Results.Json(new { items = new[] { new { code = "health", name = "卫生健康" } } }));
        app.MapGet("/api/v1/public/units", () => Results.Json(new { items = Array.Empty<object>() }));
        app.MapGet("/api/v1/me/needs", (HttpContext context) => issuer.Answer(context, () => Results.Json(new { items = Array.Empty<object>() })));
        app.MapGet("/api/v1/units/{code}/drafts", (HttpContext context) => issuer.Answer(context, () => Results.Json(new { items = Array.Empty<object>() })));
        app.MapPost("/api/v1/units/{code}/drafts", (HttpContext context, string code) => issuer.Answer(context, () =>
        {
            issuer.Drafts.Add(context.Request.Headers["Idempotency-Key"].ToString());
            return Results.Json(new { id = code + "-D000001", unit = code, line = "x", takenAt = "2026-11-25T10:00:00+08:00", status = "open", dueAt = "2026-11-25T12:00:00+08:00", version = 1 }, statusCode: 201);
        }));
        app.MapGet("/api/v1/needs", (HttpContext context) => issuer.Answer(context, () => Results.Bytes([80, 75], "application/octet-stream")));
        app.MapPost("/api/v1/units/{code}/needs", (HttpContext context) => issuer.Answer(context, () => Results.StatusCode(500)));
        app.MapPost("/api/v1/public/needs", (HttpContext context) =>
        {
            issuer.Filings.Add(context.Request.Headers["Idempotency-Key"].ToString());
            return Results.Json(new { number = PublicApiStandIn.Institute + "-N000007", status = "submitted", reviewBy = "2026-09-07T11:00:00+08:00", emergencyNumbers = Array.Empty<string>() }, statusCode: 201);
        });
        app.MapPost("/api/v1/me/volunteer", (HttpContext context) => issuer.Answer(context, () => Results.Json(new { number = "321203-V000001" }, statusCode: 201)));
        app.MapGet("/api/v1/me/wards/{id}", (HttpContext context, string id) => issuer.Answer(context, () => Results.Json(new
        {
            profile = new { number = id, name = "张*", unit = PublicApiStandIn.Institute, status = "active", realName = "verified", minor = true }, details = new { name = "张小明" },
        })));
        app.MapGet("/api/v1/me/wards/{id}/certificates", (HttpContext context, string id, string? after) => issuer.Answer(context, () =>
        {
            var items = after is null
                ? new object[] { new { id = id + "-Z002", volunteer = id, state = "valid", requestedAt = "2026-09-07T10:00:00+08:00", issuedAt = "2026-09-08T10:00:00+08:00", number = "ZM-321203-202609-000007002-K", hours = "1.9" } }
                : [];
            return Results.Json(new { items, next = after is null ? "cursor+1" : null });
        }));
        app.MapPost("/api/v1/me/wards/{id}/certificates", (HttpContext context) => issuer.Answer(context, () =>
        {
            issuer.Asked++;
            return Results.Json(new { code = "certificate.empty" }, statusCode: 422);
        }));
        app.MapPut("/api/v1/me/volunteer/consents", (HttpContext context) => issuer.Answer(context, () => Results.Json(new { code = "consent.text" }, statusCode: 409)));
        app.MapGet("/api/v1/activities/{id}", (HttpContext context, string id) => issuer.Answer(context, () => Results.Json(new
        {
            id, unit = PublicApiStandIn.Institute, title = "清河道", category = "health", state = "open", sessions = new[] { new { activity = id, n = 1, from = "2026-11-25T09:00:00+08:00", until = "2026-11-25T11:00:00+08:00", state = "running", version = 1 } },
        })));
        app.MapGet("/api/v1/activities/{id}/sessions/1/places", (HttpContext context, string id, int limit, string? after = null) => issuer.Answer(context, () =>
        {
            var first = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture);
            var page = Enumerable.Range(first, Math.Min(limit, issuer.Places - first)).Select(i => new { activity = id, n = 1, volunteer = string.Create(CultureInfo.InvariantCulture, $"321203-V{i:D6}"), state = "given" });
            return Results.Json(new { items = page, next = first + limit < issuer.Places ? (first + limit).ToString(CultureInfo.InvariantCulture) : null });
        }));
        app.MapPost("/api/v1/activities/{id}/sessions/1/roll", (HttpContext context, string id) => issuer.Answer(context, () => Results.Json(new { activity = id, n = 1, from = "2026-11-25T09:00:00+08:00", until = "2026-11-25T11:00:00+08:00", state = "running", version = 2 })));
        await app.StartAsync(cancellation);
        return issuer;
    }

    /// <summary>What the issuer would send somebody back with who has just signed in.</summary>
    public string Code(string challenge)
    {
        lock (_gate)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"code-{++_given}");
            _codes[code] = challenge;
            return code;
        }
    }

    /// <summary>Ends the sign-in: nothing is renewed, and what was given out is not taken any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _refresh = null;
            _access.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private bool IsKnown(HttpContext context)
    {
        lock (_gate) return _access.Contains(context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal));
    }

    private IResult Answer(HttpContext context, Func<IResult> answer)
    {
        if (!IsKnown(context)) return Results.Unauthorized();
        if (Down <= 0) return answer();
        Down--;
        return Results.StatusCode(503);
    }

    private async Task<IResult> Token(HttpContext context)
    {
        if (TokensDown) return Results.StatusCode(503);
        var form = await context.Request.ReadFormAsync();
        lock (_gate)
        {
            if (form["grant_type"] == "authorization_code")
            {
                var proof = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
                if (!_codes.Remove(form["code"].ToString(), out var challenge) || challenge != proof) return Refused();
            }
            else if (form["refresh_token"] != _refresh)
            {
                ReusedRefresh |= _refresh is not null;
                _refresh = null;
                return Refused();
            }
            else
            {
                Renewals++;
            }

            _given++;
            _refresh = string.Create(CultureInfo.InvariantCulture, $"refresh-{_given}");
            var access = string.Create(CultureInfo.InvariantCulture, $"access-{_given}");
            _access.Add(access);
            return Results.Json(new { access_token = access, refresh_token = _refresh, expires_in = Life, token_type = "Bearer" });
        }
    }

    private static IResult Refused() => Results.Json(new { error = "invalid_grant" }, statusCode: 400);
}

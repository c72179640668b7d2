extern alias gateway;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using gateway::Practice.Gateway.Identity;
using gateway::Practice.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using GatewayProgram = gateway::Practice.Gateway.Program;

namespace Practice.Tests.Edge;

/// <summary>A real gateway on a free loopback port, with a data folder of its own unless it is given one.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string? _owned;

    private GatewayUnderTest(WebApplication app, string? owned)
    {
        (_app, _owned) = (app, owned);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public IssuerKeys Keys => Services.GetRequiredService<IssuerKeys>();

    /// <summary>Starts one with the demo's operator; later settings win.</summary>
    public static Task<GatewayUnderTest> Start(CancellationToken cancellation, params string[] settings) =>
        StartBare(cancellation, ["--Practice:Demo=true", .. settings]);

    public static async Task<GatewayUnderTest> StartBare(CancellationToken cancellation, params string[] settings)
    {
        var owned = settings.Any(s => s.StartsWith("--Practice:DataFolder=", StringComparison.Ordinal)) ? null : NewFolder();
        var app = GatewayProgram.Build(
            ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", "--Practice:Silos:0=http://127.0.0.1:1", .. owned is null ? Array.Empty<string>() : [$"--Practice:DataFolder={owned}"], .. settings]);
        await app.Prepare(cancellation);
        await app.StartAsync(cancellation);
        return new GatewayUnderTest(app, owned);
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("practice-edge-").FullName;

    /// <summary>The answer of the token endpoint, whatever it is.</summary>
    public Task<HttpResponseMessage> AskToken(string id, string secret, CancellationToken cancellation) => Http.PostAsync(
        new Uri("/connect/token", UriKind.Relative),
        new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]), cancellation);

    public async Task<string> Token(string id, string secret, CancellationToken cancellation)
    {
        using var answer = await AskToken(id, secret, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("access_token").GetString()!;
    }

    public Task<string> DemoToken(CancellationToken cancellation) => Token("demo-operator", "demo-secret", cancellation);

    /// <summary>A token of this gateway's issuer for a person who has no role anywhere.</summary>
    /// <param name="phone">The telephone that the account has proved.</param>
    public string PersonToken(string person, string? phone = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Http.BaseAddress!.ToString(), Audience = "practice", TokenType = "at+jwt", IssuedAt = now, NotBefore = now.AddMinutes(-1), Expires = now.AddHours(1),
            Claims = phone is null
                ? new Dictionary<string, object> { ["sub"] = "account-of-" + person, ["person"] = person }
                : new Dictionary<string, object> { ["sub"] = "account-of-" + person, ["person"] = person, [PhoneProof.Claim] = PhoneProof.Of(person, phone)! },
            SigningCredentials = new SigningCredentials(Keys.Signing, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>Sends as the holder of a token; null = nobody.</summary>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? token, object? body, CancellationToken cancellation, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (body is not null) request.Content = JsonContent.Create(body);
        return await Http.SendAsync(request, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_owned is null) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_owned, recursive: true);
    }
}

/// <summary>What the tests read of an answer.</summary>
internal static class Answers
{
    public static async Task<JsonElement> Json(this HttpResponseMessage answer, CancellationToken cancellation)
    {
        using (answer) return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }

    /// <summary>The code of a problem, after its shape was checked (RFC 9457 and the house's members).</summary>
    public static async Task<string> ProblemCode(this HttpResponseMessage answer, int status, CancellationToken cancellation)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Json(cancellation);
        var code = problem.GetProperty("code").GetString()!;
        Assert.Equal("urn:practice:" + code, problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return code;
    }
}

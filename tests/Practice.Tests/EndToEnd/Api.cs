using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>The network's API as one account uses it, through the gateway; paths are relative to <c>/api/v1</c>.</summary>
internal sealed class Api(Network network, string? token)
{
    private readonly AccountToken? _account;

    private static readonly string[] Roots = ["/openapi", "/connect", "/.well-known", "/health", "/orleans"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Api(Network network, AccountToken account) : this(network, (string?)null) => _account = account;

    public string Subject { get; init; } = "";

    public Task<Reply> Get(string path, CancellationToken cancellation, string? accept = null) => Send(HttpMethod.Get, path, null, cancellation, accept: accept);

    public Task<Reply> Post(string path, object? body, CancellationToken cancellation, string? key = null) => Send(HttpMethod.Post, path, Content(body), cancellation, key);

    /// <param name="match">The ETag seen; <c>*</c> takes any, null sends none.</param>
    public Task<Reply> Patch(string path, object? body, CancellationToken cancellation, string? match = "*", string? key = null) =>
        Send(HttpMethod.Patch, path, Content(body), cancellation, key, match);

    public Task<Reply> Put(string path, object? body, CancellationToken cancellation, string? match = "*") => Send(HttpMethod.Put, path, Content(body), cancellation, null, match);

    public Task<Reply> PostText(string path, string json, CancellationToken cancellation, string type = "application/json") =>
        Send(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, type), cancellation);

    public async Task<Reply> Send(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellation, string? key = null, string? match = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, Roots.Any(root => path.StartsWith(root, StringComparison.Ordinal)) ? path : "/api/v1" + path) { Content = content };
        if ((_account is null ? token : await _account.Now(cancellation)) is { } bearer)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (accept is not null)
            request.Headers.Add("Accept", accept);
        using var answer = await network.Http.SendAsync(request, cancellation);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        return new Reply($"{method} {path}", (int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString() ?? "", bytes,
            answer.Headers.ETag?.ToString(), answer.Headers.Location?.ToString(), answer.Headers.RetryAfter?.ToString())
        {
            RequestId = answer.Headers.TryGetValues("X-Request-Id", out var id) ? id.Single() : "",
        };
    }

    private static StringContent? Content(object? body) => body is null ? null : new StringContent(JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json");
}

/// <summary>What came back.</summary>
internal sealed record Reply(string Asked, int Status, string ContentType, byte[] Bytes, string? ETag, string? Location, string? RetryAfter)
{
    /// <summary>The id of the request's trace.</summary>
    public string RequestId { get; init; } = "";

    public string Body => Encoding.UTF8.GetString(Bytes);

    /// <summary>The answer's JSON, after its status was checked.</summary>
    public JsonElement Ok(int? status = null)
    {
        Assert.True(status is null ? Status is >= 200 and < 300 : Status == status, $"{Asked}: {Status} {Body}");
        return JsonDocument.Parse(Bytes).RootElement;
    }

    /// <summary>A problem of this status and code, in the house's shape (RFC 9457).</summary>
    public JsonElement Refused(int status, string code)
    {
        var problem = Problem();
        Assert.True((Status, problem.Text("code")) == (status, code), $"{Asked}: {Status} {Body}");
        return problem;
    }

    /// <summary>The answer as a problem, after its shape was checked.</summary>
    public JsonElement Problem()
    {
        Assert.True(ContentType.StartsWith("application/problem+json", StringComparison.Ordinal), $"{Asked}: {Status} {ContentType} {Body}");
        var problem = JsonDocument.Parse(Bytes).RootElement;
        Assert.Equal("urn:practice:" + problem.Text("code"), problem.Text("type"));
        Assert.Equal(Status, problem.GetProperty("status").GetInt32());
        foreach (var member in new[] { "title", "detail", "traceId" })
            Assert.NotEmpty(problem.Text(member));
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>The names of the fields that a 400 complains of.</summary>
    public string[] Fields() => [.. Problem().GetProperty("errors").EnumerateObject().Select(error => error.Name)];
}

/// <summary>Short ways into JSON.</summary>
internal static class JsonWays
{
    public static string Text(this JsonElement element, string member) => element.GetProperty(member) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : element.GetProperty(member).GetRawText();

    public static int Number(this JsonElement element, params string[] way) => way.Aggregate(element, (at, member) => at.GetProperty(member)).GetInt32();

    public static JsonElement[] Items(this JsonElement element, string member = "items") => [.. element.GetProperty(member).EnumerateArray()];

    public static string[] Texts(this JsonElement element, string list, string member) => [.. element.Items(list).Select(item => item.Text(member))];

    /// <summary>The status of a team's live order of a need.</summary>
    public static JsonElement OrderOf(this JsonElement need, string team) => need.Items("orders").Last(order => order.Text("team") == team);
}

/// <summary>Waits for what comes by itself, with a deadline.</summary>
internal static class Poll
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> there, CancellationToken cancellation, TimeSpan? deadline = null)
    {
        var (since, patience) = (Stopwatch.StartNew(), deadline ?? Deadline);
        while (true)
        {
            var seen = await read();
            if (there(seen))
                return seen;
            Assert.True(since.Elapsed < patience, string.Create(CultureInfo.InvariantCulture, $"Not there after {patience.TotalSeconds} s: {seen}"));
            await Task.Delay(20, cancellation);
        }
    }
}

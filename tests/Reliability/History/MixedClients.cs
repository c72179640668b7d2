using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Practice.Reliability.History;

/// <summary>
/// Clients that read and edit the same few needs of a station, each its own way: one need, the station's list, an edit of what was
/// read, and two needs merged in one change. Only what was answered is in the journal; what was not may or may not have happened.
/// </summary>
/// <param name="http">Signed in as the station's clerk; relative addresses begin at <c>/api/v1</c>.</param>
internal sealed class MixedClients(HttpClient http, string station, int seed)
{
    private const int Hot = 5;

    private readonly ConcurrentQueue<Act> _acts = new();
    private ImmutableArray<string> _needs = [];
    private int _failed;

    public IReadOnlyList<Act> Acts => [.. _acts];

    /// <summary>Requests without an answer, or with one that is neither a success nor a refusal.</summary>
    public int Failed => Volatile.Read(ref _failed);

    public async Task Run(int clients, TimeSpan length, CancellationToken cancellation)
    {
        for (var n = 0; n < Hot; n++)
            _needs = _needs.Add(await Submit(cancellation));
        var since = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            var random = new Random(HashCode.Combine(seed, client));
            while (since.Elapsed < length && !cancellation.IsCancellationRequested)
                await Step(client, random, cancellation);
        }));
    }

    private async Task Step(int client, Random random, CancellationToken cancellation)
    {
        try
        {
            var need = _needs[random.Next(Hot)];
            await (random.Next(100) switch
            {
                < 40 => Read(client, need, cancellation),
                < 55 => List(client, cancellation),
                < 90 => Edit(client, need, cancellation),
                _ => Merge(client, cancellation),
            });
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _failed);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Interlocked.Increment(ref _failed);
        }
    }

    private async Task<Seen?> Read(int client, string need, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var (status, view) = await Send(client, HttpMethod.Get, $"needs/{need}", null, null, cancellation);
        if (status != 200)
            return null;
        var seen = Of(view);
        _acts.Enqueue(new(client, "reads", start, Stopwatch.GetTimestamp(), [seen]));
        return seen;
    }

    // The oldest ones: those that everybody edits and that others are merged into.
    private async Task List(int client, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var (status, page) = await Send(client, HttpMethod.Get, $"units/{station}/lists/needs?limit=200", null, null, cancellation);
        if (status == 200)
            _acts.Enqueue(new(client, "lists", start, Stopwatch.GetTimestamp(), [.. page.GetProperty("items").EnumerateArray().Select(Of)]));
    }

    private async Task Edit(int client, string need, CancellationToken cancellation)
    {
        if (await Read(client, need, cancellation) is not { } seen)
            return;
        var (start, title) = (Stopwatch.GetTimestamp(), string.Create(CultureInfo.InvariantCulture, $"修水管 {client}-{Stopwatch.GetTimestamp():x}"));
        var (status, view) = await Send(client, HttpMethod.Patch, $"needs/{need}", new { title }, seen.Version, cancellation);
        if (status == 200)
            _acts.Enqueue(new(client, "edits", start, Stopwatch.GetTimestamp(), [seen], Of(view)));
    }

    private async Task Merge(int client, CancellationToken cancellation)
    {
        var other = await Submit(cancellation);
        var start = Stopwatch.GetTimestamp();
        var (status, view) = await Send(client, HttpMethod.Post, $"needs/{other}/verify", new { decision = "merge", into = _needs[0] }, null, cancellation);
        if (status == 200)
            _acts.Enqueue(new(client, "merges", start, Stopwatch.GetTimestamp(), [], Of(view) with { Title = null }));
    }

    private async Task<string> Submit(CancellationToken cancellation)
    {
        var (status, view) = await Send(-1, HttpMethod.Post, $"units/{station}/needs", new { title = "修水管", category = "lifeService", channel = "phone" }, null, cancellation);
        return status == 201 ? view.GetProperty("id").GetString()! : throw new HttpRequestException($"Submitting was answered {status}.");
    }

    private async Task<(int Status, JsonElement View)> Send(int client, HttpMethod method, string path, object? body, long? match, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Options.Set(Liar.Client, client);
        if (match is { } version)
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request, cancellation);
        var status = (int)answer.StatusCode;
        if (status >= 500)
            Interlocked.Increment(ref _failed);
        return (status, status is 200 or 201 ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation) : default);
    }

    private static Seen Of(JsonElement need) => new(
        need.GetProperty("id").GetString()!, need.GetProperty("version").GetInt64(), need.GetProperty("title").GetString());
}

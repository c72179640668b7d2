using System.Net.Http.Json;
using System.Text.Json;

namespace Practice.Reliability;

/// <summary>Somebody at the edge: sends commands through the gateways, with a key, until each is answered; writes all of it down.</summary>
internal sealed class Client(Cluster cluster, Journal journal, RetryPolicy retry, int number) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = Timeout.InfiniteTimeSpan };
    private int _gateway = number;

    public Cluster Cluster => cluster;

    /// <summary>A number of its own, from 0.</summary>
    public int Number { get; } = number;

    public Random Random { get; } = new(number);

    /// <summary>Sends a command until its outcome is known or the policy gives up.</summary>
    /// <param name="key">A key that others use too; null = a new one.</param>
    public async Task<Entry> Send(Command command, string? key = null, CancellationToken cancellation = default)
    {
        var entry = new Entry(key ?? Guid.CreateVersion7().ToString(), retry.Keys, command.Verb, command.Stream, command.Marker, TimeProvider.System.GetUtcNow());
        if (key is null)
            journal.Write(entry);
        var since = TimeProvider.System.GetTimestamp();
        for (var pause = retry.FirstPause; ; pause = pause * 2 < retry.LongestPause ? pause * 2 : retry.LongestPause)
        {
            entry = await Try(entry, command);
            if (entry.Outcome is Outcome.Acknowledged or Outcome.Refused || TimeProvider.System.GetElapsedTime(since) >= retry.Limit)
                break;
            _gateway++;
            await Task.Delay(pause, TimeProvider.System, cancellation);
        }

        entry = entry with { Ended = TimeProvider.System.GetUtcNow() };
        if (key is null)
            journal.Write(entry);
        return entry;
    }

    /// <summary>Reads until it is answered; null = there is nothing there, or nobody answered in the policy's time.</summary>
    public async Task<JsonElement?> Get(string path)
    {
        var since = TimeProvider.System.GetTimestamp();
        do
        {
            try
            {
                using var limit = new CancellationTokenSource(retry.Patience);
                using var request = await Request(HttpMethod.Get, path, null, null);
                using var answer = await _http.SendAsync(request, limit.Token);
                if (answer.IsSuccessStatusCode)
                    return await answer.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
                if ((int)answer.StatusCode is >= 400 and < 500 and not 429)
                    return null;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                // Nobody answered: the next gateway may.
            }

            _gateway++;
            await Task.Delay(retry.FirstPause, TimeProvider.System);
        }
        while (TimeProvider.System.GetElapsedTime(since) < retry.Limit);
        return null;
    }

    /// <summary>Leaves a command at a silo's own door, past the gateways, and does not care what becomes of it.</summary>
    public async Task Knock(HttpClient door, Uri silo, Command command, string key)
    {
        try
        {
            using var request = await Request(HttpMethod.Post, command.Path, command.Body, key);
            request.RequestUri = new Uri(silo, "/api/v1" + command.Path);
            using var answer = await door.SendAsync(request);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // Nobody waits for it.
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Entry> Try(Entry entry, Command command)
    {
        entry = entry with { Attempts = entry.Attempts + 1 };
        try
        {
            using var limit = new CancellationTokenSource(retry.Patience);
            using var request = await Request(HttpMethod.Post, command.Path, command.Body, retry.Keys ? entry.Id : null);
            using var answer = await _http.SendAsync(request, limit.Token);
            var body = await answer.Content.ReadAsStringAsync(limit.Token);
            var json = body.Length > 0 && body[0] == '{' ? JsonDocument.Parse(body).RootElement : default;
            var status = (int)answer.StatusCode;
            return answer.IsSuccessStatusCode
                ? entry with { Status = status, Outcome = Outcome.Acknowledged, Result = Text(json, "id"), Problem = null }
                : entry with { Status = status, Bugs = entry.Bugs + (status == 500 ? 1 : 0), Outcome = status is >= 400 and < 500 and not 429 and not 408 ? Outcome.Refused : Outcome.Unknown, Problem = Text(json, "code") };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return entry with { Status = 0, Outcome = Outcome.Unknown, Problem = e.GetType().Name };
        }
    }

    private async Task<HttpRequestMessage> Request(HttpMethod method, string path, object? body, string? key)
    {
        var gateway = new Uri(cluster.Gateways[_gateway % cluster.Gateways.Count].Address);
        var request = new HttpRequestMessage(method, new Uri(gateway, "/api/v1" + path)) { Content = body is null ? null : JsonContent.Create(body) };
        try
        {
            request.Headers.Authorization = await cluster.Token(gateway);
        }
        catch
        {
            request.Dispose();
            throw;
        }

        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static string? Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

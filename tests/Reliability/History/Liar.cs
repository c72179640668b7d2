using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Practice.Reliability.History;

/// <summary>Stands between the clients and the gateway and lies in one way, now and then.</summary>
internal sealed class Liar(Lie lie, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public static readonly HttpRequestOptionsKey<int> Client = new("client");

    private const int OneIn = 8;

    private readonly ConcurrentDictionary<string, string> _older = new();
    private readonly ConcurrentDictionary<string, string> _refused = new();
    private int _asked;
    private int _told;

    /// <summary>How often it has lied.</summary>
    public int Told => Volatile.Read(ref _told);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var turn = Interlocked.Increment(ref _asked) % OneIn == 0;
        if (lie == Lie.LostUpdate && turn && request.Method == HttpMethod.Patch)
        {
            request.Headers.IfMatch.Clear();
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
            Interlocked.Increment(ref _told);
        }

        var words = request.Method == HttpMethod.Patch ? await request.Content!.ReadAsStringAsync(cancellationToken) : null;
        var answer = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (lie == Lie.DirtyRead && words is not null && answer.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
            _refused[path] = JsonNode.Parse(words!)!["title"]!.GetValue<string>();
        if (request.Method != HttpMethod.Get || answer.StatusCode != HttpStatusCode.OK)
            return answer;

        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var lied = lie switch
        {
            Lie.StaleRead => Older(path, text, turn),
            Lie.NonMonotonicRead => Older($"{path} {(request.Options.TryGetValue(Client, out var client) ? client : -1)}", text, turn),
            Lie.FracturedRead when path.EndsWith("/lists/needs", StringComparison.Ordinal) => Fractured(path, text),
            Lie.DirtyRead when _refused.TryRemove(path, out var title) => WithTitle(text, title),
            _ => text,
        };
        if (lied != text)
            Interlocked.Increment(ref _told);
        answer.Content = new StringContent(lied, Encoding.UTF8, "application/json");
        return answer;
    }

    private string Older(string of, string text, bool turn)
    {
        if (turn && _older.TryGetValue(of, out var older))
            return older;
        _older.TryAdd(of, text);
        return text;
    }

    // The merged need is new, the one it went into is as it was.
    private string Fractured(string path, string text)
    {
        if (!_older.TryGetValue(path, out var before))
        {
            _older[path] = text;
            return text;
        }

        var (old, now) = (JsonNode.Parse(before)!["items"]!.AsArray(), JsonNode.Parse(text)!);
        var items = now["items"]!.AsArray();
        items[0] = old[0]!.DeepClone();
        return now.ToJsonString();
    }

    private static string WithTitle(string text, string title)
    {
        var need = JsonNode.Parse(text)!;
        need["title"] = title;
        return need.ToJsonString();
    }
}

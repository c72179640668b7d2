using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Practice.Tests.Push;

/// <summary>
/// A stand-in for the robots of WeCom and DingTalk and for partners' web hooks, on this machine. What it answers is said beforehand, by
/// key; with nothing said it takes everything.
/// </summary>
internal sealed class RobotStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Saying>> _sayings = new();
    private readonly ConcurrentQueue<Taken> _taken = new();

    private RobotStandIn(WebApplication app) => _app = app;

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Authority => new Uri(_app.Urls.Single()).Authority;

    public string Address => "http://" + Authority;

    public static async Task<RobotStandIn> Start(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var robots = new RobotStandIn(builder.Build());
        robots._app.Run(robots.Answer);
        await robots._app.StartAsync(cancellation);
        return robots;
    }

    /// <summary>What the next letters with this key are answered, one after another.</summary>
    public void Say(string key, params Saying[] sayings) => _sayings[key] = new(sayings);

    public Taken[] TakenBy(string key) => [.. _taken.Where(taken => taken.Key == key)];

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    // A robot is known by its key, a hook by the end of its path.
    private async Task Answer(HttpContext context)
    {
        var key = context.Request.Query["key"].ToString() + context.Request.Query["access_token"] is { Length: > 0 } robot ? robot : context.Request.Path.Value!.Split('/')[^1];
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            if (!key.StartsWith("deaf", StringComparison.Ordinal))
                context.Response.Headers["WebHook-Allowed-Origin"] = context.Request.Headers["WebHook-Request-Origin"];
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        _taken.Enqueue(new(key, context.Request.QueryString.Value ?? "", body, context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString())));
        var saying = _sayings.TryGetValue(key, out var queue) && queue.TryDequeue(out var next) ? next : Saying.Yes;
        await Task.Delay(saying.After, context.RequestAborted);
        context.Response.StatusCode = saying.Status;
        if (saying.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        if (saying.Location is { } elsewhere)
            context.Response.Headers.Location = elsewhere;
        await context.Response.WriteAsync(saying.Body, context.RequestAborted);
    }
}

/// <summary>One answer.</summary>
internal sealed record Saying(int Status, string Body, TimeSpan After = default, int? RetryAfter = null, string? Location = null)
{
    public static readonly Saying Yes = new(200, """{"errcode":0,"errmsg":"ok"}""");

    public static Saying Error(int code) => new(200, $$"""{"errcode":{{code}},"errmsg":"no"}""");
}

/// <summary>One letter that arrived.</summary>
internal sealed record Taken(string Key, string Query, string Body, IReadOnlyDictionary<string, string> Headers);

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Practice.Tests.Edge;

/// <summary>What the gateway asks of a silo, on a free loopback port: the units of two cities, an echo, and one that hangs up.</summary>
internal sealed class SiloStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _waiting;
    private int _hungUp;

    private SiloStandIn(WebApplication app) => _app = app;

    public string Setting => $"--Practice:Silos:0={_app.Urls.First()}";

    public string Address => _app.Urls.First();

    /// <summary>Ends every call of <c>/wait</c>.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Calls of <c>/wait</c> so far.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many requests it has hung up on.</summary>
    public int HungUp => Volatile.Read(ref _hungUp);

    public static async Task<SiloStandIn> Start(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var standIn = new SiloStandIn(app);
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/api/v1/units/{code}", (string code) => Unit(code));
        app.MapPost("/api/v1/echo", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            return new { forwarded = context.Request.Headers["X-Forwarded-For"].ToString(), id = context.Request.Headers["X-Request-Id"].ToString() };
        });
        app.MapPost("/api/v1/imports/divisions", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            return Results.Accepted();
        });
        app.MapGet("/api/v1/wait", async () =>
        {
            Interlocked.Increment(ref standIn._waiting);
            await standIn.Release.Task;
        });
        app.MapMethods("/api/v1/hang-up", ["GET", "POST"], (HttpContext context) =>
        {
            Interlocked.Increment(ref standIn._hungUp);
            context.Abort();
        });
        app.MapGet("/{**page}", () => Results.Text("<html>page</html>", "text/html"));
        await app.StartAsync(cancellation);
        return standIn;
    }

    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static IResult Unit(string code)
    {
        if (!code.StartsWith("3202", StringComparison.Ordinal) && !code.StartsWith("3301", StringComparison.Ordinal)) return Results.NotFound();
        var parent = code.Length switch { 4 => null, 6 => code[..4], 9 => code[..6], _ => code[..9] };
        return Results.Json(new { code, parent });
    }
}

using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;
using Practice.Hosting;
using Scalar.AspNetCore;

namespace Practice.Gateway.Edge;

/// <summary>What the gateway shows itself: its health, and the reference of the API at <c>/docs</c>.</summary>
internal static class Pages
{
    private const string DocsPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    public static WebApplication MapPracticePages(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new { status = "live" }));
        health.MapGet("/ready", Ready);

        app.MapGroup("").AllowAnonymous().AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = DocsPolicy;
            return next(context);
        }).MapScalarApiReference("/docs", docs => docs
            .WithTitle("Practice API").WithOpenApiRoutePattern("/openapi/{documentName}.json").AddDocument("v1").DisableDefaultFonts());
        return app;
    }

    private static async Task<IResult> Ready(IHostApplicationLifetime lifetime, IdentityDb db, CancellationToken cancellation) =>
        lifetime.ApplicationStopping.IsCancellationRequested || !await db.Database.CanConnectAsync(cancellation)
            ? Problem.Of(503, "gateway.notReady", "This gateway is stopping, or its identity store does not answer.")
            : TypedResults.Ok(new { status = "ready" });
}

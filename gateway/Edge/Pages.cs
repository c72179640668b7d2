using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;
using Practice.Hosting;
using Scalar.AspNetCore;

namespace Practice.Gateway.Edge;

/// <summary>What the gateway shows itself: its health, and the reference of the API at <c>/docs</c>.</summary>
internal static class Pages
{
    /// <summary>The document of the gateway's own addresses; those of the silos stand in <c>v1</c>.</summary>
    private const string Document = "accounts";

    private const string DocsPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    public static WebApplicationBuilder AddPracticePages(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new PlainTextConverter()));
        builder.Services.AddOpenApi(Document, openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Practice: accounts";
            document.Info.Description = "Who is who: people's own accounts, staff and their roles, the accounts of programs.";
            return Task.CompletedTask;
        }));
        return builder;
    }

    public static WebApplication MapPracticePages(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Ok(new { status = "live" }));
        health.MapGet("/ready", Ready);

        app.MapOpenApi($"/openapi/{{documentName:regex(^{Document}$)}}.json").AllowAnonymous();
        app.MapGroup("").AllowAnonymous().AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = DocsPolicy;
            return next(context);
        }).MapScalarApiReference("/docs", docs => docs
            .WithTitle("Practice API").WithOpenApiRoutePattern("/openapi/{documentName}.json").AddDocument("v1").AddDocument(Document).DisableDefaultFonts());
        return app;
    }

    private static async Task<IResult> Ready(IHostApplicationLifetime lifetime, IdentityDb db, CancellationToken cancellation) =>
        lifetime.ApplicationStopping.IsCancellationRequested || !await db.Database.CanConnectAsync(cancellation)
            ? Problem.Of(503, "gateway.notReady", "This gateway is stopping, or its identity store does not answer.")
            : TypedResults.Ok(new { status = "ready" });
}

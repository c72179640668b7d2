using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Practice.Web.Board;
using Practice.Web.Text;

namespace Practice.Web.Pages;

/// <summary>How pages are made, kept for a moment, and what is answered where there is none.</summary>
internal static class PageHosting
{
    /// <summary>The policy of pages that everybody sees alike.</summary>
    public const string Kept = "kept";

    public static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>One script of our own, no word of a page runs, and nothing comes from elsewhere.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const long KeptBytes = 32 * 1024 * 1024;
    private const long LargestBody = 64 * 1024;

    public static WebApplicationBuilder AddPracticePages(this WebApplicationBuilder builder, WebOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddRazorComponents();
        builder.Services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.AddOutputCache(cache =>
        {
            cache.SizeLimit = KeptBytes;
            cache.AddPolicy(Kept, policy =>
            {
                if (options.PageLife == TimeSpan.Zero) policy.NoCache();
                else
                    policy.Expire(options.PageLife).SetVaryByHost(false).SetVaryByQuery("lang", "list", "page", "q", "category", "unit")
                        .VaryByValue(context => KeyValuePair.Create("look", $"{Look.IsLarge(context)} {Look.VillageOf(context)} {Printed(context)}"));
            });
        });
        builder.Services.AddTransient<BoardReader>();
        return builder;
    }

    // What is printed names the address it was asked by.
    private static string Printed(HttpContext context) => context.Request.Query["list"] == Board.BoardAddress.PaperName ? SameOrigin.Of(context) : "";

    /// <summary>Headers, pages for errors, compression, the kept pages. First in the pipeline.</summary>
    public static WebApplication UsePracticePages(this WebApplication app, WebOptions options)
    {
        // A form that signs out leads to the issuer, wherever that is.
        var policy = options.Issuer is { } issuer ? ContentPolicy.Replace("form-action 'self'", $"form-action 'self' {new Uri(issuer).GetLeftPart(UriPartial.Authority)}", StringComparison.Ordinal) : ContentPolicy;
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return next(context);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failed, SuppressDiagnosticsCallback = IsTheCallers });
        app.UseResponseCompression();
        app.UseOutputCache();
        return app;
    }

    public static void MapPracticePages(this WebApplication app)
    {
        app.MapAssets();
        app.MapLook();
        app.MapFallback("{**path}", (string? lang = null) => PageAnswers.NotFound(Words.In(lang)));
    }

    /// <summary>Live and ready say how this process is: without the API it still serves, namely the page that says so.</summary>
    public static void MapPracticeHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" }));
        app.MapGet("/health/ready", (IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.IsCancellationRequested
            ? Practice.Hosting.Problem.Of(503, "web.notReady", "This process is stopping.")
            : TypedResults.Ok(new { status = "ready" }));
    }

    private static Task Failed(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is OperationCanceledException && context.RequestAborted.IsCancellationRequested) return Task.CompletedTask;
        var words = Words.In(context.Request.Query["lang"]);
        return (error switch
        {
            BadHttpRequestException bad when HttpMethods.IsPost(context.Request.Method) => PageAnswers.Unreadable(words, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? 413 : 400),
            BadHttpRequestException => PageAnswers.NotFound(words),
            _ => PageAnswers.Failed(context, words),
        }).ExecuteAsync(context);
    }

    private static bool IsTheCallers(ExceptionHandlerSuppressDiagnosticsContext context) => context.Exception is BadHttpRequestException or OperationCanceledException;
}

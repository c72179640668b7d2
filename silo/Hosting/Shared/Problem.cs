using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Practice.Hosting;

/// <summary>The one shape of every refusal over HTTP: RFC 9457 with a stable code and the trace's id, never a stack trace.</summary>
internal static partial class Problem
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A problem as an endpoint's answer.</summary>
    /// <param name="errors">Field to messages, on 400 only.</param>
    public static IResult Of(int status, string code, string detail, IDictionary<string, string[]>? errors = null) => new Answer(status, code, detail, errors);

    /// <summary>Writes a problem, unless an answer has begun already.</summary>
    public static Task Write(HttpContext context, int status, string code, string detail, IDictionary<string, string[]>? errors = null)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        ProblemInstruments.Written(code);
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable && !context.Response.Headers.ContainsKey(HeaderNames.RetryAfter))
            context.Response.Headers.RetryAfter = "1";
        var body = new Dictionary<string, object>
        {
            ["type"] = "urn:practice:" + code,
            ["code"] = code,
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
            ["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
        };
        if (errors is { Count: > 0 }) body["errors"] = errors;
        return context.Response.WriteAsJsonAsync(body, Json, "application/problem+json", context.RequestAborted);
    }

    /// <summary>What cannot be bound reaches <see cref="UsePracticeProblems"/> with its reason, in every environment.</summary>
    public static WebApplicationBuilder AddPracticeProblems(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return builder;
    }

    /// <summary>Turns exceptions and empty error answers into problems. First in the pipeline.</summary>
    public static WebApplication UsePracticeProblems(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => FromException(context, stopping.IsCancellationRequested), SuppressDiagnosticsCallback = IsToldElsewhere,
        });
        app.UseStatusCodePages(page => FromStatus(page.HttpContext));
        return app;
    }

    /// <param name="stopping">What a process lacks that is on its way out is no error of the request's: another will answer it.</param>
    private static Task FromException(HttpContext context, bool stopping)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (context.RequestAborted.IsCancellationRequested) return Task.CompletedTask;
        return error switch
        {
            BadHttpRequestException { InnerException: JsonException json } => Write(context, 400, "request.malformed", "The request's JSON cannot be read.", FieldOf(json)),
            BadHttpRequestException { StatusCode: 400 } bad when Unbound().Match(bad.Message) is { Success: true } parameter =>
                Write(context, 400, "request.malformed", DetailOf(400), Unreadable(parameter.Groups["body"].Success ? "body" : parameter.Groups["name"].Value)),
            BadHttpRequestException { StatusCode: 400 } bad => Write(context, 400, "request.malformed", bad.Message),
            BadHttpRequestException bad => Write(context, bad.StatusCode, CodeOf(bad.StatusCode), DetailOf(bad.StatusCode)),
            HttpRequestException or OperationCanceledException { InnerException: TimeoutException } => Write(context, 503, CodeOf(503), DetailOf(503)),
            // Not the caller's doing: a call was given up under it, as when its silo is declared dead. What was asked may have been done.
            TimeoutException or OperationCanceledException => Write(context, 503, "outcome.unknown", "The answer did not come in time. Ask again with the same Idempotency-Key."),
            _ when stopping => Write(context, 503, "outcome.unknown", "This server is stopping. Ask again with the same Idempotency-Key."),
            _ => Write(context, 500, CodeOf(500), DetailOf(500)),
        };
    }

    // The path is the client's own; the message of the serializer names our types and stays here.
    private static Dictionary<string, string[]> FieldOf(JsonException json) =>
        Unreadable(json.Path is { Length: > 2 } path ? path[2..] : "body");

    private static Dictionary<string, string[]> Unreadable(string field) => new() { [field] = ["This value cannot be read."] };

    // The framework's message names our types beside the parameter, which alone is the client's.
    [GeneratedRegex("^(?:Failed to bind parameter|Required parameter) \"(?:[^\"]* )?(?<name>\\w+)\"(?<body>.*from body\\.$)?|^(?<body>Implicit body)")]
    private static partial Regex Unbound();

    private static bool IsToldElsewhere(ExceptionHandlerSuppressDiagnosticsContext context) =>
        context.Exception is BadHttpRequestException or OperationCanceledException or HttpRequestException;

    private static Task FromStatus(HttpContext context) =>
        Write(context, context.Response.StatusCode, CodeOf(context.Response.StatusCode), DetailOf(context.Response.StatusCode));

    /// <summary>The code of a refusal that has nothing more to say than its status.</summary>
    public static string CodeOf(int status) => status switch
    {
        400 => "request.malformed",
        401 => "token.missing",
        403 => "right.missing",
        404 => "resource.notFound",
        405 => "method.notAllowed",
        408 => "request.timeout",
        413 => "body.tooLarge",
        415 => "mediaType.unsupported",
        429 => "rate.exceeded",
        502 or 503 or 504 => "service.unavailable",
        _ => status < 500 ? "request.refused" : "error.internal",
    };

    private static string DetailOf(int status) => status switch
    {
        400 => "The request cannot be read.",
        401 => "A bearer token is needed: see POST /connect/token.",
        403 => "The caller has no right to this.",
        404 => "There is nothing at this address.",
        405 => "This address does not take this method.",
        413 => "The body is larger than this address takes.",
        415 => "This address does not take this media type.",
        429 => "Too many requests. Wait as long as Retry-After says.",
        502 or 503 or 504 => "The service is not available now. Ask again.",
        _ => status < 500 ? "The request is refused." : "An error that is ours. The trace id helps to find it.",
    };

    /// <summary>A problem that is not written yet.</summary>
    internal sealed record Answer(int Status, string Code, string Detail, IDictionary<string, string[]>? Errors) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext, Status, Code, Detail, Errors);
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Text;

namespace Practice.Web.Pages;

/// <summary>The pages as answers, each with its status and how long it may be kept.</summary>
internal static partial class PageAnswers
{
    private const int RetryAfterSeconds = 30;

    public static IResult Board(Words words, BoardSheet sheet, TimeSpan life) =>
        new Page(new RazorComponentResult<BoardPage>(new { W = words, Sheet = sheet }), 200, $"public, max-age={(int)life.TotalSeconds}");

    /// <summary>A page that everybody sees alike, kept for a moment.</summary>
    public static IResult Kept<T>(object parameters, TimeSpan life) where T : IComponent => new Page(new RazorComponentResult<T>(parameters), 200, $"public, max-age={(int)life.TotalSeconds}");

    /// <summary>A page of one reader, kept nowhere.</summary>
    public static IResult Show<T>(object parameters, int status = 200) where T : IComponent => new Page(new RazorComponentResult<T>(parameters), status, "no-store");

    /// <summary>Makes a page, or the one that says that the API does not answer.</summary>
    public static async Task<IResult> Try(HttpContext context, Words words, Func<Words, Task<IResult>> make)
    {
        try
        {
            return await make(words);
        }
        catch (ApiDownException down)
        {
            return ApiDown(context, words, down);
        }
    }

    public static void Log(HttpContext context, ApiDownException down) => LogDown(context.RequestServices.GetRequiredService<ILogger<PublicApi>>(), down.Message);

    /// <summary>A page that says one thing and what to do next.</summary>
    public static IResult Message(Words words, int status, string title, string text) => Message(words, status, title, text, again: null);

    /// <param name="next">What to do next: where, and in which words.</param>
    public static IResult Message(Words words, int status, string title, string text, (string Address, string Words) next) => Message(words, status, title, text, next.Address, next: next.Words);

    /// <summary>A form that no page of this site sent: nothing of it is shown.</summary>
    public static IResult OtherOrigin(Words words) => Message(words, 403, words.Resident.TroubleOf("origin"), words.Resident.TroubleUsual);

    /// <summary>What was sent is no form that can be read, or more than an address takes.</summary>
    public static IResult Unreadable(Words words, int status) =>
        Message(words, status, DeskWords.Of(words)["sent.title"], DeskWords.Of(words)[status == 413 ? "sent.tooLarge" : "sent.unreadable"]);

    public static IResult NotFound(Words words) => Message(words, 404, words.NotFoundTitle, words.NotFoundText, again: null);

    public static IResult NoUnits(Words words) => Message(words, 200, words.NoUnitsTitle, words.NoUnitsText, again: null, home: false);

    public static IResult ApiDown(HttpContext context, Words words, ApiDownException down)
    {
        Log(context, down);
        context.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        return Message(words, 503, words.DownTitle, words.DownText, again: Same(context));
    }

    public static IResult Failed(HttpContext context, Words words) =>
        Message(words, 500, words.ErrorTitle, words.ErrorText, again: Same(context), number: Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);

    private static Page Message(Words words, int status, string title, string text, string? again, string? number = null, bool home = true, string? next = null) =>
        new(new RazorComponentResult<MessagePage>(new { W = words, Title = title, Text = text, Again = again, Number = number, HasHome = home, Next = next }), status, "no-store");

    private static string Same(HttpContext context) => HttpMethods.IsPost(context.Request.Method) ? "/" : Look.SamePath(context) + context.Request.QueryString.ToUriComponent();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not be made. {Reason}")]
    private static partial void LogDown(ILogger logger, string reason);

    /// <summary>A component with a status and a <c>Cache-Control</c>.</summary>
    private sealed class Page(IResult page, int status, string cache) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.Headers.CacheControl = cache;
            httpContext.Response.Headers.Vary = HeaderNames.Cookie;
            return page.ExecuteAsync(httpContext);
        }
    }
}

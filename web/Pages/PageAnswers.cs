using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
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

    public static IResult NotFound(Words words) => Message(words, 404, words.NotFoundTitle, words.NotFoundText);

    public static IResult NoUnits(Words words) => Message(words, 200, words.NoUnitsTitle, words.NoUnitsText, home: false);

    public static IResult ApiDown(HttpContext context, Words words, ApiDownException down)
    {
        LogDown(context.RequestServices.GetRequiredService<ILogger<PublicApi>>(), down.Message);
        context.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        return Message(words, 503, words.DownTitle, words.DownText, again: Same(context));
    }

    public static IResult Failed(HttpContext context, Words words) =>
        Message(words, 500, words.ErrorTitle, words.ErrorText, again: Same(context), number: Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);

    private static Page Message(Words words, int status, string title, string text, string? again = null, string? number = null, bool home = true) =>
        new(new RazorComponentResult<MessagePage>(new { W = words, Title = title, Text = text, Again = again, Number = number, HasHome = home }), status, "no-store");

    /// <summary>The address that was asked for, on this host whatever was written: <c>//x</c> would lead to another.</summary>
    private static string Same(HttpContext context) => "/" + context.Request.Path.ToUriComponent().TrimStart('/') + context.Request.QueryString.ToUriComponent();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not be made. {Reason}")]
    private static partial void LogDown(ILogger logger, string reason);

    /// <summary>A component with a status and a <c>Cache-Control</c>.</summary>
    private sealed class Page(IResult page, int status, string cache) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.Headers.CacheControl = cache;
            return page.ExecuteAsync(httpContext);
        }
    }
}

using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>Pages of one unit's desk.</summary>
internal static class DeskPages
{
    public static Task<IResult> Read(HttpContext context, string code, string? lang, Func<Words, SignedIn, UnitView, Task<IResult>> make) =>
        SignedInPages.Read(context, lang, async (words, who) => await Unit(context, code) is { } unit ? await make(words, who, unit) : PageAnswers.NotFound(words));

    public static Task<IResult> Send(HttpContext context, string code, string? lang, Func<Words, SignedIn, UnitView, Sent, Task<IResult>> make) =>
        SignedInPages.Send(context, lang, async (words, who, form) => await Unit(context, code) is { } unit ? await make(words, who, unit, form) : PageAnswers.NotFound(words));

    /// <summary>A page for something that this person may not see, or that is not there: told apart, for the cure is another.</summary>
    public static IResult Refused(Words words, ProblemView problem) => problem.Status switch
    {
        404 => PageAnswers.NotFound(words),
        403 => PageAnswers.Message(words, 403, DeskWords.Of(words)["forbidden.title"], DeskWords.Of(words)["forbidden.text"], (words.To("/desk"), DeskWords.Of(words)["desk.posts"])),
        _ => PageAnswers.Message(words, problem.Status, DeskWords.Of(words)["refused.title"], DeskWords.Of(words).Problem(problem), (words.To("/desk"), DeskWords.Of(words)["desk.posts"])),
    };

    /// <summary>The status of a page that is shown again because of it.</summary>
    public static int StatusOf(ProblemView problem) => problem.Status is 400 or 409 or 412 ? 422 : problem.Status;

    public static async Task<UnitView?> Unit(HttpContext context, string code) =>
        BoardAddress.IsUnit(code) ? await context.RequestServices.GetRequiredService<PublicApi>().Unit(code, context.RequestAborted) : null;
}

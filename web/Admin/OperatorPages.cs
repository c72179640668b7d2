using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Admin;

/// <summary>Pages of whoever is an operator somewhere; everybody else is told so. How far one's reach goes, the API says.</summary>
internal static class OperatorPages
{
    public static Task<IResult> Read(HttpContext context, string? lang, Func<Words, SignedIn, Task<IResult>> make) =>
        SignedInPages.Read(context, lang, (words, who) => May(who) ? make(words, who) : Task.FromResult(Forbidden(words)));

    public static Task<IResult> Send(HttpContext context, string? lang, Func<Words, SignedIn, Sent, Task<IResult>> make) =>
        SignedInPages.Send(context, lang, (words, who, form) => May(who) ? make(words, who, form) : Task.FromResult(Forbidden(words)));

    /// <summary>A file: nothing of it is read before it is known who sends it.</summary>
    public static Task<IResult> Upload(HttpContext context, string? lang, Func<Words, SignedIn, Sent, Task<IResult>> make) =>
        SignedInPages.Upload(context, lang, May, Forbidden, make);

    /// <summary>A page of a unit's.</summary>
    public static Task<IResult> Read(HttpContext context, string code, string? lang, Func<Words, SignedIn, UnitView, Task<IResult>> make) =>
        Read(context, lang, async (words, who) => await DeskPages.Unit(context, code) is { } unit ? await make(words, who, unit) : PageAnswers.NotFound(words));

    public static Task<IResult> Send(HttpContext context, string code, string? lang, Func<Words, SignedIn, UnitView, Sent, Task<IResult>> make) =>
        Send(context, lang, async (words, who, form) => await DeskPages.Unit(context, code) is { } unit ? await make(words, who, unit, form) : PageAnswers.NotFound(words));

    /// <summary>Where a list goes on.</summary>
    public static string After(string? place) => place is { Length: > 0 and < 300 } ? "&after=" + Uri.EscapeDataString(place) : "";

    /// <summary>An id of an account, an invitation, an import, a program.</summary>
    public static bool IsId(string? id) => id is { Length: > 0 and <= 100 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>A role that was chosen, on the unit or team that was named.</summary>
    public static (string Role, string Unit) Role(Sent form) => (form.Line("role", 20) ?? "", (form.Line("unit", 40) ?? "").ToUpperInvariant());

    private static bool May(SignedIn who) => who.Me.Roles.Any(role => role.Role == "operator");

    private static IResult Forbidden(Words words) =>
        PageAnswers.Message(words, 403, DeskWords.Of(words)["operator.forbidden"], DeskWords.Of(words)["operator.forbiddenText"], (words.To("/desk"), DeskWords.Of(words)["desk.posts"]));
}

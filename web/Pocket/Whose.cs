using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>Whose service a page shows: the own, or that of a minor whom somebody answers for.</summary>
/// <param name="Ward">The minor's number; null: the own.</param>
public sealed record Whose(string? Ward)
{
    /// <summary>The roots of the pages: one for oneself, one for each ward.</summary>
    internal static readonly string[] Roots = ["/volunteer", "/volunteer/wards/{ward}"];

    /// <summary>Where its pages are.</summary>
    public string Pages => Ward is null ? "/volunteer" : "/volunteer/wards/" + Ward;

    /// <summary>Where the API keeps it, for whoever asks.</summary>
    public string Api => Ward is null ? "me" : "me/wards/" + Ward;

    /// <summary>The volunteer himself.</summary>
    public string Profile => Ward is null ? "me/volunteer" : Api;

    /// <summary>The sums of hours, and the records with <paramref name="records"/>.</summary>
    public string Hours(bool records) => Ward is null ? "me/hours" + (records ? "/records" : "") : $"volunteers/{Ward}/{(records ? "records" : "hours")}";

    internal static Task<IResult> Read(HttpContext context, string? lang, Func<Words, SignedIn, Whose, Task<IResult>> make) =>
        SignedInPages.Read(context, lang, (words, who) => Of(context) is { } whose ? make(words, who, whose) : Task.FromResult(PageAnswers.NotFound(words)));

    internal static Task<IResult> Send(HttpContext context, string? lang, Func<Words, SignedIn, Whose, Sent, Task<IResult>> make) =>
        SignedInPages.Send(context, lang, (words, who, form) => Of(context) is { } whose ? make(words, who, whose, form) : Task.FromResult(PageAnswers.NotFound(words)));

    /// <summary>Where somebody who is no volunteer begins; who is not a ward is not there.</summary>
    internal IResult Missing(Words words) => Ward is null ? Results.LocalRedirect(words.To("/volunteer/join")) : PageAnswers.NotFound(words);

    private static Whose? Of(HttpContext context) => context.Request.RouteValues["ward"] switch
    {
        null => new(null as string),
        string ward when PocketAddress.IsVolunteer(ward) => new(ward),
        _ => null,
    };
}

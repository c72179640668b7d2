using System.Security.Cryptography;
using System.Text.Json;
using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.Text;

namespace Practice.Web.SignIn;

/// <summary>Pages of whoever is signed in. Who is not is led to sign in and back; what was typed waits for him.</summary>
internal static class SignedInPages
{
    public const string Mark = "form", Key = "key";

    /// <summary>Said by the script that refreshes a part of a page: it answers with no other page.</summary>
    private const string Part = "X-Part";

    private const string Purpose = "again";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>A page to read.</summary>
    public static Task<IResult> Read(HttpContext context, string? lang, Func<Words, SignedIn, Task<IResult>> make) => PageAnswers.Try(context, Words.In(lang), async words =>
    {
        var part = context.Request.Headers.ContainsKey(Part);
        try
        {
            var visit = !part ? Visit.Asked : context.Request.Query["wall"] == "1" && context.GetEndpoint()?.Metadata.GetMetadata<OnWall>() is not null ? Visit.Wall : Visit.Fetched;
            if (await Who(context, visit) is { } who) return await make(words, who);
        }
        catch (SessionOverException)
        {
            Sessions(context).End(context);
        }

        return part ? Results.StatusCode(StatusCodes.Status401Unauthorized) : Results.LocalRedirect(SignInEndpoints.To(Look.SamePath(context) + context.Request.QueryString.ToUriComponent()));
    });

    /// <summary>A form that was sent.</summary>
    public static Task<IResult> Send(HttpContext context, string? lang, Func<Words, SignedIn, Sent, Task<IResult>> make) => PageAnswers.Try(context, Words.In(lang), async words =>
    {
        // A form of another site is not shown again either: a button below it would send it as this site's own.
        if (!SameOrigin.Sent(context)) return PageAnswers.OtherOrigin(words);
        if (!context.Request.HasFormContentType) return PageAnswers.NotFound(words);
        var form = await Sent.Read(context);
        var who = default(SignedIn);
        try
        {
            who = await Who(context, Visit.Asked);
            if (who is not null && (SignIn.Sessions.IsOwn(who, form.Raw(Mark)) || IsAgain(context, form))) return await make(words, who, form);
        }
        catch (SessionOverException)
        {
            who = null;
            Sessions(context).End(context);
        }
        catch (ApiDownException down)
        {
            PageAnswers.Log(context, down);
            return Again(context, words, who, form, "down", 503);
        }

        return Again(context, words, who, form, who is null ? "over" : "other", who is null ? 401 : 403);
    });

    /// <summary>A form with a file. Nothing of it is read before it is known who sends it, and that he may; a file cannot wait for a sign-in.</summary>
    public static Task<IResult> Upload(HttpContext context, string? lang, Func<SignedIn, bool> may, Func<Words, IResult> refused, Func<Words, SignedIn, Sent, Task<IResult>> make) => PageAnswers.Try(context, Words.In(lang), async words =>
    {
        if (!SameOrigin.Sent(context)) return PageAnswers.OtherOrigin(words);
        if (!context.Request.HasFormContentType) return PageAnswers.NotFound(words);
        var back = Look.SamePath(context) + context.Request.QueryString.ToUriComponent();
        try
        {
            if (await Who(context, Visit.Asked) is not { } who) return new SeeOther(SignInEndpoints.To(back));
            if (!may(who)) return refused(words);
            var form = await Sent.Read(context);
            return SignIn.Sessions.IsOwn(who, form.Raw(Mark))
                ? await make(words, who, form)
                : PageAnswers.Message(words, 403, DeskWords.Of(words)["again.otherTitle"], DeskWords.Of(words)["again.fileText"], (back, DeskWords.Of(words)["again.file"]));
        }
        catch (SessionOverException)
        {
            Sessions(context).End(context);
            return new SeeOther(SignInEndpoints.To(back));
        }
    });

    // Everything that was typed, once more, with one button: signing in happens beside it.
    private static IResult Again(HttpContext context, Words words, SignedIn? who, Sent form, string why, int status) => PageAnswers.Show<AgainPage>(new
    {
        W = words, Why = why, FormMark = who?.FormMark ?? Seal(context).Seal(Purpose, new AgainMark(Look.SamePath(context), Now(context), Print(form))),
        Fields = form.Fields.Where(field => field.Key != Mark).ToList(), Action = Look.SamePath(context) + context.Request.QueryString.ToUriComponent(),
    }, status);

    // Given to whoever sent the form from a page of this site, and for that form alone, word for word: whoever signs in meanwhile may send it.
    // It is bound to no session, for there was none; what keeps other sites out is the origin, which was looked at both times.
    private static bool IsAgain(HttpContext context, Sent form) =>
        Seal(context).Open<AgainMark>(Purpose, form.Raw(Mark)) is { } again && again.Path == Look.SamePath(context) && Now(context) - again.At < Longest.TotalSeconds && again.Print == Print(form);

    // A browser may send a line's end otherwise than it came.
    private static string Print(Sent form) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        form.Fields.Where(field => field.Key != Mark).Select(field => new[] { field.Key, field.Value.ReplaceLineEndings("\n") }).OrderBy(field => field[0], StringComparer.Ordinal))));

    private static long Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();

    private static SessionSeal Seal(HttpContext context) => context.RequestServices.GetRequiredService<SessionSeal>();

    private static Task<SignedIn?> Who(HttpContext context, Visit visit) => Sessions(context).Of(context, visit, context.RequestAborted);

    private static Sessions Sessions(HttpContext context) => context.RequestServices.GetRequiredService<Sessions>();

    /// <param name="Print">SHA-256 of the fields.</param>
    private sealed record AgainMark(string Path, long At, string Print);
}

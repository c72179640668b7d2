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
            // A wall that nobody touches is in use all the same.
            if (await Who(context, counts: !part || context.Request.Query["wall"] == "1") is { } who) return await make(words, who);
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
        if (!context.Request.HasFormContentType) return PageAnswers.NotFound(words);
        var form = new Sent(await context.Request.ReadFormAsync(context.RequestAborted));
        var who = default(SignedIn);
        try
        {
            who = await Who(context, counts: true);
            if (who is not null && SameOrigin.Sent(context) && (SignIn.Sessions.IsOwn(who, form.Raw(Mark)) || IsAgain(context, form.Raw(Mark)))) return await make(words, who, form);
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

    // Everything that was typed, once more, with one button: signing in happens beside it.
    private static IResult Again(HttpContext context, Words words, SignedIn? who, Sent form, string why, int status) => PageAnswers.Show<AgainPage>(new
    {
        W = words, Why = why, IsOver = who is null, FormMark = who?.FormMark ?? (SameOrigin.Sent(context) ? Seal(context).Seal(Purpose, new AgainMark(Look.SamePath(context), Now(context))) : ""), Fields = form.Fields.Where(field => field.Key != Mark).ToList(), Action = Look.SamePath(context) + context.Request.QueryString.ToUriComponent(),
    }, status);

    // Only a page of this site was given one, and only for the form that it had sent: whoever signs in meanwhile may send it.
    private static bool IsAgain(HttpContext context, string mark) =>
        Seal(context).Open<AgainMark>(Purpose, mark) is { } again && again.Path == Look.SamePath(context) && Now(context) - again.At < Longest.TotalSeconds;

    private static long Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();

    private static SessionSeal Seal(HttpContext context) => context.RequestServices.GetRequiredService<SessionSeal>();

    private static Task<SignedIn?> Who(HttpContext context, bool counts) => Sessions(context).Of(context, counts, context.RequestAborted);

    private static Sessions Sessions(HttpContext context) => context.RequestServices.GetRequiredService<Sessions>();

    private sealed record AgainMark(string Path, long At);
}

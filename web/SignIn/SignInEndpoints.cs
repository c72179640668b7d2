using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.Text;

namespace Practice.Web.SignIn;

/// <summary>Signing in and out: authorization code with PKCE (RFC 7636) at the issuer; the browser gets a cookie and never a token.</summary>
internal static class SignInEndpoints
{
    private const string Purpose = "errand", Scope = "openid profile offline_access practice";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>How far the issuer's clock may be behind.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", Leave);
        app.MapGet("/signed-in", Back);
        app.MapMethods("/signed-in-again", PageHosting.Reads, (string? lang = null) =>
            PageAnswers.Message(Words.In(lang), 200, DeskWords.In(lang)["session.againTitle"], DeskWords.In(lang)["session.againText"]));
        app.MapPost("/sign-out", Out);
    }

    /// <summary>Where somebody signs in who comes back to an address.</summary>
    public static string To(string back) => "/sign-in?back=" + Uri.EscapeDataString(back);

    private static Task<IResult> Leave(
        HttpContext context, WebOptions options, Issuer issuer, Sessions sessions, SessionSeal seal, TimeProvider time, string? back = null, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async _ =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var to = Look.IsLocal(back) ? back! : "/mine";
            // The issuer goes back to one address: whoever came by another name of this machine is led there first.
            if (options.PublicUrl is { } known && !string.Equals(new Uri(known).Authority, new Uri(SameOrigin.Of(context)).Authority, StringComparison.OrdinalIgnoreCase))
                return Results.Redirect(known.TrimEnd('/') + To(to));
            var errand = new Errand(Random(), Random(), to, time.GetUtcNow().ToUnixTimeSeconds(), sessions.IsIdle(context));
            context.Response.Cookies.Append(Name(errand.State), seal.Seal(Purpose, errand), Options(context, Longest));
            var addresses = await issuer.Addresses(cancellation);
            var asked = new Dictionary<string, string>
            {
                ["response_type"] = "code", ["client_id"] = options.SignIn.ClientId, ["redirect_uri"] = Returning(context), ["scope"] = Scope, ["state"] = errand.State,
                ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(errand.Verifier))), ["code_challenge_method"] = "S256",
            };
            // Its own sign-in may be hours old: it asks for the person, and says when that was.
            if (errand.Anew) (asked["prompt"], asked["max_age"]) = ("login", options.SignIn.Idle.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
            return Results.Redirect(addresses.Authorize + (addresses.Authorize.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', asked.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
        });

    private static Task<IResult> Back(
        HttpContext context, Issuer issuer, Sessions sessions, SessionSeal seal, TimeProvider time, string? code = null, string? state = null, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async words =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var name = state is { Length: > 0 and <= 64 } && state.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? Name(state) : null;
            var errand = name is null ? null : seal.Open<Errand>(Purpose, context.Request.Cookies[name]);
            // Back and forward buttons come here without an errand, and whoever is signed in already is where he wanted to be.
            if (errand is null || errand.State != state || time.GetUtcNow().ToUnixTimeSeconds() - errand.At > Longest.TotalSeconds)
                return await IsSomebody(context, sessions, cancellation) ? Results.LocalRedirect("/mine") : Failed(words, "/mine");
            context.Response.Cookies.Delete(name!, Options(context, null));
            if (code is not { Length: > 0 and <= 4096 }) return Failed(words, errand.Back);
            // A code counts once: what was begun is finished, whoever has left meanwhile.
            var given = await issuer.Tokens(
                [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", Returning(context)), new("code_verifier", errand.Verifier)], CancellationToken.None);
            if (given is null) return Failed(words, errand.Back);
            // Whoever took the question out of the address comes back with the sign-in of before. An issuer that does not say when is believed.
            if (errand.Anew && given.SignedInAt < errand.At - (long)Skew.TotalSeconds) return Failed(words, errand.Back);
            try
            {
                await sessions.Begin(context, given);
            }
            catch (SessionOverException)
            {
                return Failed(words, errand.Back);
            }

            return Results.LocalRedirect(errand.Back);
        });

    private static Task<IResult> Out(HttpContext context, WebOptions options, Issuer issuer, Sessions sessions, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.Chinese, async words =>
        {
            if (!SameOrigin.Sent(context)) return PageAnswers.OtherOrigin(words);
            sessions.End(context);
            var addresses = await issuer.Addresses(cancellation);
            if (addresses.SignOut is not { } end) return new SeeOther("/");
            var to = $"{end}?client_id={Uri.EscapeDataString(options.SignIn.ClientId)}&post_logout_redirect_uri={Uri.EscapeDataString(SameOrigin.Of(context) + "/")}";
            // The own issuer is sent the form itself (307): it takes a form of this site at its word, and asks whoever comes by a link.
            return issuer.IsElsewhere ? new SeeOther(to) : Results.Redirect(to, permanent: false, preserveMethod: true);
        });

    private static async Task<bool> IsSomebody(HttpContext context, Sessions sessions, CancellationToken cancellation)
    {
        try
        {
            return await sessions.Of(context, Visit.Asked, cancellation) is not null;
        }
        catch (SessionOverException)
        {
            sessions.End(context);
            return false;
        }
    }

    private static IResult Failed(Words words, string back)
    {
        var said = DeskWords.In(words.IsEnglish ? "en" : null);
        return PageAnswers.Message(words, 400, said["session.failedTitle"], said["session.failedText"], (To(back), said["session.signIn"]));
    }

    private static string Returning(HttpContext context) => SameOrigin.Of(context) + "/signed-in";

    private static string Name(string state) => "practice-errand-" + state[..Math.Min(12, state.Length)];

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static CookieOptions Options(HttpContext context, TimeSpan? kept) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/signed-in", IsEssential = true, Secure = SameOrigin.IsSecure(context), MaxAge = kept,
    };
}

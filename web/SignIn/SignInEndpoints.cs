using System.Buffers.Text;
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
        HttpContext context, WebOptions options, Issuer issuer, SessionSeal seal, TimeProvider time, string? back = null, string? lang = null, CancellationToken cancellation = default) =>
        PageAnswers.Try(context, Words.In(lang), async _ =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var to = Look.IsLocal(back) ? back! : "/mine";
            // The issuer goes back to one address: whoever came by another name of this machine is led there first.
            if (options.PublicUrl is { } known && !string.Equals(new Uri(known).Authority, new Uri(SameOrigin.Of(context)).Authority, StringComparison.OrdinalIgnoreCase))
                return Results.Redirect(known.TrimEnd('/') + To(to));
            var errand = new Errand(Random(), Random(), to, time.GetUtcNow().ToUnixTimeSeconds());
            context.Response.Cookies.Append(Name(errand.State), seal.Seal(Purpose, errand), Options(context, Longest));
            var addresses = await issuer.Addresses(cancellation);
            return Results.Redirect(addresses.Authorize + (addresses.Authorize.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', new Dictionary<string, string>
            {
                ["response_type"] = "code", ["client_id"] = options.SignIn.ClientId, ["redirect_uri"] = Returning(context), ["scope"] = Scope, ["state"] = errand.State,
                ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(errand.Verifier))), ["code_challenge_method"] = "S256",
            }.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
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
                return await sessions.Of(context, counts: true, cancellation) is not null ? Results.LocalRedirect("/mine") : Failed(words, "/mine");
            context.Response.Cookies.Delete(name!, Options(context, null));
            if (code is not { Length: > 0 and <= 4096 }) return Failed(words, errand.Back);
            // A code counts once: what was begun is finished, whoever has left meanwhile.
            var given = await issuer.Tokens(
                [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", Returning(context)), new("code_verifier", errand.Verifier)], CancellationToken.None);
            if (given is null) return Failed(words, errand.Back);
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
            if (!SameOrigin.Sent(context)) return PageAnswers.Message(words, 403, words.Resident.TroubleOf("origin"), words.Resident.TroubleUsual);
            sessions.End(context);
            var addresses = await issuer.Addresses(cancellation);
            return new SeeOther(addresses.SignOut is { } address
                ? $"{address}?client_id={Uri.EscapeDataString(options.SignIn.ClientId)}&post_logout_redirect_uri={Uri.EscapeDataString(SameOrigin.Of(context) + "/")}"
                : "/");
        });

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

using System.Globalization;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Practice.Gateway.SignIn;
using Practice.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Practice.Gateway.Identity;

/// <summary><c>/connect/authorize</c> and <c>/connect/sign-out</c> (OpenID Connect Core, RP-Initiated Logout). Client, address and challenge are checked before.</summary>
internal static class AuthorizeEndpoint
{
    public static IEndpointRouteBuilder MapAuthorize(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/connect/authorize", ["GET", "POST"], Authorize).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods("/connect/sign-out", ["GET", "POST"], SignOut).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> Authorize(HttpContext context, Sessions sessions, People people, TokenContents contents, TimeProvider time, CancellationToken cancellation)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new BadHttpRequestException("Not an authorization request.");
        var session = await SessionCookie.Read(context, sessions, cancellation);
        if (session is not null && !Stale(request, session, time.GetUtcNow()) && await people.Find(session.Account, cancellation) is { } account)
            return Results.SignIn(await contents.Of(account, session, request.GetScopes(), cancellation), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return request.HasPromptValue(PromptValues.None)
            ? Results.Forbid(new(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
            : Results.Redirect("/connect/sign-in?back=" + Uri.EscapeDataString("/connect/authorize" + Again(request)));
    }

    /// <remarks>A link that somebody put elsewhere signs nobody out: it asks. Without a session here there is nothing to ask for.</remarks>
    private static async Task<IResult> SignOut(HttpContext context, Sessions sessions, SignInPages show, CancellationToken cancellation)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new BadHttpRequestException("Not a sign-out request.");
        var session = await SessionCookie.Read(context, sessions, cancellation);
        if (await IsMeant(context, session?.Account))
        {
            if (session is not null) await sessions.End(session.Account, session.Id, null, cancellation);
            await context.SignOutAsync(SessionCookie.Scheme);
        }
        else if (session is not null)
        {
            return show.SignOut(context, request.GetParameters().Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value ?? "")));
        }

        return Results.SignOut(new() { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }

    // By a form of this site, or by the application that holds this person's identity token (id_token_hint).
    private static async Task<bool> IsMeant(HttpContext context, string? account) =>
        (HttpMethods.IsPost(context.Request.Method) && FormOrigin.IsOwn(context.Request, context.Request.Host.Value ?? ""))
        || (account is not null && (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal?.GetClaim(Claims.Subject) == account);

    // prompt=login is asked once: what comes back from the sign-in page does not carry it any more.
    private static bool Stale(OpenIddictRequest request, SignInSession session, DateTimeOffset now) =>
        request.HasPromptValue(PromptValues.Login) || (request.MaxAge is { } age && now.ToUnixTimeSeconds() - session.CreatedAt > Math.Max(age, 1));

    private static QueryString Again(OpenIddictRequest request)
    {
        var parameters = request.GetParameters().Where(parameter => parameter.Key != Parameters.Prompt || !request.HasPromptValue(PromptValues.Login));
        return QueryString.Create(parameters.Select(parameter => KeyValuePair.Create(parameter.Key, Convert.ToString((string?)parameter.Value, CultureInfo.InvariantCulture))));
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Practice.Gateway.SignIn;
using Practice.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Practice.Gateway.Identity;

/// <summary><c>POST /connect/token</c> (RFC 6749): what stands in a token. The issuer has checked the client, its secret, the code and its challenge before.</summary>
internal static class TokenEndpoint
{
    public static IEndpointRouteBuilder MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/connect/token", Issue).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> Issue(HttpContext context, IdentityDb db, Sessions sessions, People people, TokenContents contents, CancellationToken cancellation)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new BadHttpRequestException("Not a token request.");
        return request.IsClientCredentialsGrantType() ? await ForProgram(request, db, cancellation) : await ForPerson(context, sessions, people, contents, cancellation);
    }

    private static async Task<IResult> ForProgram(OpenIddictRequest request, IdentityDb db, CancellationToken cancellation)
    {
        var account = await db.ServiceAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.ClientId == request.ClientId, cancellation);
        if (account is null) return Refused(Errors.InvalidClient, "There is no such account.");

        var grants = await db.Grants.AsNoTracking().Where(grant => grant.Subject == account.ClientId).ToListAsync(cancellation);
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, account.ClientId).SetClaim(Claims.Name, account.Name);
        identity.SetClaims(GrantClaim.Type, [.. grants.Select(grant => GrantClaim.Write(grant.Role, grant.Unit))]);
        identity.SetScopes(request.GetScopes());
        identity.SetResources(GrantClaim.Audience);
        identity.SetDestinations(static _ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>For a code or a refresh token, while the sign-in behind it lives.</summary>
    private static async Task<IResult> ForPerson(HttpContext context, Sessions sessions, People people, TokenContents contents, CancellationToken cancellation)
    {
        var known = (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal;
        if (await sessions.Live(known?.GetClaim(TokenContents.Session), cancellation) is not { } session || await people.Find(session.Account, cancellation) is not { } account)
            return Refused(Errors.InvalidGrant, "This sign-in has ended.");
        await sessions.Seen(session.Id, cancellation);
        return Results.SignIn(await contents.Of(account, session, known!.GetScopes(), cancellation), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static IResult Refused(string error, string description) => Results.Forbid(
        new(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}

using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Practice.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Practice.Gateway.Identity;

/// <summary><c>POST /connect/token</c> (RFC 6749): what stands in a token. The issuer has checked the client and its secret before.</summary>
internal static class TokenEndpoint
{
    public static IEndpointRouteBuilder MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/connect/token", Issue).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> Issue(HttpContext context, IdentityDb db, CancellationToken cancellation)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new BadHttpRequestException("Not a token request.");
        var account = await db.ServiceAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.ClientId == request.ClientId, cancellation);
        if (account is null) return Refused();

        var grants = await db.Grants.AsNoTracking().Where(grant => grant.Subject == account.ClientId).ToListAsync(cancellation);
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, account.ClientId).SetClaim(Claims.Name, account.Name);
        identity.SetClaims(GrantClaim.Type, [.. grants.Select(grant => GrantClaim.Write(grant.Role, grant.Unit))]);
        identity.SetScopes(request.GetScopes());
        identity.SetResources(GrantClaim.Audience);
        identity.SetDestinations(static _ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static IResult Refused() => Results.Forbid(
        new(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidClient,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "There is no such account.",
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}

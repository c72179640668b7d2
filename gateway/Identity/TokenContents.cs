using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using Practice.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Practice.Gateway.Identity;

/// <summary>What a person's tokens say: the account, the person in the network, the roles as they are now, the session, and what bears its telephone out.</summary>
/// <remarks>Read anew at each renewal, so that a role given or taken counts within the life of an access token.</remarks>
internal sealed class TokenContents(IdentityDb db, GatewayOptions options, AccountVault vault)
{
    /// <summary>The claim that names the sign-in behind a token.</summary>
    public const string Session = "session";

    /// <summary>The claim that says for want of what the account's roles are left out.</summary>
    public const string Withheld = "withheld";

    public async Task<ClaimsPrincipal> Of(Account account, SignInSession session, ImmutableArray<string> scopes, CancellationToken cancellation)
    {
        var grants = await db.Grants.AsNoTracking().Where(grant => grant.Subject == account.Id).ToListAsync(cancellation);
        var withheld = options.SecondFactor == "staff" && grants.Count > 0 && !session.SecondFactor;
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, account.Id).SetClaim(Claims.Name, account.DisplayName).SetClaim(GrantClaim.Person, account.Person).SetClaim(Session, session.Id)
            .SetClaim(Withheld, withheld ? "secondFactor" : null).SetClaim(Claims.AuthenticationTime, session.CreatedAt);
        if (await db.Phones.AsNoTracking().SingleOrDefaultAsync(phone => phone.Account == account.Id, cancellation) is { } proved)
            identity.SetClaim(PhoneProof.Claim, PhoneProof.Of(account.Person, vault.Open(account.Id, proved.Sealed)));
        if (!withheld) identity.SetClaims(GrantClaim.Type, [.. grants.Select(grant => GrantClaim.Write(grant.Role, grant.Unit))]);
        identity.SetScopes(scopes);
        identity.SetResources(GrantClaim.Audience);
        identity.SetDestinations(static claim => claim.Type is Claims.Subject or Claims.Name or Claims.AuthenticationTime ? [Destinations.AccessToken, Destinations.IdentityToken] : [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}

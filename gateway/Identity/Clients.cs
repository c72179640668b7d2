using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using Practice.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Practice.Gateway.Identity;

/// <summary>Makes the issuer's applications those of the settings: one that is not named any more signs nobody in. Service accounts are not touched.</summary>
internal sealed class Clients(GatewayOptions options, IServiceScopeFactory scopes)
{
    public async Task Ensure(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, applications) = (scope.ServiceProvider.GetRequiredService<IdentityDb>(), scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>());
        var programs = (await db.ServiceAccounts.Select(account => account.ClientId).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var wanted = options.AllClients.ToDictionary(client => client.Id);
        var known = new List<object>();
        await foreach (var application in applications.ListAsync(cancellationToken: cancellation)) known.Add(application);
        foreach (var application in known)
        {
            var id = await applications.GetClientIdAsync(application, cancellation) ?? "";
            if (programs.Contains(id)) continue;
            if (wanted.Remove(id, out var client)) await applications.UpdateAsync(application, Describe(client), cancellation);
            else await applications.DeleteAsync(application, cancellation);
        }

        foreach (var client in wanted.Values) await applications.CreateAsync(Describe(client), cancellation);
    }

    private static OpenIddictApplicationDescriptor Describe(ClientOptions client)
    {
        var description = new OpenIddictApplicationDescriptor
        {
            ClientId = client.Id,
            ClientSecret = client.Secret,
            ClientType = client.Secret is null ? ClientTypes.Public : ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            DisplayName = client.Name.Length > 0 ? client.Name : client.Id,
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code, Permissions.Scopes.Profile, Permissions.Prefixes.Scope + GrantClaim.Audience,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        foreach (var address in client.RedirectUris) description.RedirectUris.Add(new Uri(address, UriKind.Absolute));
        foreach (var address in client.SignedOutUris) description.PostLogoutRedirectUris.Add(new Uri(address, UriKind.Absolute));
        return description;
    }
}

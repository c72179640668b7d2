using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using Practice.Gateway.Identity;
using Practice.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Practice.Gateway.Accounts;

/// <summary>A role on a unit, as the API spells it.</summary>
internal sealed record RoleOnUnit(string Role, string Unit);

/// <summary>The service accounts: each is an application of the issuer with its secret, a row with its name, and its grants.</summary>
internal sealed class ServiceAccountBook(IdentityDb db, IOpenIddictApplicationManager applications, TimeProvider time)
{
    /// <summary>Makes an account; all of it or nothing. The secret is not stored and cannot be shown again.</summary>
    public async Task<string> Create(
        string clientId, string name, IEnumerable<RoleOnUnit> roles, string createdBy, bool demo, string? secret, CancellationToken cancellation)
    {
        secret ??= NewSecret();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await applications.CreateAsync(Describe(clientId, name, secret), cancellation);
        db.ServiceAccounts.Add(new ServiceAccount { ClientId = clientId, Name = name, CreatedBy = createdBy, CreatedAt = time.GetUtcNow(), Demo = demo });
        db.Grants.AddRange(roles.Distinct().Select(role => new AccountGrant { Subject = clientId, Role = role.Role, Unit = role.Unit }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return secret;
    }

    public async Task<(ServiceAccount Account, RoleOnUnit[] Roles)?> Find(string clientId, CancellationToken cancellation)
    {
        var account = await db.ServiceAccounts.SingleOrDefaultAsync(a => a.ClientId == clientId, cancellation);
        if (account is null) return null;
        var grants = await db.Grants.AsNoTracking().Where(grant => grant.Subject == clientId).ToListAsync(cancellation);
        return (account, [.. grants.Select(grant => new RoleOnUnit(grant.Role, grant.Unit))]);
    }

    /// <summary>A page of accounts by client id, from after <paramref name="after"/>.</summary>
    public async Task<List<(ServiceAccount Account, RoleOnUnit[] Roles)>> Page(string after, int limit, CancellationToken cancellation)
    {
        var accounts = await db.ServiceAccounts.AsNoTracking()
            .Where(a => a.ClientId.CompareTo(after) > 0).OrderBy(a => a.ClientId).Take(limit).ToListAsync(cancellation);
        var ids = accounts.Select(a => a.ClientId).ToList();
        var grants = await db.Grants.AsNoTracking().Where(grant => ids.Contains(grant.Subject)).ToListAsync(cancellation);
        var bySubject = grants.ToLookup(grant => grant.Subject, grant => new RoleOnUnit(grant.Role, grant.Unit));
        return [.. accounts.Select(a => (a, bySubject[a.ClientId].ToArray()))];
    }

    /// <summary>Gives an account a new secret; the old one gets no more tokens from this moment.</summary>
    public async Task<string> Rotate(string clientId, CancellationToken cancellation)
    {
        var application = await applications.FindByClientIdAsync(clientId, cancellation)
            ?? throw new InvalidOperationException($"The service account '{clientId}' has no application.");
        var secret = NewSecret();
        await applications.UpdateAsync(application, secret, cancellation);
        return secret;
    }

    /// <summary>Removes an account. Tokens it holds live out their minutes.</summary>
    public async Task Delete(ServiceAccount account, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await applications.FindByClientIdAsync(account.ClientId, cancellation) is { } application) await applications.DeleteAsync(application, cancellation);
        db.Grants.RemoveRange(await db.Grants.Where(grant => grant.Subject == account.ClientId).ToListAsync(cancellation));
        db.ServiceAccounts.Remove(account);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public static string NewClientId() => "sa-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static string NewSecret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    private static OpenIddictApplicationDescriptor Describe(string clientId, string name, string secret) => new()
    {
        ClientId = clientId,
        ClientSecret = secret,
        ClientType = ClientTypes.Confidential,
        DisplayName = name,
        Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials, Permissions.Prefixes.Scope + GrantClaim.Audience },
    };
}

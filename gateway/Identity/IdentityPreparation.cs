using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Practice.Gateway.Accounts;
using Practice.Hosting;

namespace Practice.Gateway.Identity;

/// <summary>Puts into the identity store the keys and the accounts that a first start needs. Several gateways at once agree.</summary>
internal sealed class IdentityPreparation(
    GatewayOptions options, IKeyManager protectionKeys, IssuerKeys issuerKeys, FirstAccounts firstAccounts, IServiceProvider services, TimeProvider time) : IPreparation
{
    private static readonly TimeSpan ProtectionKeyLife = TimeSpan.FromDays(90);

    public async Task Prepare(CancellationToken cancellation)
    {
        await using var held = await IdentityLock.Take(options, time, cancellation);
        EnsureProtectionKey();
        if (!options.IssuesTokens) return;
        await issuerKeys.Load(cancellation);
        await firstAccounts.Ensure(cancellation);
        await services.GetRequiredService<Clients>().Ensure(cancellation);
    }

    /// <summary>The first key is made under the lock: gateways that start together would otherwise each make one.</summary>
    private void EnsureProtectionKey()
    {
        var now = time.GetUtcNow();
        if (!protectionKeys.GetAllKeys().Any(key => !key.IsRevoked && key.ExpirationDate > now)) protectionKeys.CreateNewKey(now, now + ProtectionKeyLife);
    }
}

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary>The second factor of accounts: enrolled, confirmed by a first code, asked for at every sign-in from then on.</summary>
/// <remarks>A code counts once, a recovery code too, whichever gateways are asked together.</remarks>
internal sealed class SecondFactors(IdentityDb db, AccountVault vault, TimeProvider time)
{
    private const int RecoveryCodes = 10;

    public Task<AccountFactor?> Find(string account, CancellationToken cancellation) => db.Factors.AsNoTracking().SingleOrDefaultAsync(factor => factor.Account == account, cancellation);

    public async Task<bool> Holds(string account, CancellationToken cancellation) => (await Find(account, cancellation))?.ConfirmedAt is not null;

    /// <summary>A new key to put into an app; null where a confirmed one stands.</summary>
    public async Task<byte[]?> Enrol(string account, CancellationToken cancellation)
    {
        var key = RandomNumberGenerator.GetBytes(Totp.KeyBytes);
        var box = vault.Seal(account, Convert.ToBase64String(key));
        var row = await db.Factors.SingleOrDefaultAsync(factor => factor.Account == account, cancellation);
        if (row?.ConfirmedAt is not null) return null;
        if (row is null) db.Factors.Add(new AccountFactor { Account = account, Key = box });
        else row.Key = box;
        await db.SaveChangesAsync(cancellation);
        return key;
    }

    /// <summary>The recovery codes, shown once; null: the code is wrong, or nothing waits for one.</summary>
    public async Task<string[]?> Confirm(string account, string code, CancellationToken cancellation)
    {
        if (await Find(account, cancellation) is not { ConfirmedAt: null } row || Match(row, code) is not { } step) return null;
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Totp.Write(RandomNumberGenerator.GetBytes(10)).ToLowerInvariant()).Select(text => $"{text[..4]}-{text[4..8]}-{text[8..12]}-{text[12..]}")];
        var (hashes, now) = (string.Join(',', codes.Select(recovery => Hash(account, recovery))), time.GetUtcNow().ToUnixTimeSeconds());
        var confirmed = await db.Factors.Where(factor => factor.Account == account && factor.ConfirmedAt == null && factor.Key == row.Key).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.ConfirmedAt, now).SetProperty(f => f.LastStep, step).SetProperty(f => f.Recovery, hashes), cancellation);
        return confirmed == 1 ? codes : null;
    }

    /// <summary>Whether a code of the app, or a recovery code, is right; it is used up by it.</summary>
    public async Task<bool> Use(string account, string code, CancellationToken cancellation)
    {
        if (await Find(account, cancellation) is not { ConfirmedAt: not null } row) return false;
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        if (Match(row, plain) is { } step)
            return await db.Factors.Where(f => f.Account == account && f.LastStep < step).ExecuteUpdateAsync(set => set.SetProperty(f => f.LastStep, step), cancellation) == 1;
        var (hashes, hash) = (row.Recovery.Split(',', StringSplitOptions.RemoveEmptyEntries), Hash(account, plain));
        if (!hashes.Contains(hash)) return false;
        var rest = string.Join(',', hashes.Where(known => known != hash));
        return await db.Factors.Where(f => f.Account == account && f.Recovery == row.Recovery).ExecuteUpdateAsync(set => set.SetProperty(f => f.Recovery, rest), cancellation) == 1;
    }

    public Task Remove(string account, CancellationToken cancellation) => db.Factors.Where(factor => factor.Account == account).ExecuteDeleteAsync(cancellation);

    private long? Match(AccountFactor row, string code) => Totp.Match(Convert.FromBase64String(vault.Open(row.Account, row.Key)), code, Totp.StepOf(time.GetUtcNow()), row.LastStep);

    private string Hash(string account, string recovery) => vault.Hash("recovery", account + recovery.Trim().ToLowerInvariant());
}

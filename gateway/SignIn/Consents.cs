using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary>Consents as versioned records (个人信息保护法 §14): nobody is signed in without one to the notice as it stands, and a new text asks again.</summary>
internal sealed class Consents(IdentityDb db, GatewayOptions options, TimeProvider time)
{
    /// <summary>To have an account at all.</summary>
    public const string Account = "account";

    /// <summary>Changes with the words in <see cref="SignInPages"/>.</summary>
    private const string Text = "2026-1";

    private string Version => $"{Text}/{options.Notice.Version}";

    public Task<bool> Holds(string account, CancellationToken cancellation)
    {
        var version = Version;
        return db.Consents.AnyAsync(consent => consent.Account == account && consent.Purpose == Account && consent.Version == version, cancellation);
    }

    public async Task Give(string account, CancellationToken cancellation)
    {
        if (await Holds(account, cancellation)) return;
        db.Consents.Add(new Consent { Account = account, Purpose = Account, Version = Version, Channel = "web", At = time.GetUtcNow().ToUnixTimeSeconds() });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Given twice at once: it stands.
            db.ChangeTracker.Clear();
        }
    }

    public Task<List<Consent>> Of(string account, CancellationToken cancellation) =>
        db.Consents.AsNoTracking().Where(consent => consent.Account == account).OrderBy(consent => consent.Id).ToListAsync(cancellation);
}

using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Practice.Gateway.Identity;

/// <summary>The identity store: accounts, grants, the issuer's applications, tokens and keys. A file of its own, or the schema <c>identity</c>.</summary>
internal sealed class IdentityDb(DbContextOptions<IdentityDb> options) : IdentityUserContext<Account>(options), IDataProtectionKeyContext
{
    public DbSet<AccountGrant> Grants => Set<AccountGrant>();

    public DbSet<ServiceAccount> ServiceAccounts => Set<ServiceAccount>();

    public DbSet<IssuerKey> IssuerKeys => Set<IssuerKey>();

    public DbSet<Replay> Replays => Set<Replay>();

    public DbSet<AccountPhone> Phones => Set<AccountPhone>();

    public DbSet<PhoneCode> PhoneCodes => Set<PhoneCode>();

    public DbSet<SignInSession> Sessions => Set<SignInSession>();

    public DbSet<AccountFactor> Factors => Set<AccountFactor>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<GrantChange> GrantChanges => Set<GrantChange>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (Database.IsNpgsql()) builder.HasDefaultSchema("identity");
        builder.Entity<AccountGrant>().HasKey(grant => new { grant.Subject, grant.Role, grant.Unit });
        builder.Entity<ServiceAccount>().HasKey(account => account.ClientId);
        builder.Entity<IssuerKey>().HasKey(key => key.Id);
        builder.Entity<Replay>().HasKey(replay => replay.Id);
        builder.Entity<Replay>().HasIndex(replay => replay.At);
        builder.Entity<AccountPhone>().HasKey(phone => phone.Account);
        builder.Entity<AccountPhone>().HasIndex(phone => phone.Index).IsUnique();
        builder.Entity<PhoneCode>().HasIndex(code => new { code.Index, code.Minute }).IsUnique();
        builder.Entity<PhoneCode>().HasIndex(code => code.SentAt);
        builder.Entity<SignInSession>().HasIndex(session => session.Account);
        builder.Entity<SignInSession>().HasIndex(session => session.ExpiresAt);
        builder.Entity<AccountFactor>().HasKey(factor => factor.Account);
        builder.Entity<Invitation>().HasIndex(invitation => invitation.Hash).IsUnique();
        builder.Entity<Invitation>().HasIndex(invitation => invitation.Phone);
        builder.Entity<Consent>().HasIndex(consent => new { consent.Account, consent.Purpose, consent.Version }).IsUnique();
        builder.Entity<GrantChange>().HasIndex(change => change.Subject);
    }
}

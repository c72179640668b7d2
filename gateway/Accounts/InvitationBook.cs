using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;
using Practice.Gateway.SignIn;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>What came of accepting an invitation.</summary>
internal enum Acceptance { Accepted, NotFound, Over, Own }

/// <summary>Roles that wait for somebody. An invitation is accepted once, by one account, while it is open.</summary>
internal sealed class InvitationBook(IdentityDb db, AccountVault vault, TimeProvider time)
{
    private const int CodeBytes = 15;

    public async Task<InvitationMade> Make(NewInvitation wanted, string? phone, string by, CancellationToken cancellation)
    {
        var (now, code) = (Now(), Totp.Write(RandomNumberGenerator.GetBytes(CodeBytes)));
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7().ToString("n"), Hash = vault.Hash("invitation", code), Phone = phone is null ? null : vault.Hash("phone", phone), Name = wanted.Name!.Trim(),
            Roles = string.Join(',', wanted.Roles!.Distinct().Select(role => GrantClaim.Write(role.Role, role.Unit))), By = by, CreatedAt = now, ExpiresAt = now + (wanted.Days ?? 7) * 86400L,
        };
        db.Invitations.Add(invitation);
        await db.SaveChangesAsync(cancellation);
        return new(invitation.Id, code, Moment.Of(invitation.ExpiresAt), RolesOf(invitation));
    }

    public Task<Invitation?> Find(string id, CancellationToken cancellation) => db.Invitations.AsNoTracking().SingleOrDefaultAsync(invitation => invitation.Id == id, cancellation);

    public async Task<Invitation?> ByCode(string code, CancellationToken cancellation)
    {
        var hash = vault.Hash("invitation", new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(invitation => invitation.Hash == hash, cancellation);
    }

    /// <summary>Newest first, from before an id.</summary>
    public Task<List<Invitation>> Page(string? after, int limit, CancellationToken cancellation) =>
        db.Invitations.AsNoTracking().Where(invitation => after == null || invitation.Id.CompareTo(after) < 0).OrderByDescending(invitation => invitation.Id).Take(limit).ToListAsync(cancellation);

    /// <summary>The open ones that are addressed to an account's phone.</summary>
    public async Task<List<Invitation>> For(string account, CancellationToken cancellation)
    {
        var now = Now();
        return await (from phone in db.Phones where phone.Account == account join invitation in db.Invitations.AsNoTracking() on phone.Index equals invitation.Phone
            where invitation.AcceptedAt == null && invitation.RevokedAt == null && invitation.ExpiresAt > now orderby invitation.Id select invitation).ToListAsync(cancellation);
    }

    public async Task<Acceptance> Accept(Invitation invitation, Account account, CancellationToken cancellation)
    {
        if (invitation.Phone is { } phone && !await db.Phones.AnyAsync(own => own.Account == account.Id && own.Index == phone, cancellation)) return Acceptance.NotFound;
        if (invitation.By == account.Id) return Acceptance.Own;
        var now = Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Invitations.Where(i => i.Id == invitation.Id && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedAt, now).SetProperty(i => i.AcceptedBy, account.Id), cancellation) == 0) return Acceptance.Over;
        var held = await db.Grants.AsNoTracking().Where(grant => grant.Subject == account.Id).ToListAsync(cancellation);
        foreach (var role in RolesOf(invitation).Where(role => !held.Any(grant => grant.Role == role.Role && grant.Unit == role.Unit)))
        {
            db.Grants.Add(new AccountGrant { Subject = account.Id, Role = role.Role, Unit = role.Unit });
            db.GrantChanges.Add(new GrantChange { At = now, By = invitation.By, Subject = account.Id, Role = role.Role, Unit = role.Unit, Given = true, Reason = $"invitation {invitation.Id}" });
        }

        if (account.DisplayName.Length == 0) account.DisplayName = invitation.Name;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Acceptance.Accepted;
    }

    /// <summary>False: it is not open any more.</summary>
    public async Task<bool> Revoke(string id, CancellationToken cancellation)
    {
        var now = Now();
        return await db.Invitations.Where(i => i.Id == id && i.AcceptedAt == null && i.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, now), cancellation) == 1;
    }

    public InvitationView View(Invitation i) => new(
        i.Id, i.Name, i.Phone is not null, RolesOf(i), i.AcceptedAt is not null ? "accepted" : i.RevokedAt is not null ? "revoked" : i.ExpiresAt <= Now() ? "expired" : "open",
        i.By, Moment.Of(i.CreatedAt), Moment.Of(i.ExpiresAt), i.AcceptedBy, Moment.Of(i.AcceptedAt));

    public static RoleOnUnit[] RolesOf(Invitation invitation) =>
        [.. invitation.Roles.Split(',').Select(text => GrantClaim.TryRead(text, out var role, out var unit) ? new RoleOnUnit(role, unit) : null).OfType<RoleOnUnit>()];

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();
}

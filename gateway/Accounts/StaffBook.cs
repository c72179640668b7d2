using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;
using Practice.Gateway.SignIn;

namespace Practice.Gateway.Accounts;

/// <summary>The roles of people, and how they came to them. Each change is written down with who and why; nothing of that is ever changed.</summary>
internal sealed class StaffBook(IdentityDb db, People people, TimeProvider time)
{
    public async Task<StaffView?> Find(string id, CancellationToken cancellation)
    {
        if (await people.Find(id, cancellation) is not { } account) return null;
        var roles = await RolesOf(id, cancellation);
        return new(id, account.DisplayName, await people.PhoneOf(id, cancellation) is { } phone ? PhoneNumber.Mask(phone) : null, roles,
            await db.Factors.AnyAsync(factor => factor.Account == id && factor.ConfirmedAt != null, cancellation));
    }

    public async Task<RoleOnUnit[]> RolesOf(string id, CancellationToken cancellation) =>
        [.. (await db.Grants.AsNoTracking().Where(grant => grant.Subject == id).OrderBy(grant => grant.Unit).ThenBy(grant => grant.Role).ToListAsync(cancellation)).Select(grant => new RoleOnUnit(grant.Role, grant.Unit))];

    /// <summary>The ids of people with any role, from after one of them.</summary>
    public Task<List<string>> Page(string after, int limit, CancellationToken cancellation) =>
        db.Grants.AsNoTracking().Where(grant => grant.Subject.CompareTo(after) > 0 && db.Users.Any(account => account.Id == grant.Subject))
            .Select(grant => grant.Subject).Distinct().Order().Take(limit).ToListAsync(cancellation);

    public async Task<List<GrantChangeView>> History(string id, CancellationToken cancellation) =>
        [.. (await db.GrantChanges.AsNoTracking().Where(change => change.Subject == id).OrderBy(change => change.Id).ToListAsync(cancellation))
            .Select(change => new GrantChangeView(Moment.Of(change.At), change.By, change.Given ? "given" : "taken", change.Role, change.Unit, change.Reason))];

    /// <summary>False: it stands already.</summary>
    public async Task<bool> Give(string id, RoleOnUnit role, string by, string? reason, CancellationToken cancellation)
    {
        if (await db.Grants.AnyAsync(grant => grant.Subject == id && grant.Role == role.Role && grant.Unit == role.Unit, cancellation)) return false;
        db.Grants.Add(new AccountGrant { Subject = id, Role = role.Role, Unit = role.Unit });
        db.GrantChanges.Add(Change(id, role, by, given: true, reason));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>False: there was no such role.</summary>
    public async Task<bool> Take(string id, RoleOnUnit role, string by, string? reason, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Grants.Where(grant => grant.Subject == id && grant.Role == role.Role && grant.Unit == role.Unit).ExecuteDeleteAsync(cancellation) == 0) return false;
        db.GrantChanges.Add(Change(id, role, by, given: false, reason));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private GrantChange Change(string id, RoleOnUnit role, string by, bool given, string? reason) =>
        new() { At = time.GetUtcNow().ToUnixTimeSeconds(), By = by, Subject = id, Role = role.Role, Unit = role.Unit, Given = given, Reason = reason };
}

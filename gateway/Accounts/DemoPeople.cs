using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;
using Practice.Gateway.SignIn;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>Somebody of the demo city who can sign in: an office, a phone of the test range, the roles.</summary>
internal sealed record DemoPerson(string Name, string Phone, params RoleOnUnit[] Roles)
{
    /// <summary>The person in the network, where the demo city knows one already.</summary>
    public string? Person { get; init; }
}

/// <summary>The people that a first look at the pages needs: one of each office. All have one password, which is told in docs/demo-city.md.</summary>
internal sealed class DemoPeople(People people, StaffBook book, UserManager<Account> users, IdentityDb db)
{
    public const string Password = "gaogang-demo-2026";
    private const string Reason = "demo";

    public static readonly DemoPerson[] All =
    [
        new("居民 01", "13900000200"),
        new("引江社区站 办事员", "13900000201", new RoleOnUnit("clerk", "321203001010")),
        new("口岸街道所 办事员", "13900000202", new RoleOnUnit("clerk", "321203001")),
        new("高港区中心 调度员", "13900000203", new RoleOnUnit("dispatcher", "321203")),
        new("高港区中心 督办员", "13900000204", new RoleOnUnit("supervisor", "321203")),
        new("引江社区邻里互助队 队长", "13900000205", new RoleOnUnit(GrantClaim.TeamLeader, "321203001010-T001")),
        new("“光明使者”分队 队长", "13900000206", new RoleOnUnit(GrantClaim.TeamLeader, "321203-T009")),
        new("泰州市 系统管理员", "13900000207", new RoleOnUnit(GrantClaim.Operator, "3212")),
        new("泰州市 调度员", "13900000208", new RoleOnUnit("dispatcher", "3212")),
        new("乙志愿者0001", "13900000209") { Person = "P-demo-volunteer-0001" },
    ];

    // Slow on purpose, and the same for all of them.
    private static readonly Lazy<string> Hash = new(() => new PasswordHasher<Account>().HashPassword(new Account(), Password));

    /// <summary>The first phone of the demo whose account is still the demo's: it has the password that everybody may read, or roles that the demo gave. Null: none is.</summary>
    /// <remarks>Phones of the test range are given out: a resident who has one, and nothing of the demo's, is a resident.</remarks>
    public async Task<string?> First(CancellationToken cancellation)
    {
        foreach (var person in All)
            if (await people.ByPhone(person.Phone, cancellation) is { } account && await IsDemo(account, cancellation)) return person.Phone;
        return null;
    }

    /// <summary>Makes those who are not there yet. What somebody changed since stays.</summary>
    public async Task Ensure(CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var person in All)
        {
            if (await people.ByPhone(person.Phone, cancellation) is not null) continue;
            var account = await people.Enter(person.Phone, cancellation);
            (account.DisplayName, account.PasswordHash, account.Person) = (person.Name, Hash.Value, person.Person ?? account.Person);
            var outcome = await users.UpdateSecurityStampAsync(account);
            if (!outcome.Succeeded) throw new InvalidOperationException(outcome.ToString());
            foreach (var role in person.Roles) await book.Give(account.Id, role, "system", Reason, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private async Task<bool> IsDemo(Account account, CancellationToken cancellation) =>
        (account.PasswordHash is { } hash && users.PasswordHasher.VerifyHashedPassword(account, hash, Password) != PasswordVerificationResult.Failed)
        || await db.Grants.AnyAsync(grant => grant.Subject == account.Id
            && db.GrantChanges.Any(change => change.Given && change.Reason == Reason && change.Subject == grant.Subject && change.Role == grant.Role && change.Unit == grant.Unit), cancellation);
}

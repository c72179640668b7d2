using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary>The accounts of people: found by phone, made when a phone is proved for the first time.</summary>
internal sealed class People(IdentityDb db, AccountVault vault, UserManager<Account> users)
{
    // What a wrong phone's password is compared with, so that it takes as long as a wrong password.
    private static readonly string Nobody = new PasswordHasher<Account>().HashPassword(new Account(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));

    public Task<Account?> Find(string id, CancellationToken cancellation) => db.Users.SingleOrDefaultAsync(account => account.Id == id, cancellation);

    public async Task<Account?> ByPhone(string phone, CancellationToken cancellation)
    {
        var index = vault.Hash("phone", phone);
        return await (from row in db.Phones where row.Index == index join account in db.Users on row.Account equals account.Id select account).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The account of a phone that was proved; a new one where there is none.</summary>
    public async Task<Account> Enter(string phone, CancellationToken cancellation)
    {
        if (await ByPhone(phone, cancellation) is { } known) return known;
        var id = Guid.CreateVersion7().ToString("n");
        db.Phones.Add(new AccountPhone { Account = id, Index = vault.Hash("phone", phone), Sealed = vault.Seal(id, phone) });
        try
        {
            var made = new Account { Id = id, UserName = id, Person = "P-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) };
            var outcome = await users.CreateAsync(made);
            return outcome.Succeeded ? made : throw new InvalidOperationException(outcome.ToString());
        }
        catch (DbUpdateException)
        {
            // Proved twice at once: one account.
            db.ChangeTracker.Clear();
            return await ByPhone(phone, cancellation) ?? throw new InvalidOperationException("An account was not made and is not there.");
        }
    }

    /// <summary>Null: no such phone, no password, a wrong one, or too many wrong ones; which of them shows in nothing.</summary>
    public async Task<Account?> ByPassword(string phone, string password, CancellationToken cancellation)
    {
        var account = await ByPhone(phone, cancellation);
        if (account?.PasswordHash is null || await users.IsLockedOutAsync(account))
        {
            users.PasswordHasher.VerifyHashedPassword(account ?? new Account(), Nobody, password);
            return null;
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            await users.AccessFailedAsync(account);
            return null;
        }

        return account;
    }

    /// <summary>Takes away the phone and every way in, all of it or nothing. The account's id and its person stay: what they did is kept, and names nobody.</summary>
    public async Task Close(Account account, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var index = await db.Phones.Where(phone => phone.Account == account.Id).Select(phone => phone.Index).SingleOrDefaultAsync(cancellation);
        await db.PhoneCodes.Where(code => code.Index == index).ExecuteUpdateAsync(set => set.SetProperty(code => code.Over, true), cancellation);
        await db.Phones.Where(phone => phone.Account == account.Id).ExecuteDeleteAsync(cancellation);
        await db.Factors.Where(factor => factor.Account == account.Id).ExecuteDeleteAsync(cancellation);
        await db.Sessions.Where(session => session.Account == account.Id).ExecuteDeleteAsync(cancellation);
        (account.DisplayName, account.PasswordHash) = ("", null);
        var outcome = await users.UpdateSecurityStampAsync(account);
        if (!outcome.Succeeded) throw new InvalidOperationException(outcome.ToString());
        await transaction.CommitAsync(cancellation);
    }

    public async Task<string?> PhoneOf(string id, CancellationToken cancellation) =>
        await db.Phones.AsNoTracking().SingleOrDefaultAsync(phone => phone.Account == id, cancellation) is { } row ? vault.Open(id, row.Sealed) : null;
}

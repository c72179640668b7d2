using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary>A code on its way; or how many seconds to wait, where this phone has had enough of them.</summary>
internal sealed record CodeSent(string? Challenge, long Wait);

/// <summary>A code that an operator reads where nobody sends it.</summary>
internal sealed record ShownCode(string Phone, string Code, DateTimeOffset SentAt, DateTimeOffset ExpiresAt);

/// <summary>Codes to phones: six digits, ten minutes, five attempts, one use, the newest only.</summary>
/// <remarks>
/// A phone gets one a minute, five an hour, ten a day, so that nobody has more than fifty guesses a day at a million. Whether the phone
/// has an account shows in nothing.
/// </remarks>
internal sealed class PhoneCodes(IdentityDb db, AccountVault vault, ICodeSender sender, TimeProvider time)
{
    public const int Minutes = 10, Attempts = 5, AnHour = 5, ADay = 10;
    private const int Hour = 3600, Day = 86400, Page = 50;

    public bool Available => sender.Available;

    /// <exception cref="HttpRequestException">The code cannot be sent now.</exception>
    public async Task<CodeSent> Send(string phone, CancellationToken cancellation)
    {
        var (now, index) = (time.GetUtcNow().ToUnixTimeSeconds(), vault.Hash("phone", phone));
        var sent = await db.PhoneCodes.AsNoTracking().Where(c => c.Index == index && c.SentAt > now - Day).Select(c => c.SentAt).OrderDescending().ToListAsync(cancellation);
        if (Wait(sent, now) is var wait and > 0) return new(null, wait);

        var (id, code) = (Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(18)), RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture));
        db.PhoneCodes.Add(new PhoneCode
        {
            Id = id, Index = index, Sealed = vault.Seal(id, phone), Hash = vault.Hash("code", id + code), Minute = now / 60, SentAt = now, ExpiresAt = now + Minutes * 60,
            Shown = sender.Shown ? vault.Seal(id, code) : null,
        });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Asked twice in one minute: the other one is on its way.
            return new(null, 60);
        }

        await sender.Send(phone, code, Minutes, cancellation);
        await db.PhoneCodes.Where(c => c.Index == index && c.Id != id && !c.Over).ExecuteUpdateAsync(set => set.SetProperty(c => c.Over, true), cancellation);
        return new(id, 0);
    }

    /// <summary>The phone that the code proves; null: wrong, used, expired, or guessed at too often.</summary>
    public async Task<string?> Prove(string challenge, string code, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        // Counted before it is compared: attempts that come together are attempts all the same.
        if (await db.PhoneCodes.Where(c => c.Id == challenge && !c.Over && c.Attempts < Attempts && c.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Attempts, c => c.Attempts + 1), cancellation) == 0) return null;
        var row = await db.PhoneCodes.AsNoTracking().SingleAsync(c => c.Id == challenge, cancellation);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.Hash), Encoding.ASCII.GetBytes(vault.Hash("code", challenge + code)))) return null;
        return await db.PhoneCodes.Where(c => c.Id == challenge && !c.Over).ExecuteUpdateAsync(set => set.SetProperty(c => c.Over, true), cancellation) == 1
            ? vault.Open(challenge, row.Sealed)
            : null;
    }

    /// <summary>The codes that may still be used, newest first.</summary>
    public async Task<IReadOnlyList<ShownCode>> Shown(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var rows = await db.PhoneCodes.AsNoTracking().Where(c => c.Shown != null && !c.Over && c.ExpiresAt > now).OrderByDescending(c => c.SentAt).Take(Page).ToListAsync(cancellation);
        return [.. rows.Select(row => new ShownCode(PhoneNumber.Mask(vault.Open(row.Id, row.Sealed)), vault.Open(row.Id, row.Shown!), Moment.Of(row.SentAt), Moment.Of(row.ExpiresAt)))];
    }

    /// <summary>Forgets what counts for no limit any more.</summary>
    public static Task<int> Forget(IdentityDb db, long now, CancellationToken cancellation) => db.PhoneCodes.Where(c => c.SentAt < now - Day).ExecuteDeleteAsync(cancellation);

    /// <param name="sent">The times of the last day, newest first.</param>
    private static long Wait(List<long> sent, long now) =>
        sent.Count == 0 ? 0
        : sent.Count >= ADay ? sent[ADay - 1] + Day - now
        : sent.Count >= AnHour && sent[AnHour - 1] > now - Hour ? sent[AnHour - 1] + Hour - now
        : sent[0] + 60 - now;
}

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary>The sign-ins of people, each on one device. Tokens are renewed for a session only while it lives: ending it ends them within their ten minutes.</summary>
internal sealed class Sessions(IdentityDb db, TimeProvider time)
{
    /// <summary>However it is used, a session ends after a month: then somebody signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const int DeviceLength = 160;

    public async Task<SignInSession> Begin(string account, string method, bool secondFactor, string device, CancellationToken cancellation)
    {
        var now = Now();
        var session = new SignInSession
        {
            Id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(18)), Account = account, Method = method, SecondFactor = secondFactor, CreatedAt = now, SeenAt = now,
            ExpiresAt = now + (long)Longest.TotalSeconds, Device = new string([.. device.Take(DeviceLength).Select(c => c is >= ' ' and <= '~' ? c : '?')]),
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellation);
        return session;
    }

    public Task<SignInSession?> Live(string? id, CancellationToken cancellation)
    {
        var now = Now();
        return db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == id && session.EndedAt == null && session.ExpiresAt > now, cancellation);
    }

    public Task<List<SignInSession>> Of(string account, CancellationToken cancellation)
    {
        var now = Now();
        return db.Sessions.AsNoTracking().Where(session => session.Account == account && session.EndedAt == null && session.ExpiresAt > now)
            .OrderByDescending(session => session.SeenAt).ThenBy(session => session.Id).ToListAsync(cancellation);
    }

    public Task Seen(string id, CancellationToken cancellation)
    {
        var now = Now();
        return db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), cancellation);
    }

    public Task Strengthen(string id, CancellationToken cancellation) =>
        db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SecondFactor, true), cancellation);

    /// <summary>How many were ended: the one that is named, or all of the account but <paramref name="except"/>.</summary>
    public Task<int> End(string account, string? id, string? except, CancellationToken cancellation)
    {
        var now = Now();
        return db.Sessions.Where(s => s.Account == account && s.EndedAt == null && (id == null || s.Id == id) && s.Id != except).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellation);
    }

    /// <summary>Forgets sessions a day after they ended.</summary>
    public static Task<int> Forget(IdentityDb db, long now, CancellationToken cancellation) =>
        db.Sessions.Where(s => s.ExpiresAt < now - 86400 || s.EndedAt < now - 86400).ExecuteDeleteAsync(cancellation);

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();
}

using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Identity;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>Remembers, protected, what a POST with an <c>Idempotency-Key</c> answered, so that a repeat after a lost answer gets the same secret.</summary>
/// <remarks>Scope: caller and path. Kept a day. The same key with another body is 409.</remarks>
internal sealed class SecretReplay(IdentityDb db, IDataProtectionProvider protection, TimeProvider time)
{
    private const int LongestKey = 200;
    private static readonly TimeSpan Keep = TimeSpan.FromDays(1);

    /// <summary>Repeats that come together wait for one another: the second finds what the first has written.</summary>
    private static readonly SemaphoreSlim[] Turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    private readonly IDataProtector _protector = protection.CreateProtector("Practice.SecretReplay");

    public async Task<IResult> Once<T>(
        HttpContext context, object request, Func<Task<T>> act, Func<T, IResult> answer, CancellationToken cancellation) where T : class
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0) return answer(await act());
        if (key.Length > LongestKey) return Problem.Of(400, "request.malformed", "An Idempotency-Key has at most 200 characters.");

        var scope = Hash($"{context.User.FindFirstValue("sub")}\n{context.Request.Path}\n{key}");
        var body = Hash(JsonSerializer.Serialize(request));
        var turn = Turns[Convert.ToInt32(scope[..2], 16) % Turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            return await Once(scope, body, act, answer, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<IResult> Once<T>(string scope, string body, Func<Task<T>> act, Func<T, IResult> answer, CancellationToken cancellation) where T : class
    {
        if (await db.Replays.AsNoTracking().SingleOrDefaultAsync(r => r.Id == scope, cancellation) is { } known)
            return known.Body == body
                ? answer(JsonSerializer.Deserialize<T>(_protector.Unprotect(known.Answer))!)
                : Problem.Of(409, "idempotency.mismatch", "This Idempotency-Key came with another request before.");

        var outcome = await act();
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        db.Replays.Add(new Replay { Id = scope, Body = body, Answer = _protector.Protect(JsonSerializer.Serialize(outcome)), At = now });
        await db.SaveChangesAsync(cancellation);
        await db.Replays.Where(r => r.At < now - (long)Keep.TotalSeconds).ExecuteDeleteAsync(cancellation);
        return answer(outcome);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}

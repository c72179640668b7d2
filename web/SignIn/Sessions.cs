using Microsoft.Extensions.Caching.Memory;
using Practice.Web.Api;
using Practice.Web.Pages;

namespace Practice.Web.SignIn;

/// <summary>
/// Who is signed in. The browser holds a sealed cookie with a refresh token; the process holds the newest tokens by the session's id. A
/// cookie that lags behind is written anew, so that a process may end at any time and nobody has to sign in for it.
/// </summary>
internal sealed class Sessions(WebOptions options, SessionSeal seal, Issuer issuer, OwnApi api, TimeProvider time) : IDisposable
{
    internal const string Purpose = "session";

    /// <summary>A refresh token of the gateway lives as long.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    private static readonly TimeSpan Held = TimeSpan.FromMinutes(30);
    private readonly MemoryCache _live = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly MemoryCache _over = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Null: nobody, not any more, or nobody has touched it for too long.</summary>
    /// <exception cref="ApiDownException">It cannot be said now.</exception>
    /// <exception cref="SessionOverException">The API does not take a token that was renewed just now.</exception>
    public async Task<SignedIn?> Of(HttpContext context, Visit visit, CancellationToken cancellation)
    {
        if (TicketOf(context) is not { } ticket) return null;
        var now = time.GetUtcNow();
        if (_over.TryGetValue(ticket.Id, out _))
        {
            Forget(context);
            return null;
        }

        // The ticket stays where it is: by it the way to the issuer knows that somebody must show anew who he is.
        var idle = IsIdle(ticket, now);
        if (idle && visit != Visit.Wall) return null;
        var live = Live(ticket);
        if (await live.Token(issuer, api, now, cancellation) is not { } token)
        {
            _live.Remove(ticket.Id);
            if (!idle) Forget(context);
            return null;
        }

        var seen = visit == Visit.Asked && now.ToUnixTimeSeconds() - ticket.Seen > 60 ? now.ToUnixTimeSeconds() : ticket.Seen;
        if (live.Refresh != ticket.Refresh || seen != ticket.Seen) Write(context, ticket with { Refresh = live.Refresh, Seen = seen, Staff = live.Me!.Roles.Count > 0 });
        return new(token, live.Me!, seal.Mark(ticket.Id));
    }

    /// <summary>Whether this browser's staff has left: the issuer would sign in whoever sits there now, so that it is told to ask.</summary>
    public bool IsIdle(HttpContext context) => TicketOf(context) is { } ticket && IsIdle(ticket, time.GetUtcNow());

    /// <summary>Somebody has come back from the issuer.</summary>
    /// <exception cref="SessionOverException">The API does not know the token.</exception>
    public async Task Begin(HttpContext context, Tokens given)
    {
        var ticket = new Ticket(Guid.NewGuid().ToString("N"), given.Refresh ?? "", false, time.GetUtcNow().ToUnixTimeSeconds());
        var live = Live(ticket);
        await live.Take(given, api, time.GetUtcNow());
        Write(context, ticket with { Staff = live.Me!.Roles.Count > 0 });
    }

    /// <summary>Whoever sits here next is nobody. True: there was somebody.</summary>
    public bool End(HttpContext context)
    {
        var ticket = TicketOf(context);
        Forget(context);
        if (ticket is null) return false;
        _live.Remove(ticket.Id);
        // A copy of the cookie is worth nothing here any more; that the issuer ends the sign-in makes it so everywhere.
        _over.Set(ticket.Id, true, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Remembered, Size = 1 });
        return true;
    }

    /// <summary>Whether a form is of the session that sends it.</summary>
    public static bool IsOwn(SignedIn who, string? mark) => SessionSeal.Same(who.FormMark, mark);

    public void Dispose()
    {
        _live.Dispose();
        _over.Dispose();
    }

    private Ticket? TicketOf(HttpContext context) => seal.Open<Ticket>(Purpose, context.Request.Cookies[Name(context)]);

    private bool IsIdle(Ticket ticket, DateTimeOffset now) => ticket.Staff && now.ToUnixTimeSeconds() - ticket.Seen > options.SignIn.Idle.TotalSeconds;

    private LiveSession Live(Ticket ticket)
    {
        lock (_live)
            return _live.GetOrCreate(ticket.Id, entry =>
            {
                (entry.SlidingExpiration, entry.Size) = (Held, 1);
                return new LiveSession(ticket.Refresh, options.SignIn.Trust);
            })!;
    }

    private void Write(HttpContext context, Ticket ticket)
    {
        if (context.Response.HasStarted) return;
        // At a desk that others use too it goes with the browser; on one's own telephone it stays.
        context.Response.Cookies.Append(Name(context), seal.Seal(Purpose, ticket), Options(context, ticket.Staff ? null : Remembered));
    }

    private static void Forget(HttpContext context)
    {
        if (!context.Response.HasStarted) context.Response.Cookies.Delete(Name(context), Options(context, null));
    }

    // The prefix binds it to this host and to TLS (RFC 6265bis §4.1.3); plain HTTP is for loopback.
    private static string Name(HttpContext context) => SameOrigin.IsSecure(context) ? "__Host-practice" : "practice";

    private static CookieOptions Options(HttpContext context, TimeSpan? kept) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, Secure = SameOrigin.IsSecure(context), MaxAge = kept,
    };
}

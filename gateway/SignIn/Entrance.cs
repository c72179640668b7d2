using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Accounts;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary>What follows a factor that was shown: the notice, the second one, or a session and the way back to the application.</summary>
internal sealed class Entrance(Sessions sessions, SecondFactors factors, SignInTicket tickets, SignInPages show, People people, UserManager<Account> users, Consents consents, IdentityDb db, GatewayOptions options)
{
    public async Task<IResult> First(HttpContext context, Account account, string method, string back, CancellationToken cancellation) =>
        !await consents.Holds(account.Id, cancellation) ? show.Agree(context, back, tickets.Write(account.Id, method))
        : await factors.Holds(account.Id, cancellation) ? show.SecondFactor(context, back, tickets.Write(account.Id, method))
        : await Needs(account, cancellation) ? await Enrol(context, account, tickets.Write(account.Id, method), back, null, cancellation)
        : await Open(context, account, method, secondFactor: false, back, cancellation);

    /// <summary>A key to put into an app, before anything is opened. A page that is shown again has a new one.</summary>
    public async Task<IResult> Enrol(HttpContext context, Account account, string ticket, string back, string? error, CancellationToken cancellation) =>
        await factors.Enrol(account.Id, cancellation) is { } key
            ? show.Enrol(context, back, ticket, FactorKey.Of(key, await people.PhoneOf(account.Id, cancellation) is { } phone ? PhoneNumber.Mask(phone) : account.Id), error, error is null ? 200 : 422)
            : show.SecondFactor(context, back, ticket);

    public async Task<IResult> Open(HttpContext context, Account account, string method, bool secondFactor, string back, CancellationToken cancellation)
    {
        await Begin(context, account, method, secondFactor, cancellation);
        return back.Length > 0 ? new SeeOther(back) : show.Message(context, "已登录", "您已登录，可以关闭此页。");
    }

    /// <remarks>Wrong guesses are forgotten here and nowhere before: who knows the first factor alone has no more guesses at the second for it.</remarks>
    public async Task Begin(HttpContext context, Account account, string method, bool secondFactor, CancellationToken cancellation)
    {
        await users.ResetAccessFailedCountAsync(account);
        // Whoever sat here before is gone.
        if (await SessionCookie.Read(context, sessions, cancellation) is { } before) await sessions.End(before.Account, before.Id, null, cancellation);
        await SessionCookie.Write(context, await sessions.Begin(account.Id, method, secondFactor, context.Request.Headers.UserAgent.ToString(), cancellation));
    }

    private async Task<bool> Needs(Account account, CancellationToken cancellation) =>
        options.SecondFactor == "staff" && await db.Grants.AnyAsync(grant => grant.Subject == account.Id, cancellation);

    /// <summary>303: whatever the method was, the next is GET.</summary>
    private sealed record SeeOther(string Location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Location;
            return Task.CompletedTask;
        }
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Practice.Gateway.Identity;
using Practice.Gateway.SignIn;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary><c>/api/v1/me/…</c>: what a person does with the own account: sessions, password, second factor, consents, the end.</summary>
internal static class OwnAccountEndpoints
{
    /// <summary>How long a sign-in by code stands for the password that was forgotten.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    public static IEndpointRouteBuilder MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/api/v1/me").AddEndpointFilter(new PlainTextFilter(path: true)).RequireAuthorization().WithTags("Me");
        me.MapGet("/sessions", ListSessions).WithSummary("One's own sign-ins that still hold").Produces<SessionView[]>();
        me.MapDelete("/sessions/{id}", EndSession).WithSummary("Ends one sign-in; its tokens live out their minutes");
        me.MapDelete("/sessions", EndOthers).WithSummary("Ends every sign-in but this one");
        me.MapPut("/password", SetPassword).WithSummary("Sets the password: by the one before, or just after a sign-in by code; ends the other sign-ins");
        me.MapGet("/second-factor", ShowFactor).WithSummary("Whether a second factor stands").Produces<FactorView>();
        me.MapPost("/second-factor", Enrol).WithSummary("A new key for an authenticator app; counts once it is confirmed").Produces<FactorKey>();
        me.MapPost("/second-factor/confirm", Confirm).WithSummary("Confirms the key by its first code; shows the recovery codes once").Produces<FactorRecovery>();
        me.MapPost("/second-factor/remove", Remove).WithSummary("Takes the second factor away, by one of its codes");
        me.MapGet("/consents", ListConsents).WithSummary("The texts about one's own data that one has agreed to").Produces<ConsentView[]>();
        me.MapPost("/close", Close).WithSummary("Closes the account just after a sign-in by code: the phone and all ways in are gone; what was done stands without a name");
        return routes;
    }

    /// <remarks>Whoever holds a role gives it up first: those above must know that a desk is empty.</remarks>
    private static async Task<IResult> Close(ClaimsPrincipal user, People people, Sessions sessions, StaffBook staff, TimeProvider time, CancellationToken cancellation)
    {
        if (await Own(user, people, cancellation) is not { } account) return NotAPersons();
        if (await sessions.Live(user.FindFirstValue(TokenContents.Session), cancellation) is not { } session) return Ended();
        if (!IsFresh(session, time)) return Problem.Of(422, "account.proofMissing", "Sign in by code and come back within a quarter of an hour.");
        if ((await staff.RolesOf(account.Id, cancellation)).Length > 0) return Problem.Of(409, "account.holdsRoles", "This account holds roles: an operator above takes them first.");
        await people.Close(account, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> ListConsents(ClaimsPrincipal user, People people, Consents consents, CancellationToken cancellation) =>
        await Own(user, people, cancellation) is { } account
            ? Results.Ok((await consents.Of(account.Id, cancellation)).Select(c => new ConsentView(c.Purpose, c.Version, c.Channel, Moment.Of(c.At))))
            : NotAPersons();

    private static async Task<IResult> ListSessions(ClaimsPrincipal user, People people, Sessions sessions, CancellationToken cancellation)
    {
        if (await Own(user, people, cancellation) is not { } account) return NotAPersons();
        var current = user.FindFirstValue(TokenContents.Session);
        return Results.Ok((await sessions.Of(account.Id, cancellation)).Select(s => new SessionView(
            s.Id, s.Method, s.SecondFactor, s.Device, Moment.Of(s.CreatedAt), Moment.Of(s.SeenAt), Moment.Of(s.ExpiresAt), s.Id == current)));
    }

    private static async Task<IResult> EndSession(string id, ClaimsPrincipal user, People people, Sessions sessions, CancellationToken cancellation) =>
        await Own(user, people, cancellation) is not { } account ? NotAPersons()
        : await sessions.End(account.Id, id, null, cancellation) == 1 ? Results.NoContent()
        : Problem.Of(404, "session.notFound", "There is no such sign-in of yours.");

    private static async Task<IResult> EndOthers(ClaimsPrincipal user, People people, Sessions sessions, CancellationToken cancellation)
    {
        if (await Own(user, people, cancellation) is not { } account) return NotAPersons();
        await sessions.End(account.Id, null, user.FindFirstValue(TokenContents.Session) ?? "", cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> SetPassword(
        NewPassword wanted, ClaimsPrincipal user, People people, Sessions sessions, UserManager<Account> users, TimeProvider time, CancellationToken cancellation)
    {
        if (await Own(user, people, cancellation) is not { } account) return NotAPersons();
        if (await sessions.Live(user.FindFirstValue(TokenContents.Session), cancellation) is not { } session) return Ended();
        if (string.IsNullOrEmpty(wanted.Password)) return Problem.Of(400, "request.malformed", "A password is needed.", new Dictionary<string, string[]> { ["password"] = ["A password is needed."] });
        if (await MayNot(wanted.Current, account, session, users, time) is { } refused) return refused;
        // All of it or nothing: Identity would take the old one away before it judges the new one.
        foreach (var rule in users.PasswordValidators)
            if (await rule.ValidateAsync(users, account, wanted.Password) is { Succeeded: false } fault) return Fault(fault);
        account.PasswordHash = users.PasswordHasher.HashPassword(account, wanted.Password);
        if (await users.UpdateSecurityStampAsync(account) is { Succeeded: false }) return Problem.Of(409, "account.changed", "The account was changed at the same time: ask again.");
        await users.ResetAccessFailedCountAsync(account);
        await users.SetLockoutEndDateAsync(account, null);
        await sessions.End(account.Id, null, session.Id, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult?> MayNot(string? current, Account account, SignInSession session, UserManager<Account> users, TimeProvider time)
    {
        if (current is null)
            return IsFresh(session, time) ? null
                : Problem.Of(422, "password.proofMissing", "Give the current password, or sign in by code and come back within a quarter of an hour.");
        if (await users.IsLockedOutAsync(account)) return Problem.Of(422, "password.locked", "Too many wrong passwords: wait a quarter of an hour, or sign in by code.");
        if (current.Length <= PasswordRules.Longest && await users.CheckPasswordAsync(account, current)) return null;
        await users.AccessFailedAsync(account);
        return Problem.Of(422, "password.wrong", "The current password is another.");
    }

    private static async Task<IResult> ShowFactor(ClaimsPrincipal user, People people, SecondFactors factors, CancellationToken cancellation)
    {
        if (await Own(user, people, cancellation) is not { } account) return NotAPersons();
        var row = await factors.Find(account.Id, cancellation);
        return Results.Ok(new FactorView(row?.ConfirmedAt is not null, Moment.Of(row?.ConfirmedAt), row?.Recovery.Split(',', StringSplitOptions.RemoveEmptyEntries).Length ?? 0));
    }

    private static async Task<IResult> Enrol(ClaimsPrincipal user, People people, SecondFactors factors, CancellationToken cancellation)
    {
        if (await Own(user, people, cancellation) is not { } account) return NotAPersons();
        if (await factors.Enrol(account.Id, cancellation) is not { } key) return Problem.Of(409, "secondFactor.stands", "A second factor stands already: take it away first.");
        return Results.Ok(FactorKey.Of(key, await people.PhoneOf(account.Id, cancellation) is { } phone ? PhoneNumber.Mask(phone) : account.Id));
    }

    private static async Task<IResult> Confirm(FactorCode given, ClaimsPrincipal user, People people, Sessions sessions, SecondFactors factors, CancellationToken cancellation)
    {
        if (await Own(user, people, cancellation) is not { } account) return NotAPersons();
        if (await sessions.Live(user.FindFirstValue(TokenContents.Session), cancellation) is not { } session) return Ended();
        if (await factors.Confirm(account.Id, given.Code ?? "", cancellation) is not { } codes) return WrongCode();
        await sessions.Strengthen(session.Id, cancellation);
        await sessions.End(account.Id, null, session.Id, cancellation);
        return Results.Ok(new FactorRecovery(codes));
    }

    private static async Task<IResult> Remove(FactorCode given, ClaimsPrincipal user, People people, UserManager<Account> users, SecondFactors factors, CancellationToken cancellation)
    {
        if (await Own(user, people, cancellation) is not { } account) return NotAPersons();
        if (await users.IsLockedOutAsync(account)) return Problem.Of(422, "secondFactor.locked", "Too many wrong codes: wait a quarter of an hour.");
        if (!await factors.Use(account.Id, given.Code ?? "", cancellation))
        {
            if (await factors.Holds(account.Id, cancellation)) await users.AccessFailedAsync(account);
            return WrongCode();
        }

        await factors.Remove(account.Id, cancellation);
        return Results.NoContent();
    }

    /// <summary>The account behind a person's token; null for a program's.</summary>
    internal static async Task<Account?> Own(ClaimsPrincipal user, People people, CancellationToken cancellation) =>
        user.FindFirstValue("sub") is { } subject ? await people.Find(subject, cancellation) : null;

    internal static IResult NotAPersons() => Problem.Of(404, "account.notFound", "This token is not that of a person's account here.");

    private static bool IsFresh(SignInSession session, TimeProvider time) => session.Method == "code" && time.GetUtcNow().ToUnixTimeSeconds() - session.CreatedAt <= Fresh.TotalSeconds;

    private static IResult Ended() => Problem.Of(409, "session.ended", "This sign-in has ended: sign in again.");

    private static IResult WrongCode() => Problem.Of(422, "secondFactor.wrong", "The code is wrong or was used, or nothing waits for one.");

    private static IResult Fault(IdentityResult fault) => Problem.Of(422, fault.Errors.First().Code, fault.Errors.First().Description);
}

using System.Security.Claims;
using Practice.Gateway.Edge;
using Practice.Gateway.Identity;
using Practice.Gateway.SignIn;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary><c>/api/v1/invitations</c>: staff come by invitation of an operator above, and accept it with their own account.</summary>
internal static class InvitationEndpoints
{
    private const int MostPage = 200, LongestName = 50, MostDays = 30;

    public static IEndpointRouteBuilder MapInvitations(this IEndpointRouteBuilder routes)
    {
        var invitations = routes.MapGroup("/api/v1/invitations").AddEndpointFilter(new PlainTextFilter(path: true)).RequireAuthorization(GatewaySecurity.OperatorPolicy).WithTags("Staff");
        invitations.MapPost("", Make).WithSummary("Invites somebody to roles within the caller's reach; the code is shown this once").Produces<InvitationMade>(201);
        invitations.MapGet("", List).WithSummary("Invitations to roles in the caller's reach, newest first");
        invitations.MapGet("/{id}", Show).WithSummary("One invitation").Produces<InvitationView>();
        invitations.MapDelete("/{id}", Revoke).WithSummary("Takes an open invitation back");
        routes.MapPost("/api/v1/invitations/accept", AcceptCode).RequireAuthorization().WithTags("Staff").WithSummary("Accepts by the code; the roles stand in the next token").Produces<InvitationView>();
        routes.MapGet("/api/v1/me/invitations", Mine).RequireAuthorization().WithTags("Me").WithSummary("Open invitations to one's own phone").Produces<InvitationView[]>();
        routes.MapPost("/api/v1/me/invitations/{id}/accept", AcceptMine).RequireAuthorization().WithTags("Me").WithSummary("Accepts one of them; the roles stand in the next token").Produces<InvitationView>();
        return routes;
    }

    private static async Task<IResult> Make(NewInvitation wanted, HttpContext context, InvitationBook book, UnitTree tree, SecretReplay replay, CancellationToken cancellation)
    {
        var errors = Reach.Mistakes(wanted.Roles);
        var phone = PhoneNumber.Read(wanted.Phone);
        if (string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Length > LongestName) errors["name"] = [$"A name of 1 to {LongestName} characters is needed."];
        if (wanted.Phone is not null && phone is null) errors["phone"] = ["A mobile number of the mainland."];
        if (wanted.Days is < 1 or > MostDays) errors["days"] = [$"1 to {MostDays}."];
        if (errors.Count > 0) return Problem.Of(400, "request.malformed", "The invitation is not well described.", errors);
        var reach = await Reach.Of(context);
        foreach (var role in wanted.Roles!)
            if (await reach.Refuses(role, tree, cancellation) is { } refused) return refused;
        return await replay.Once(context, wanted, () => book.Make(wanted, phone, reach.Subject, cancellation), made => Results.Created($"/api/v1/invitations/{made.Id}", made), cancellation);
    }

    private static async Task<IResult> List(HttpContext context, InvitationBook book, UnitTree tree, CancellationToken cancellation, int limit = 50, string? after = null)
    {
        if (limit is < 1 or > MostPage) return Problem.Of(400, "request.malformed", "limit is 1 to 200.");
        var (reach, seen, from) = (await Reach.Of(context), new List<InvitationView>(), after);
        while (true)
        {
            var page = await book.Page(from, MostPage, cancellation);
            foreach (var invitation in page)
            {
                from = invitation.Id;
                if (!await Within(reach, invitation, tree, cancellation)) continue;
                if (seen.Count == limit) return Results.Ok(new { items = seen, next = (string?)seen[^1].Id });
                seen.Add(book.View(invitation));
            }

            if (page.Count < MostPage) return Results.Ok(new { items = seen, next = (string?)null });
        }
    }

    private static async Task<IResult> Show(string id, HttpContext context, InvitationBook book, UnitTree tree, CancellationToken cancellation) =>
        await book.Find(id, cancellation) is { } found && await Within(await Reach.Of(context), found, tree, cancellation) ? Results.Ok(book.View(found)) : NotFound();

    private static async Task<IResult> Revoke(string id, HttpContext context, InvitationBook book, UnitTree tree, CancellationToken cancellation)
    {
        if (await book.Find(id, cancellation) is not { } found || !await Within(await Reach.Of(context), found, tree, cancellation)) return NotFound();
        return await book.Revoke(id, cancellation) ? Results.NoContent() : Over();
    }

    private static async Task<IResult> AcceptCode(InvitationCode given, ClaimsPrincipal user, InvitationBook book, People people, CancellationToken cancellation) =>
        await Accept(given.Code is { Length: > 0 and < 100 } code ? await book.ByCode(code, cancellation) : null, user, book, people, cancellation);

    private static async Task<IResult> AcceptMine(string id, ClaimsPrincipal user, InvitationBook book, People people, CancellationToken cancellation) =>
        await Accept(await book.Find(id, cancellation) is { Phone: not null } mine ? mine : null, user, book, people, cancellation);

    private static async Task<IResult> Accept(Invitation? invitation, ClaimsPrincipal user, InvitationBook book, People people, CancellationToken cancellation)
    {
        if (await OwnAccountEndpoints.Own(user, people, cancellation) is not { } account) return OwnAccountEndpoints.NotAPersons();
        if (invitation is null) return NotFound();
        return await book.Accept(invitation, account, cancellation) switch
        {
            Acceptance.NotFound => NotFound(),
            Acceptance.Own => Problem.Of(409, "account.self", "Nobody accepts the own invitation."),
            Acceptance.Over => Over(),
            _ => Results.Ok(book.View((await book.Find(invitation.Id, cancellation))!)),
        };
    }

    private static async Task<IResult> Mine(ClaimsPrincipal user, InvitationBook book, People people, CancellationToken cancellation) =>
        await OwnAccountEndpoints.Own(user, people, cancellation) is { } account
            ? Results.Ok((await book.For(account.Id, cancellation)).Select(book.View))
            : OwnAccountEndpoints.NotAPersons();

    private static async Task<bool> Within(Reach reach, Invitation invitation, UnitTree tree, CancellationToken cancellation)
    {
        foreach (var role in InvitationBook.RolesOf(invitation))
            if (await tree.Covers(reach.Tops, role.Unit, reach.Token, cancellation) is not true) return false;
        return true;
    }

    private static IResult NotFound() => Problem.Of(404, "invitation.notFound", "There is no such invitation.");

    private static IResult Over() => Problem.Of(409, "invitation.over", "This invitation was accepted or taken back, or its time is over.");
}

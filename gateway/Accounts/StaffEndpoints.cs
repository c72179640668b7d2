using Microsoft.EntityFrameworkCore;
using Practice.Gateway.Edge;
using Practice.Gateway.SignIn;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary><c>/api/v1/staff</c>: who holds which role, given and taken by those above within their own subtree; nobody edits the own.</summary>
internal static class StaffEndpoints
{
    private const int MostPage = 200, LongestReason = 500;

    public static IEndpointRouteBuilder MapStaff(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/api/v1/staff").AddEndpointFilter(new PlainTextFilter(path: true)).RequireAuthorization(GatewaySecurity.OperatorPolicy).WithTags("Staff");
        staff.MapGet("", List).WithSummary("People with roles in the caller's reach");
        staff.MapGet("/{id}", Show).WithSummary("One of them").Produces<StaffView>();
        staff.MapGet("/{id}/history", History).WithSummary("Every role given or taken, by whom and why").Produces<GrantChangeView[]>();
        staff.MapPost("/{id}/roles", Give).WithSummary("Gives a role; counts within the life of a token").Produces<StaffView>();
        staff.MapPost("/{id}/roles/take", Take).WithSummary("Takes a role; counts within the life of a token").Produces<StaffView>();
        staff.MapDelete("/{id}/sessions", EndSessions).WithSummary("Ends every sign-in: a device was lost");
        return routes;
    }

    private static async Task<IResult> List(HttpContext context, StaffBook book, UnitTree tree, CancellationToken cancellation, int limit = 50, string? after = null)
    {
        if (limit is < 1 or > MostPage) return Problem.Of(400, "request.malformed", "limit is 1 to 200.");
        var (reach, seen, from) = (await Reach.Of(context), new List<StaffView>(), after ?? "");
        while (true)
        {
            var page = await book.Page(from, MostPage, cancellation);
            foreach (var id in page)
            {
                from = id;
                if (await Within(reach, id, book, tree, cancellation) is not { } view) continue;
                if (seen.Count == limit) return Results.Ok(new { items = seen, next = (string?)seen[^1].Id });
                seen.Add(view);
            }

            if (page.Count < MostPage) return Results.Ok(new { items = seen, next = (string?)null });
        }
    }

    private static async Task<IResult> Show(string id, HttpContext context, StaffBook book, UnitTree tree, CancellationToken cancellation) =>
        await Within(await Reach.Of(context), id, book, tree, cancellation) is { } view ? Results.Ok(view) : NotFound(id);

    private static async Task<IResult> History(string id, HttpContext context, StaffBook book, UnitTree tree, CancellationToken cancellation)
    {
        var reach = await Reach.Of(context);
        if (await Within(reach, id, book, tree, cancellation) is null) return NotFound(id);
        var mine = new List<GrantChangeView>();
        foreach (var change in await book.History(id, cancellation))
            if (await tree.Covers(reach.Tops, change.Unit, reach.Token, cancellation) is true) mine.Add(change);
        return Results.Ok(mine);
    }

    private static async Task<IResult> Give(string id, RoleChange wanted, HttpContext context, StaffBook book, UnitTree tree, CancellationToken cancellation) =>
        await Changed(id, wanted, context, book, tree, async (role, reach) =>
        {
            try
            {
                await book.Give(id, role, reach.Subject, wanted.Reason, cancellation);
            }
            catch (DbUpdateException)
            {
                // Given twice at once: it stands.
            }

            return null;
        }, cancellation);

    private static async Task<IResult> Take(string id, RoleChange wanted, HttpContext context, StaffBook book, UnitTree tree, CancellationToken cancellation) =>
        await Changed(id, wanted, context, book, tree, async (role, reach) => await book.Take(id, role, reach.Subject, wanted.Reason, cancellation)
            ? null
            : Problem.Of(409, "role.missing", $"This account has not the role {role.Role} on {role.Unit}."), cancellation);

    private static async Task<IResult> Changed(
        string id, RoleChange wanted, HttpContext context, StaffBook book, UnitTree tree, Func<RoleOnUnit, Reach, Task<IResult?>> change, CancellationToken cancellation)
    {
        var role = new RoleOnUnit(wanted.Role!, wanted.Unit!);
        var errors = Reach.Mistakes([role]).ToDictionary(error => error.Key.Replace("roles[0].", "", StringComparison.Ordinal), error => error.Value);
        if (wanted.Reason?.Length > LongestReason) errors["reason"] = [$"At most {LongestReason} characters."];
        if (errors.Count > 0) return Problem.Of(400, "request.malformed", "The role is not well described.", errors);
        var reach = await Reach.Of(context);
        if (await Within(reach, id, book, tree, cancellation) is null) return NotFound(id);
        if (reach.Subject == id) return Problem.Of(409, "account.self", "Nobody changes the own roles.");
        if (await reach.Refuses(role, tree, cancellation) is { } refused) return refused;
        return await change(role, reach) ?? Results.Ok(await Within(reach, id, book, tree, cancellation) ?? (await book.Find(id, cancellation))! with { Roles = [] });
    }

    private static async Task<IResult> EndSessions(string id, HttpContext context, StaffBook book, UnitTree tree, Sessions sessions, CancellationToken cancellation)
    {
        if (await Within(await Reach.Of(context), id, book, tree, cancellation) is null) return NotFound(id);
        await sessions.End(id, null, null, cancellation);
        return Results.NoContent();
    }

    /// <summary>Somebody with at least one role in the caller's reach, with those roles alone; null otherwise.</summary>
    private static async Task<StaffView?> Within(Reach reach, string id, StaffBook book, UnitTree tree, CancellationToken cancellation)
    {
        var mine = new List<RoleOnUnit>();
        foreach (var role in await book.RolesOf(id, cancellation))
            if (await tree.Covers(reach.Tops, role.Unit, reach.Token, cancellation) is true) mine.Add(role);
        return mine.Count > 0 && await book.Find(id, cancellation) is { } view ? view with { Roles = [.. mine] } : null;
    }

    private static IResult NotFound(string id) => Problem.Of(404, "account.notFound", $"There is nobody '{id}' with a role in the caller's reach.");
}

using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using Practice.Gateway.Edge;
using Practice.Gateway.Identity;
using Practice.Hosting;

namespace Practice.Gateway.Accounts;

/// <summary>A service account to make.</summary>
internal sealed record NewServiceAccount(string? Name, RoleOnUnit[]? Roles);

/// <summary>A service account as the API shows it. The secret stands in the answers that made it and in no other.</summary>
internal sealed record ServiceAccountView(string ClientId, string Name, RoleOnUnit[] Roles, string CreatedBy, DateTimeOffset CreatedAt);

/// <summary>What making an account or rotating its secret answers.</summary>
internal sealed record ServiceAccountSecret(string ClientId, string ClientSecret, string Name, RoleOnUnit[] Roles);

/// <summary><c>/api/v1/service-accounts</c>: an operator makes, lists, rotates and revokes the accounts inside its own subtree.</summary>
/// <remarks>Nobody gives what is not theirs: every unit of the account must lie under a unit on which the caller is operator.</remarks>
internal static class ServiceAccountEndpoints
{
    private const int MostPage = 200;

    public static IEndpointRouteBuilder MapServiceAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/api/v1/service-accounts").AddEndpointFilter(new PlainTextFilter(path: true)).RequireAuthorization(GatewaySecurity.OperatorPolicy).WithTags("Service accounts");
        accounts.MapPost("", Create).WithSummary("Makes an account of a program; its secret is shown this once");
        accounts.MapGet("", List).WithSummary("The accounts of programs in the caller's reach");
        accounts.MapGet("/{id}", Show).WithSummary("One account of a program");
        accounts.MapPost("/{id}/rotate", Rotate).WithSummary("A new secret; the old one gets no more tokens");
        accounts.MapDelete("/{id}", Revoke).WithSummary("Ends an account of a program");
        return routes;
    }

    private static async Task<IResult> Create(
        NewServiceAccount wanted, HttpContext context, ServiceAccountBook book, UnitTree tree, SecretReplay replay, CancellationToken cancellation)
    {
        if (Mistakes(wanted) is { Count: > 0 } errors) return Problem.Of(400, "request.malformed", "The service account is not well described.", errors);
        var reach = await Reach.Of(context);
        foreach (var role in wanted.Roles!)
        {
            var covered = await tree.Covers(reach.Tops, role.Unit, reach.Token, cancellation);
            if (covered is null) return Problem.Of(422, "unit.notFound", $"There is no unit '{role.Unit}'.");
            if (covered is false) return Problem.Of(403, "right.missing", $"The caller is not an operator over '{role.Unit}'.");
        }

        return await replay.Once(context, wanted, async () =>
        {
            var clientId = ServiceAccountBook.NewClientId();
            var secret = await book.Create(clientId, wanted.Name!.Trim(), wanted.Roles!, reach.Subject, demo: false, null, cancellation);
            return new ServiceAccountSecret(clientId, secret, wanted.Name!.Trim(), wanted.Roles!);
        }, made => Results.Created($"/api/v1/service-accounts/{made.ClientId}", made), cancellation);
    }

    private static async Task<IResult> List(
        HttpContext context, ServiceAccountBook book, UnitTree tree, CancellationToken cancellation, int limit = 50, string? after = null)
    {
        if (limit is < 1 or > MostPage) return Problem.Of(400, "request.malformed", "limit is 1 to 200.");
        var reach = await Reach.Of(context);
        var seen = new List<ServiceAccountView>();
        var from = after ?? "";
        while (true)
        {
            var page = await book.Page(from, MostPage, cancellation);
            foreach (var (account, roles) in page)
            {
                from = account.ClientId;
                if (!await Within(reach, account, roles, tree, cancellation)) continue;
                if (seen.Count == limit) return Results.Ok(new { items = seen, next = (string?)seen[^1].ClientId });
                seen.Add(View(account, roles));
            }

            if (page.Count < MostPage) return Results.Ok(new { items = seen, next = (string?)null });
        }
    }

    private static async Task<IResult> Show(string id, HttpContext context, ServiceAccountBook book, UnitTree tree, CancellationToken cancellation) =>
        await book.Find(id, cancellation) is { } found && await Within(await Reach.Of(context), found.Account, found.Roles, tree, cancellation)
            ? Results.Ok(View(found.Account, found.Roles))
            : NotFound(id);

    private static async Task<IResult> Rotate(
        string id, HttpContext context, ServiceAccountBook book, UnitTree tree, SecretReplay replay, CancellationToken cancellation)
    {
        if (await book.Find(id, cancellation) is not { } found) return NotFound(id);
        if (!await Within(await Reach.Of(context), found.Account, found.Roles, tree, cancellation)) return NotFound(id);
        try
        {
            return await replay.Once(context, id,
                async () => new ServiceAccountSecret(id, await book.Rotate(id, cancellation), found.Account.Name, found.Roles), Results.Ok, cancellation);
        }
        catch (Exception e) when (IsRace(e))
        {
            return Changed(id);
        }
    }

    private static async Task<IResult> Revoke(string id, HttpContext context, ServiceAccountBook book, UnitTree tree, CancellationToken cancellation)
    {
        if (await book.Find(id, cancellation) is not { } found) return NotFound(id);
        var reach = await Reach.Of(context);
        if (!await Within(reach, found.Account, found.Roles, tree, cancellation)) return NotFound(id);
        if (reach.Subject == id) return Problem.Of(409, "account.self", "An account does not revoke itself.");
        try
        {
            await book.Delete(found.Account, cancellation);
            return Results.NoContent();
        }
        catch (Exception e) when (IsRace(e))
        {
            return Changed(id);
        }
    }

    /// <summary>Whether all that the account may do lies in the caller's reach. One without roles belongs to whoever made it.</summary>
    private static async Task<bool> Within(Reach reach, ServiceAccount account, RoleOnUnit[] roles, UnitTree tree, CancellationToken cancellation)
    {
        if (reach.WholeNetwork) return true;
        foreach (var role in roles)
            if (await tree.Covers(reach.Tops, role.Unit, reach.Token, cancellation) is not true) return false;
        return roles.Length > 0 || account.CreatedBy == reach.Subject;
    }

    private static Dictionary<string, string[]> Mistakes(NewServiceAccount wanted)
    {
        var errors = Reach.Mistakes(wanted.Roles);
        if (string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Length > 100) errors["name"] = ["A name of 1 to 100 characters is needed."];
        return errors;
    }

    private static ServiceAccountView View(ServiceAccount account, RoleOnUnit[] roles) =>
        new(account.ClientId, account.Name, roles, account.CreatedBy, account.CreatedAt);

    /// <summary>Somebody else changed or removed the account between reading and writing it.</summary>
    private static bool IsRace(Exception e) => e is OpenIddictExceptions.ConcurrencyException or DbUpdateConcurrencyException;

    private static IResult Changed(string id) => Problem.Of(409, "account.changed", $"The service account '{id}' was changed at the same time: ask again.");

    private static IResult NotFound(string id) => Problem.Of(404, "account.notFound", $"There is no service account '{id}' in the caller's reach.");
}

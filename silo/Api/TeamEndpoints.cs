using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Orders;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;

namespace Practice.Silo.Api;

/// <summary>Volunteer teams: register, profile, schedule, orders, loans.</summary>
internal static class TeamEndpoints
{
    public static void MapTeams(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/teams", Register).WithTags("Teams").WithSummary("Found or file a team").Produces<TeamView>(201);
        api.MapGet("/units/{code}/teams", Search).WithTags("Teams").WithSummary("Teams of a subtree").Produces<Page<TeamView>>();
        var team = api.MapGroup("/teams/{id}").WithTags("Teams");
        team.MapGet("", View).WithSummary("One team").Produces<TeamView>();
        team.MapPatch("", Edit).WithSummary("Profile, hours, absences").Produces<TeamView>();
        team.MapGet("/schedule", Schedule).WithSummary("What is promised, and when it is away").Produces<TeamSchedule>();
        team.MapGet("/orders", Orders).WithSummary("Offers and orders of the team").Produces<Page<OrderView>>();
        team.MapItinerary();
        team.MapTeamContact();
        team.MapPost("/lend", Lend).WithSummary("Lend it to a unit below for a time").Produces<LoanView>(201);
        team.MapDelete("/lend/{n:int}", EndLoan).WithSummary("Call it back").Produces<LoanView>();
    }

    private static ITeamGrain Team(IGrainFactory grains, string id) => grains.Owner<ITeamGrain>(Ids.TeamStream(id));

    private static async Task<IResult> Register(string code, [FromBody] RegisterTeam team, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        var registered = await grains.Owner<ITeamRegistryGrain>(Ids.UnitStream(code)).Register(context.Operation(team), team);
        return registered.Value is { } id
            ? Answer.Created(context, await Team(grains, id).View(), view => $"/api/v1/teams/{view.Id}", view => view.Version)
            : Answer.From(registered.Refusal!);
    }

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? field = null, string? status = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = new ItemQuery
        {
            Kind = "team", Under = await directory.PathOf(code, cancellation), Category = field, Statuses = status?.Split(',') ?? [], Words = q,
            Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit),
        };
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "teams", Columns, store.All(query, cancellation).Select(row => TeamViews.Of(ItemKinds.Read<Team>(row), 0)));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<TeamView>([.. page.Items.Select(row => TeamViews.Of(ItemKinds.Read<Team>(row), 0))], page.Next));
    }

    private static async Task<IResult> View(string id, HttpContext context, IGrainFactory grains) =>
        Ids.IsTeam(id) ? Answer.Ok(context, await Team(grains, id).View(), view => view.Version) : Answer.From(Refusal.NotFound("team", id));

    private static async Task<IResult> Edit(string id, [FromBody] EditTeam edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        if (await rights.RequireTeam(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await Team(grains, id).Edit(context.Operation(edit), edit), view => view.Version);
    }

    private static async Task<IResult> Schedule(string id, HttpContext context, IGrainFactory grains, Rights rights, DomainClock clock, CancellationToken cancellation, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.RequireAnswering(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        var begin = from ?? clock.Now;
        if (begin.Year is < 2000 or >= 2200)
            return Answer.Malformed("from", "A time lies between 2000 and 2200.");
        var end = until ?? begin.AddDays(14);
        return end <= begin || end - begin > TimeSpan.FromDays(370)
            ? Answer.Malformed("until", "It ends after it begins, at most a year later.")
            : Answer.Ok(context, await Team(grains, id).ScheduleBetween(begin, end));
    }

    private static async Task<IResult> Orders(
        string id, HttpContext context, IUnitStore store, IGrainFactory grains, Rights rights, CancellationToken cancellation, string? status = null, int? limit = null, string? after = null)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.RequireAnswering(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);

        // The team keeps references; the orders stand with the units that took the needs in.
        var page = await store.Search(new() { Kind = "engagement", Stream = Ids.TeamStream(id), Limit = Paging.Clamp(limit), After = after }, cancellation);
        var wanted = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var orders = new List<OrderView>();
        foreach (var unit in page.Items.Select(row => row.Id).GroupBy(Ids.Owner))
            foreach (var row in await store.Items(Ids.UnitStream(unit.Key), "order", [.. unit], cancellation))
                orders.Add(ItemKinds.Read<WorkOrder>(row).View());
        var order = page.Items.Select((row, index) => (row.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        return Results.Ok(new Page<OrderView>([.. orders.Where(o => wanted.Length == 0 || wanted.Contains(Json.Name(o.Status))).OrderBy(o => order[o.Id])], page.Next));
    }

    private sealed record LendRequest(string? To, DateTimeOffset? From, DateTimeOffset? Until);

    private static async Task<IResult> Lend(string id, [FromBody] LendRequest request, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, DomainClock clock, CancellationToken cancellation)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), [Role.Dispatcher], cancellation) is { } refusal)
            return Answer.From(refusal);
        if (request.To is null || request.Until is not { } until)
            return Answer.Malformed("to", "A loan names the borrowing unit and its end.");
        if (await directory.PathOf(request.To, cancellation) is not { } path)
            return Answer.From(Refusal.Rule("unit.notFound", $"There is no unit '{request.To}'."));
        var loan = await Team(grains, id).Lend(context.Operation(request), new(request.To, path, request.From ?? clock.Now, until));
        return Answer.Created(context, loan, made => $"/api/v1/teams/{id}/lend/{made.N}");
    }

    private static async Task<IResult> EndLoan(string id, int n, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), [Role.Dispatcher], cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await Team(grains, id).EndLoan(context.Operation(), n));
    }

    private static readonly IReadOnlyList<(string, Func<TeamView, object?>)> Columns =
    [
        ("id", t => t.Id), ("unit", t => t.Unit), ("name", t => t.Name), ("level", t => Json.Name(t.Level)), ("fields", t => string.Join(' ', t.Fields)),
        ("skills", t => string.Join(' ', t.Skills)), ("capacity", t => t.Capacity), ("active", t => t.Active), ("ratings", t => t.RatingCount),
    ];
}

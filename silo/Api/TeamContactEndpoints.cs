using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Needs;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;

namespace Practice.Silo.Api;

/// <summary>Whom to ring at a team: sealed, read by the desks that it concerns, and every reading is written down.</summary>
internal static class TeamContactEndpoints
{
    public static void MapTeamContact(this RouteGroupBuilder team)
    {
        team.MapPut("/contact", Put).WithSummary("Whom to ring about an offer; an empty one takes it away").Produces<TeamView>();
        team.MapGet("/contact", View).WithSummary("Whom to ring; leaves an access record").Produces<PersonDetails>();
    }

    private static async Task<IResult> Put(
        string id, [FromBody] ContactRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.RequireTeam(context.Caller(), id, cancellation) is { } forbidden)
            return Answer.From(forbidden);
        if (ContactSealing.Seal(vault, request, out var contact) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await grains.Owner<ITeamGrain>(Ids.TeamStream(id)).PutContact(context.Operation(request), contact), view => view.Version);
    }

    /// <param name="order">An offer or order of the team at another unit, whose desk then may ring too.</param>
    private static async Task<IResult> View(
        string id, HttpContext context, IGrainFactory grains, IUnitStore store, Rights rights, PersonVault vault, CancellationToken cancellation, string? order = null)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        var caller = context.Caller();
        var staff = caller with { Grants = caller.Grants.RemoveAll(grant => grant.Role == Role.Operator) };
        if (await rights.RequireTeam(staff, id, cancellation) is { } refusal && !await Asks(order, id, staff, grains, rights, cancellation))
            return Answer.From(refusal);
        return await ContactSealing.Open(context, store, vault, await grains.Owner<ITeamGrain>(Ids.TeamStream(id)).ContactRef(context.Operation()), id, cancellation);
    }

    private static async Task<bool> Asks(string? order, string team, Caller caller, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        Ids.IsItem(order, 'W') && await rights.May(caller, Ids.Owner(order!), Rights.Desk, cancellation)
        && (await NeedEndpoints.Needs(grains, Ids.Owner(order!)).ViewOrder(order!)).Value is { } view && view.Team == team
        && view.Status is Orders.OrderStatus.Offered or Orders.OrderStatus.Accepting or Orders.OrderStatus.Accepted or Orders.OrderStatus.InService;
}

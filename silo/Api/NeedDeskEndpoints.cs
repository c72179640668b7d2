using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>The desk's further steps on a need: up, across, back, later, never.</summary>
internal static class NeedDeskEndpoints
{
    public static void MapDeskSteps(this RouteGroupBuilder need)
    {
        need.MapPost("/escalate", Escalate).WithSummary("Send it to the next level, the city or another county").Produces<NeedView>();
        need.MapPost("/take-over", TakeOver).WithSummary("提级: become responsible").Produces<NeedView>();
        need.MapPost("/refer", Refer).WithSummary("Refer it to a department by a date, or hand it to a body outside").Produces<NeedView>();
        need.MapPost("/close-impossible", CloseImpossible).WithSummary("Nobody can do it: the unit proposes, the level above agrees or not").Produces<NeedView>();
        need.MapAbove();
        need.MapPost("/await-resident", Await).WithSummary("Stop the clock while the resident must answer").Produces<NeedView>();
        need.MapPost("/extension", Extend).WithSummary("More time, for a reason").Produces<NeedView>();
        need.MapPost("/callback", CallBack).WithSummary("Record a call-back").Produces<NeedView>();
    }

    private static async Task<IResult> Escalate(
        string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Answer.Malformed("reason", "A reason is required.");
        if (request.To is { } to && await directory.PathOf(to, cancellation) is null)
            return Answer.From(Refusal.Rule("unit.notFound", $"There is no unit '{to}'."));
        return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk,
            needs => needs.Escalate(context.Operation(request), id, new Reasoned("byPerson", request.To)), cancellation);
    }

    private static async Task<IResult> TakeOver(
        string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Answer.Malformed("reason", "A reason is required.");
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));
        var by = request.To ?? Rights.Standing(context.Caller(), path, Rights.Desk) ?? Ids.Owner(id);
        if (await rights.Require(context.Caller(), by, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await NeedEndpoints.Needs(grains, Ids.Owner(id)).TakeOverFor(context.Operation(request), id, new(request.Reason, By: by)), view => view.Version);
    }

    // A department is a unit: it is asked and stays in sight. Anybody else is outside, and the need ends here.
    private static async Task<IResult> Refer(
        string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.To))
            return Answer.Malformed("to", "Name the department or hotline that takes it.");
        if (!Ids.IsUnit(request.To) || await directory.PathOf(request.To, cancellation) is not { } department)
            return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk,
                needs => needs.ReferOutside(context.Operation(request), id, request.To, request.Reason ?? "", request.Number), cancellation);
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), Rights.Desk, cancellation) is { } forbidden)
            return Answer.From(forbidden);
        if ((await NeedEndpoints.Needs(grains, Ids.Owner(id)).View(id)).Refusal is { } unknown)
            return Answer.From(unknown);
        var above = department[..(department.TrimEnd('/').LastIndexOf('/') + 1)];
        if (await store.Items(Ids.UnitStream(request.To), "unit", [request.To], cancellation) is not [var row] || !ItemKinds.Read<UnitProfile>(row).Department
            || !path.StartsWith(above, StringComparison.Ordinal))
            return Answer.From(Refusal.Rule("department.unknown", $"'{request.To}' is no department of this county."));
        var by = Rights.Acting(context.Caller(), path, Rights.Desk);
        return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk, needs => needs.ReferToDepartment(context.Operation(request), id, request.To,
            new(request.Reason ?? "", above.Split('/', StringSplitOptions.RemoveEmptyEntries)[^1], request.Until, by)), cancellation);
    }

    // A unit alone does not say "never": it proposes, and the level above agrees or not. A centre's own needs have no level above.
    private static async Task<IResult> CloseImpossible(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Answer.Malformed("reason", "A reason is required; the resident reads it.");
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));
        var above = path[..(path.TrimEnd('/').LastIndexOf('/') + 1)];
        var caller = context.Caller();
        return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk, async needs =>
        {
            if (Ids.LevelOf(Ids.Owner(id)) is Level.Centre or Level.City)
                return await needs.CloseImpossible(context.Operation(request), id, request.Reason);
            var proposed = (await needs.View(id)).Value?.Impossible is not null;
            if (!Rights.Holds(caller, above, Rights.Desk) || !proposed && Rights.Acting(caller, path, Rights.Desk) == Ids.Owner(id))
                return await needs.ProposeImpossible(context.Operation(request), id, new(request.Reason, By: Ids.Owner(id)));
            return await needs.DecideImpossible(context.Operation(request), id, request.Agreed ?? true, new(request.Reason, By: Rights.Acting(caller, above, Rights.Desk)));
        }, cancellation);
    }

    private static Task<IResult> Await(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk, needs => needs.AwaitResident(context.Operation(request), id, request.Waiting ?? true), cancellation);

    private static async Task<IResult> Extend(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (request.Until is not { } until || string.IsNullOrWhiteSpace(request.Reason))
            return Answer.Malformed("until", "An extension says until when, and why.");
        return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk,
            needs => needs.Extend(context.Operation(request), id, until, request.Reason), cancellation);
    }

    // Where the level above was asked to call, the desk that did the work does not call for it.
    private static async Task<IResult> CallBack(
        string id, [FromBody] CallBack command, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));
        var by = Rights.Standing(context.Caller(), path, Rights.Desk);
        return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk, needs => needs.CallBack(context.Operation(command), id, command with { By = by }), cancellation);
    }
}

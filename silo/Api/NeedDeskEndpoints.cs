using Microsoft.AspNetCore.Mvc;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>The desk's further steps on a need: up, across, back, later, never.</summary>
internal static class NeedDeskEndpoints
{
    public static void MapDeskSteps(this RouteGroupBuilder need)
    {
        need.MapPost("/escalate", Escalate).WithSummary("Send it to the next level, the city or another county").Produces<NeedView>();
        need.MapPost("/take-over", TakeOver).WithSummary("提级: become responsible").Produces<NeedView>();
        need.MapPost("/refer", Refer).WithSummary("Hand it to a department or hotline").Produces<NeedView>();
        need.MapPost("/close-impossible", CloseImpossible).WithSummary("Nobody can do it").Produces<NeedView>();
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
        return Answer.Ok(context, await NeedEndpoints.Needs(grains, Ids.Owner(id)).TakeOver(context.Operation(request), id, by), view => view.Version);
    }

    private static async Task<IResult> Refer(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.To))
            return Answer.Malformed("to", "Name the department or hotline that takes it.");
        return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk,
            needs => needs.Refer(context.Operation(request), id, request.To, request.Reason ?? ""), cancellation);
    }

    private static async Task<IResult> CloseImpossible(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Answer.Malformed("reason", "A reason is required; the resident reads it.");

        // A station alone does not say "never": its parent or a level above must.
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));
        var above = path[..(path.TrimEnd('/').LastIndexOf('/') + 1)];
        if (Ids.LevelOf(Ids.Owner(id)) is Level.Station or Level.Point && !Rights.Holds(context.Caller(), above, Rights.Desk))
            return Answer.From(Refusal.Forbidden("Closing a need as not possible takes the level above the station."));
        return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk,
            needs => needs.CloseImpossible(context.Operation(request), id, request.Reason), cancellation);
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

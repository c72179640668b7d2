using Microsoft.AspNetCore.Mvc;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>What levels above and departments beside do with a need, and the resident's appeal.</summary>
internal static class NeedAboveEndpoints
{
    public static void MapAbove(this RouteGroupBuilder need)
    {
        need.MapPost("/regrade", Regrade).WithSummary("Another urgency, with a reason; the running limit begins anew").Produces<NeedView>();
        need.MapPost("/refer/return", Return).WithSummary("The department gives it back, once").Produces<NeedView>();
        need.MapPost("/appeal", Appeal).WithSummary("The resident's one appeal against a closing as not possible").Produces<NeedView>();
        need.MapPost("/appeal/decision", Decide).WithSummary("The level above grants it, and the same is taken on anew, or not").Produces<NeedView>();
    }

    private static async Task<IResult> Regrade(
        string id, [FromBody] RegradeRequest request, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (request.Urgency is not { } urgency)
            return Answer.Malformed("urgency", "An urgency is urgent, priority, normal or planned.");
        if (!Ids.IsItem(id, 'N') || await directory.PathOf(Ids.Owner(id), cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("need", id));
        var by = Rights.Acting(context.Caller(), path, Rights.Desk);
        return await NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk, needs => needs.Regrade(context.Operation(request), id, new(urgency, request.Reason ?? "", by)), cancellation);
    }

    // The department's own desk, which has no rights over the need's unit.
    private static async Task<IResult> Return(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        var needs = NeedEndpoints.Needs(grains, Ids.Owner(id));
        var view = await needs.View(id);
        if (view.Value is not { } need)
            return Answer.From(view.Refusal!);
        if (await rights.Require(context.Caller(), need.Referral?.Department ?? Ids.Owner(id), Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await needs.ReturnReferral(context.Operation(request), id, new(request.Reason ?? "")), v => v.Version);
    }

    private static async Task<IResult> Appeal(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await NeedEndpoints.OnOwn(id, context, grains, rights, Rights.Desk, needs => needs.AppealClosing(context.Operation(request), id, request.Reason ?? ""), cancellation);

    private static async Task<IResult> Decide(string id, [FromBody] AppealDecision request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (request.Granted is not { } granted)
            return Answer.Malformed("granted", "Say whether the appeal is granted.");
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        var needs = NeedEndpoints.Needs(grains, Ids.Owner(id));
        var view = await needs.View(id);
        if (view.Value is not { } need)
            return Answer.From(view.Refusal!);
        if (await rights.Require(context.Caller(), need.Appeal?.To ?? Ids.Owner(id), Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await needs.DecideAppeal(context.Operation(request), id, granted, request.Reason ?? ""), v => v.Version);
    }
}

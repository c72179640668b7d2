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

    private static Task<IResult> Return(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        OnOther(id, need => need.Referral?.Department, context, grains, rights, needs => needs.ReturnReferral(context.Operation(request), id, new(request.Reason ?? "")), cancellation);

    private static async Task<IResult> Appeal(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await NeedEndpoints.OnOwn(id, context, grains, rights, Rights.Desk, needs => needs.AppealClosing(context.Operation(request), id, request.Reason ?? ""), cancellation);

    private static async Task<IResult> Decide(string id, [FromBody] AppealDecision request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        request.Granted is not { } granted
            ? Answer.Malformed("granted", "Say whether the appeal is granted.")
            : await OnOther(id, need => need.Appeal?.To, context, grains, rights, needs => needs.DecideAppeal(context.Operation(request), id, granted, request.Reason ?? ""), cancellation);

    // The desk of another unit that the need names, which has no rights over the need's own; where it names none, its own desk.
    private static async Task<IResult> OnOther(
        string id, Func<NeedView, string?> unit, HttpContext context, IGrainFactory grains, Rights rights, Func<INeedListGrain, Task<Result<NeedView>>> step, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        var needs = NeedEndpoints.Needs(grains, Ids.Owner(id));
        var view = await needs.View(id);
        if (view.Value is not { } need)
            return Answer.From(view.Refusal!);
        if (await rights.Require(context.Caller(), unit(need) ?? Ids.Owner(id), Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await step(needs), v => v.Version);
    }
}

using Practice.Kernel;
using Practice.Push;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>推送记录: what became of each letter, and sending again what was given up.</summary>
internal static class DeliveryEndpoints
{
    public static void MapDeliveries(this RouteGroupBuilder api)
    {
        api.MapGet("/units/{code}/deliveries", OfUnit).WithTags("Push").WithSummary("The delivery log, newest first; status=dead lists what was given up").Produces<Page<DeliveryView>>();
        api.MapGet("/push-targets/{id}/deliveries", OfTarget).WithTags("Push").WithSummary("The delivery log of one target").Produces<Page<DeliveryView>>();
        api.MapPost("/deliveries/{id}/resend", Resend).WithTags("Push").WithSummary("Send again what was given up").Produces<DeliveryView>(202);
    }

    private static async Task<IResult> OfUnit(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? status = null, int? limit = null, string? after = null) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal
            ? Answer.From(refusal)
            : await List(store, new() { Kind = "delivery", Stream = Ids.UnitStream(code) }, status, limit, after, cancellation);

    private static Task<IResult> OfTarget(
        string id, HttpContext context, IUnitStore store, IGrainFactory grains, Rights rights, CancellationToken cancellation, string? status = null, int? limit = null, string? after = null) =>
        PushEndpoints.On(id, context, grains, rights, (_, _) =>
            List(store, new() { Kind = "delivery", Stream = Ids.UnitStream(Ids.Owner(id)), Category = id }, status, limit, after, cancellation), cancellation);

    private static async Task<IResult> List(IUnitStore store, ItemQuery query, string? status, int? limit, string? after, CancellationToken cancellation)
    {
        var page = await store.Search(query with { Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], Limit = Paging.Clamp(limit), After = after }, cancellation);
        return Results.Ok(new Page<DeliveryView>([.. page.Items.Select(row => ItemKinds.Read<Delivery>(row).View())], page.Next));
    }

    private static async Task<IResult> Resend(string id, HttpContext context, IUnitStore store, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'G') || await store.Items(Ids.UnitStream(Ids.Owner(id)), "delivery", [id], cancellation) is not [var row])
            return Answer.From(Refusal.NotFound("delivery", id));
        return await PushEndpoints.On(ItemKinds.Read<Delivery>(row).Target, context, grains, rights, async (grain, target) =>
            Answer.Accepted(await grain.Resend(context.Operation(), id), _ => $"/api/v1/push-targets/{target.Id}/deliveries"), cancellation);
    }
}

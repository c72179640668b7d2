using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Services;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>The service list: what stands on the menu, and what is proposed for it.</summary>
internal static class ServiceEndpoints
{
    public static void MapServices(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/services", Add).WithTags("Services").WithSummary("A standing service").Produces<ServiceView>(201);
        api.MapGet("/units/{code}/services", Search).WithTags("Services").WithSummary("Services of a subtree").Produces<Page<ServiceView>>();
        var service = api.MapGroup("/services/{id}").WithTags("Services");
        service.MapGet("", View).WithSummary("One service").Produces<ServiceView>();
        service.MapPatch("", Edit).WithSummary("Schedule, team, task breakdown").Produces<ServiceView>();
        service.MapPost("/accept", (string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            On(id, context, grains, rights, Rights.Desk, s => s.AcceptService(context.Operation(), id), c)).WithSummary("A proposal becomes a standing service").Produces<ServiceView>();
        service.MapPost("/dismiss", (string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            On(id, context, grains, rights, Rights.Desk, s => s.DismissService(context.Operation(), id), c)).WithSummary("A proposal is not wanted").Produces<ServiceView>();
        service.MapPost("/retire", (string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            On(id, context, grains, rights, Rights.Desk, s => s.RetireService(context.Operation(), id), c)).WithSummary("It is no longer given").Produces<ServiceView>();
        service.MapPost("/tasks/{line:int}", CountTask).WithSummary("How much of a line of the task breakdown is done").Produces<ServiceView>();
    }

    private static async Task<IResult> Add(string code, [FromBody] SetService command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Created(context, await Grain(grains, code).AddService(context.Operation(command), command), view => $"/api/v1/services/{view.Id}", view => view.Version);
    }

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? category = null, string? status = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = new ItemQuery
        {
            Kind = "service", Under = await directory.PathOf(code, cancellation), Category = category, Statuses = status?.Split(',') ?? [], Words = q,
            Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit),
        };
        return await List(context, store, query, format, cancellation);
    }

    internal static async Task<IResult> List(HttpContext context, IUnitStore store, ItemQuery query, string? format, CancellationToken cancellation)
    {
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "services", Columns, store.All(query, cancellation).Select(row => ServiceViews.Of(ItemKinds.Read<Service>(row))));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<ServiceView>([.. page.Items.Select(row => ServiceViews.Of(ItemKinds.Read<Service>(row)))], page.Next));
    }

    private static Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, grains, rights, Rights.Staff, s => s.ViewService(id), cancellation);

    private static async Task<IResult> Edit(string id, [FromBody] SetService edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        context.LacksIfMatch()
            ? Answer.IfMatchMissing()
            : await On(id, context, grains, rights, Rights.Desk, s => s.EditService(context.Operation(edit), id, edit), cancellation);

    private sealed record DoneRequest(int? Done);

    private static async Task<IResult> CountTask(string id, int line, [FromBody] DoneRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        request.Done is { } done
            ? await On(id, context, grains, rights, Rights.Desk, s => s.CountTask(context.Operation(request), id, line, done), cancellation)
            : Answer.Malformed("done", "How much of the line is done.");

    private static IServiceListGrain Grain(IGrainFactory grains, string unit) => grains.Owner<IServiceListGrain>(Ids.UnitStream(unit));

    private static async Task<IResult> On(
        string id, HttpContext context, IGrainFactory grains, Rights rights, Role[] roles, Func<IServiceListGrain, Task<Result<ServiceView>>> act, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'S'))
            return Answer.From(Refusal.NotFound("service", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), roles, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await act(Grain(grains, Ids.Owner(id))), view => view.Version);
    }

    private static readonly IReadOnlyList<(string, Func<ServiceView, object?>)> Columns =
    [
        ("id", s => s.Id), ("unit", s => s.Unit), ("name", s => s.Name), ("category", s => s.Category), ("status", s => Json.Name(s.Status)),
        ("team", s => s.Team), ("schedule", s => s.Schedule), ("capacity", s => s.Capacity), ("address", s => s.Location?.Address),
    ];
}

using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>Units: the tree, profiles, points, opening and closing.</summary>
internal static class UnitEndpoints
{
    public static void MapUnits(this RouteGroupBuilder api)
    {
        api.MapGet("/units", Search).WithTags("Units").WithSummary("Units of a subtree").Produces<Page<UnitView>>();
        var unit = api.MapGroup("/units/{code}").WithTags("Units");
        unit.MapGet("", View).WithSummary("One unit").Produces<UnitView>();
        unit.MapPatch("", Edit).WithSummary("Profile, positions, opening hours, six-haves").Produces<UnitView>();
        unit.MapGet("/children", Children).WithSummary("Units right below it").Produces<Page<UnitView>>();
        unit.MapPost("/points", AddPoint).WithSummary("A point under it").Produces<UnitView>(201);
        unit.MapPost("/open", (string code, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            Step(code, context, grains, rights, unit => unit.Open(context.Operation()), c)).WithSummary("Open it: from here on it takes needs").Produces<UnitView>();
        unit.MapPost("/close", (string code, [FromBody] ReasonRequest body, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            Step(code, context, grains, rights, unit => unit.Close(context.Operation(body), body.Reason ?? ""), c)).WithSummary("Close it, once no work is open").Produces<UnitView>();
        unit.MapGet("/covers", Covers).WithSummary("Whether the caller holds a role here").ExcludeFromDescription();
    }

    private static async Task<IResult> View(string code, HttpContext context, IGrainFactory grains) => Ids.IsUnit(code)
        ? Answer.Ok(context, await grains.Owner<IUnitGrain>(Ids.UnitStream(code)).View(), view => view.Version)
        : Answer.From(Refusal.NotFound("unit", code));

    private static async Task<IResult> Search(
        HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation,
        string? under = null, string? level = null, string? status = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        string? path = null;
        if (under is not null && (path = await directory.PathOf(under, cancellation)) is null)
            return Answer.From(Refusal.NotFound("unit", under));
        var query = new ItemQuery
        {
            Kind = "unit", Under = path, Category = level, Statuses = status?.Split(',') ?? [], Words = q, Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit),
        };
        return await List(context, store, query, format, cancellation);
    }

    private static async Task<IResult> Children(string code, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, int? limit = null, string? after = null, string? format = null)
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        return await List(context, store, new() { Kind = "unit", ChildrenOf = path, Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, format, cancellation);
    }

    private static async Task<IResult> List(HttpContext context, IUnitStore store, ItemQuery query, string? format, CancellationToken cancellation)
    {
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "units", Columns, store.All(query, cancellation).Select(row => UnitViews.Of(ItemKinds.Read<UnitProfile>(row))));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<UnitView>([.. page.Items.Select(row => UnitViews.Of(ItemKinds.Read<UnitProfile>(row)))], page.Next));
    }

    private static async Task<IResult> Edit(string code, [FromBody] EditUnit edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        context.LacksIfMatch()
            ? Answer.IfMatchMissing()
            : await Step(code, context, grains, rights, unit => unit.Edit(context.Operation(edit), edit), cancellation);

    private static async Task<IResult> AddPoint(string code, [FromBody] AddPoint point, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        var answer = await grains.Owner<IUnitGrain>(Ids.UnitStream(code)).AddPoint(context.Operation(point), point);
        return Answer.Created(context, answer, view => $"/api/v1/units/{view.Code}", view => view.Version);
    }

    private static async Task<IResult> Step(string code, HttpContext context, IGrainFactory grains, Rights rights, Func<IUnitGrain, Task<Result<UnitView>>> step, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await step(grains.Owner<IUnitGrain>(Ids.UnitStream(code))), view => view.Version);
    }

    private static async Task<IResult> Covers(string code, HttpContext context, UnitDirectory directory, CancellationToken cancellation, string role = "operator")
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        return Results.Ok(new { unit = code, covered = Enum.TryParse<Role>(role, ignoreCase: true, out var asked) && Rights.Holds(context.Caller(), path, [asked]) });
    }

    private static readonly IReadOnlyList<(string, Func<UnitView, object?>)> Columns =
    [
        ("code", u => u.Code), ("name", u => u.Name), ("level", u => Json.Name(u.Level)), ("parent", u => u.Parent), ("status", u => Json.Name(u.Status)),
        ("responsibleBody", u => u.ResponsibleBody), ("firstResponsiblePerson", u => u.FirstResponsiblePerson), ("address", u => u.Address), ("haves", u => u.HavesMet),
    ];
}

using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Programmes;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Projects with a brand, and campaigns of a day.</summary>
internal static class ProgrammeEndpoints
{
    public static void MapProgrammes(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/programmes", Add).WithTags("Programmes").WithSummary("A project, or a campaign of a day of the year").Produces<ProgrammeView>(201);
        api.MapGet("/units/{code}/programmes", Search).WithTags("Programmes").WithSummary("Projects and campaigns of a subtree").Produces<Page<ProgrammeView>>();
        api.MapGet("/public/units/{code}/programmes", Public).WithTags("Public").AllowAnonymous().WithSummary("A unit's projects and campaigns, with what they came to").Produces<Page<ProgrammeView>>();
        var programme = api.MapGroup("/programmes/{id}").WithTags("Programmes");
        programme.MapGet("", View).WithSummary("One project or campaign").Produces<ProgrammeView>();
        programme.MapPatch("", Edit).WithSummary("Brand, office, funds, services, anchor, counters").Produces<ProgrammeView>();
        programme.MapPost("/outcomes", Count).WithSummary("How far a counter of its own stands").Produces<ProgrammeView>();
        programme.MapPost("/close", Close).WithSummary("It is over").Produces<ProgrammeView>();
    }

    internal sealed record OutcomeRequest(string? Name, long? Count);

    private static async Task<IResult> Add(string code, [FromBody] SetProgramme command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Answer.Created(context, await Grain(grains, code).AddProgramme(context.Operation(command), command), view => $"/api/v1/programmes/{view.Id}", view => view.Version);

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? kind = null, string? status = null, string? q = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = new ItemQuery
        {
            Kind = "programme", Under = await directory.PathOf(code, cancellation), Category = kind, Statuses = status?.Split(',') ?? [], Words = q, Order = ItemOrder.Id,
            After = after, Limit = Paging.Clamp(limit),
        };
        if (Exports.Wanted(context, format, out var wanted))
            return Exports.File(wanted, "programmes", Columns, store.All(query, cancellation).Select(row => ItemKinds.Read<Programme>(row).View()));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<ProgrammeView>([.. page.Items.Select(row => ItemKinds.Read<Programme>(row).View())], page.Next));
    }

    private static async Task<IResult> Public(string code, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await directory.PathOf(code, cancellation) is null)
            return Answer.From(Refusal.NotFound("unit", code));
        var page = await store.Search(new() { Kind = "programme", Stream = Ids.UnitStream(code), Open = true, Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Cached.Json(context, new Page<ProgrammeView>([.. page.Items.Select(row => ItemKinds.Read<Programme>(row).View())], page.Next), seconds: 60);
    }

    private static Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, grains, rights, Rights.Staff, programmes => programmes.ViewProgramme(id), cancellation);

    private static async Task<IResult> Edit(string id, [FromBody] SetProgramme edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        context.LacksIfMatch()
            ? Answer.IfMatchMissing()
            : await On(id, context, grains, rights, Rights.Desk, programmes => programmes.EditProgramme(context.Operation(edit), id, edit), cancellation);

    private static async Task<IResult> Count(string id, [FromBody] OutcomeRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        request is { Name: { } name, Count: { } count }
            ? await On(id, context, grains, rights, Rights.Desk, programmes => programmes.CountOutcome(context.Operation(request), id, new(name.Trim(), count)), cancellation)
            : Answer.Malformed("count", "Which counter, and how far it stands.");

    private static Task<IResult> Close(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, grains, rights, Rights.Desk, programmes => programmes.CloseProgramme(context.Operation(), id), cancellation);

    private static IProgrammeGrain Grain(IGrainFactory grains, string unit) => grains.Owner<IProgrammeGrain>(Ids.UnitStream(unit));

    private static async Task<IResult> On(
        string id, HttpContext context, IGrainFactory grains, Rights rights, Role[] roles, Func<IProgrammeGrain, Task<Result<ProgrammeView>>> act, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'J'))
            return Answer.From(Refusal.NotFound("programme", id));
        return await rights.Require(context.Caller(), Ids.Owner(id), roles, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Answer.Ok(context, await act(Grain(grains, Ids.Owner(id))), view => view.Version);
    }

    private static readonly IReadOnlyList<(string, Func<ProgrammeView, object?>)> Columns =
    [
        ("id", p => p.Id), ("unit", p => p.Unit), ("kind", p => Kernel.Json.Name(p.Kind)), ("name", p => p.Name), ("brand", p => p.Brand), ("office", p => p.Office),
        ("funding", p => Kernel.Json.Name(p.Funding)), ("status", p => Kernel.Json.Name(p.Status)), ("from", p => p.From), ("until", p => p.Until), ("held", p => p.Held),
        ("served", p => p.Served), ("counters", p => string.Join('、', p.Counters.Select(c => $"{c.Name} {c.Count}{c.Measure}"))),
    ];
}

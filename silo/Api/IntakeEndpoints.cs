using Microsoft.AspNetCore.Mvc;
using Practice.Intake;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Wish trees, walls, mailboxes and codes, and the openings of their boxes.</summary>
internal static class IntakeEndpoints
{
    public static void MapIntake(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/intake-points", Add).WithTags("Intake").WithSummary("心愿树, 心愿墙, 雷锋信箱, 心愿码: a place where needs are left").Produces<IntakePointView>(201);
        api.MapGet("/units/{code}/intake-points", List).WithTags("Intake").WithSummary("The unit's own, with openings owed and to come").Produces<Page<IntakePointView>>();
        var point = api.MapGroup("/intake-points/{id}").WithTags("Intake");
        point.MapGet("", View).WithSummary("One intake point").Produces<IntakePointView>();
        point.MapPatch("", Edit).WithSummary("Name, keeper, place, opening schedule").Produces<IntakePointView>();
        point.MapPost("/retire", Retire).WithSummary("It is no longer in use").Produces<IntakePointView>();
        point.MapPost("/openings", Start).WithSummary("开箱: two people open it; one opening at a time").Produces<OpeningView>(201);
        point.MapGet("/openings", Openings).WithSummary("Openings of the box, newest first").Produces<Page<OpeningView>>();
        point.MapGet("/openings/{opening}", ViewOpening).WithSummary("One opening: slips counted, entered, void").Produces<OpeningView>();
        point.MapPost("/openings/{opening}/void", Void).WithSummary("A slip that becomes no need").Produces<OpeningView>();
        point.MapPost("/openings/{opening}/close", Close).WithSummary("Close it; refused until counted = entered + void").Produces<OpeningView>();
    }

    internal sealed record CloseOpeningRequest(int? Counted);

    internal static IIntakeGrain Grain(IGrainFactory grains, string unit) => grains.Owner<IIntakeGrain>(Ids.UnitStream(unit));

    private static async Task<IResult> Add(string code, [FromBody] SetIntakePoint command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Created(context, await Grain(grains, code).AddIntakePoint(context.Operation(command), command), view => $"/api/v1/intake-points/{view.Id}", view => view.Version);
    }

    private static async Task<IResult> List(string code, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Results.Ok(new Page<IntakePointView>(await Grain(grains, code).IntakePoints(), null));

    private static Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Staff, async () => Answer.Ok(context, await Grain(grains, Ids.Owner(id)).ViewIntakePoint(id), view => view.Version), cancellation);

    private static async Task<IResult> Edit(string id, [FromBody] SetIntakePoint edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        context.LacksIfMatch()
            ? Answer.IfMatchMissing()
            : await On(id, context, rights, Rights.Desk, async () => Answer.Ok(context, await Grain(grains, Ids.Owner(id)).EditIntakePoint(context.Operation(edit), id, edit), view => view.Version), cancellation);

    private static Task<IResult> Retire(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Desk, async () => Answer.Ok(context, await Grain(grains, Ids.Owner(id)).RetireIntakePoint(context.Operation(), id), view => view.Version), cancellation);

    private static Task<IResult> Start(string id, [FromBody] StartOpening command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Desk, async () => Answer.Created(context, await Grain(grains, Ids.Owner(id)).StartOpening(context.Operation(command), id, command),
            view => $"/api/v1/intake-points/{id}/openings/{view.Id}", view => view.Version), cancellation);

    private static Task<IResult> Openings(
        string id, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? status = null, int? limit = null, string? after = null, string? format = null) =>
        On(id, context, rights, Rights.Staff, async () =>
        {
            var query = new ItemQuery
            {
                Kind = "opening", Stream = Ids.UnitStream(Ids.Owner(id)), Category = id, Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
                After = after, Limit = Paging.Clamp(limit),
            };
            if (Exports.Wanted(context, format, out var kind))
                return Exports.File(kind, "openings", Columns, store.All(query, cancellation).Select(row => IntakeViews.Of(ItemKinds.Read<Opening>(row))));
            var page = await store.Search(query, cancellation);
            return Results.Ok(new Page<OpeningView>([.. page.Items.Select(row => IntakeViews.Of(ItemKinds.Read<Opening>(row)))], page.Next));
        }, cancellation);

    private static Task<IResult> ViewOpening(string id, string opening, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        OnOpening(id, opening, context, grains, rights, Rights.Staff, intake => intake.ViewOpening(opening), cancellation);

    private static Task<IResult> Void(string id, string opening, [FromBody] VoidSlip command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        OnOpening(id, opening, context, grains, rights, Rights.Desk, intake => intake.VoidSlip(context.Operation(command), opening, command), cancellation);

    private static Task<IResult> Close(string id, string opening, [FromBody] CloseOpeningRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        OnOpening(id, opening, context, grains, rights, Rights.Desk, intake => intake.CloseOpening(context.Operation(request), opening, request.Counted), cancellation);

    private static Task<IResult> OnOpening(
        string id, string opening, HttpContext context, IGrainFactory grains, Rights rights, Role[] roles, Func<IIntakeGrain, Task<Result<OpeningView>>> act, CancellationToken cancellation) =>
        On(id, context, rights, roles, async () => Ids.PointOfOpening(opening) == id
            ? Answer.Ok(context, await act(Grain(grains, Ids.Owner(id))), view => view.Version)
            : Answer.From(Refusal.NotFound("opening", opening)), cancellation);

    private static async Task<IResult> On(string id, HttpContext context, Rights rights, Role[] roles, Func<Task<IResult>> act, CancellationToken cancellation)
    {
        if (!Ids.IsIntakePoint(id))
            return Answer.From(Refusal.NotFound("intakePoint", id));
        return await rights.Require(context.Caller(), Ids.Owner(id), roles, cancellation) is { } refusal ? Answer.From(refusal) : await act();
    }

    private static readonly IReadOnlyList<(string, Func<OpeningView, object?>)> Columns =
    [
        ("id", o => o.Id), ("point", o => o.Point), ("status", o => Json.Name(o.Status)), ("openedBy", o => string.Join(' ', o.OpenedBy)), ("openedAt", o => o.OpenedAt),
        ("counted", o => o.Counted), ("entered", o => o.Entered), ("void", o => o.Void.Length), ("closedAt", o => o.ClosedAt),
    ];
}

using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Months;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>The month: open, confirm, publish, correct by a note.</summary>
internal static class MonthEndpoints
{
    public static void MapMonths(this RouteGroupBuilder api)
    {
        var month = api.MapGroup("/units/{code}/months/{month}").WithTags("Months");
        month.MapPost("/open", Open).WithSummary("Gather what is open and plan for it; goes on by itself").Produces<MonthView>(202);
        month.MapGet("", View).WithSummary("The month, its plan and its gaps").Produces<MonthView>();
        month.MapPost("/confirm", Confirm).WithSummary("Send the plan's offers; goes on by itself").Produces<MonthView>(202);
        month.MapGet("/draft", Draft).WithSummary("The month's last day on one screen: what would be published, what is owed, promises filled in").Produces<MonthDraft>();
        month.MapPost("/promises", PromiseMany).WithSummary("Steps and dates for many needs, all or none").Produces<MonthOwed>();
        month.MapPost("/publish", Publish).WithSummary("张榜公示: complete or not at all, and never changed").Produces<PublicationView>(201);
        api.MapPost("/units/{code}/publications/{month}/notes", AddNote).WithTags("Months").WithSummary("A correction, added below").Produces<PublicationView>(201);
    }

    private static async Task<IResult> Open(string code, string month, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await On(code, month, context, rights, Rights.Desk,
            async m => Answer.Accepted(await Grain(grains, code).OpenMonth(context.Operation(), m), view => $"/api/v1/units/{code}/months/{view.Month}"), cancellation);

    private static async Task<IResult> View(string code, string month, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await On(code, month, context, rights, Rights.Staff, async m => Answer.Ok(context, await Grain(grains, code).ViewMonth(m), view => view.Version), cancellation);

    private static async Task<IResult> Confirm(
        string code, string month, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation, [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] ConfirmMonth? command = null) =>
        await On(code, month, context, rights, Rights.Desk,
            async m => Answer.Accepted(await Grain(grains, code).ConfirmMonth(context.Operation(command), m, command ?? new()), view => $"/api/v1/units/{code}/months/{view.Month}"),
            cancellation);

    private static async Task<IResult> Draft(string code, string month, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await OnLastDay(code, month, context, rights, Rights.Staff, async m => Answer.Ok(context, await Grain(grains, code).DraftMonth(m)), cancellation);

    private static async Task<IResult> PromiseMany(
        string code, string month, [FromBody] PromiseMany command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await OnLastDay(code, month, context, rights, Rights.Desk,
            async m => Answer.Ok(context, await Grain(grains, code).PromiseMany(context.Operation(command), m, command)), cancellation);

    // Whoever holds a role only above publishes for a unit that is late, and says why; a deputy of its head publishes as that.
    private static async Task<IResult> Publish(
        string code, string month, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] ReasonRequest? request = null) =>
        await OnLastDay(code, month, context, rights, Rights.Desk, async m =>
        {
            var by = Rights.Acting(context.Caller(), (await directory.PathOf(code, cancellation))!, Rights.Desk);
            var unit = Grain(grains, code);
            var published = by is null ? await unit.PublishByDeputy(context.Operation(request), m)
                : by == code ? await unit.Publish(context.Operation(request), m)
                : await unit.PublishFor(context.Operation(request), m, new(by, request?.Reason ?? ""));
            return Answer.Created(context, published, view => $"/api/v1/public/units/{code}/publications/{view.Month}");
        }, cancellation);

    private sealed record NoteRequest(string? Text);

    private static async Task<IResult> AddNote(string code, string month, [FromBody] NoteRequest note, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await On(code, month, context, rights, Rights.Desk,
            async m => Answer.Created(context, await Grain(grains, code).AddNote(context.Operation(note), m, note.Text ?? ""), view => $"/api/v1/public/units/{code}/publications/{view.Month}"),
            cancellation);

    // The month's last day is done by the desk, or by a deputy of the unit's head in his time.
    private static async Task<IResult> OnLastDay(
        string code, string month, HttpContext context, Rights rights, Role[] roles, Func<YearMonth, Task<IResult>> act, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, roles, cancellation) is { } refusal && !await rights.IsUnitDeputy(context.Caller(), code, cancellation))
            return Answer.From(refusal);
        return await Parsed(month, act);
    }

    internal static IMonthGrain Grain(IGrainFactory grains, string code) => grains.Owner<IMonthGrain>(Ids.UnitStream(code));

    internal static async Task<IResult> On(
        string code, string month, HttpContext context, Rights rights, Role[] roles, Func<YearMonth, Task<IResult>> act, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, roles, cancellation) is { } refusal)
            return Answer.From(refusal);
        return await Parsed(month, act);
    }

    private static async Task<IResult> Parsed(string month, Func<YearMonth, Task<IResult>> act) =>
        YearMonth.TryParse(month, out var parsed) && parsed.Year is >= 2000 and < 2200 ? await act(parsed) : Answer.Malformed("month", "A month is written yyyy-MM.");
}

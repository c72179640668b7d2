using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Calendars;
using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>走访: plans for rest days, and records of what was found.</summary>
internal static class VisitEndpoints
{
    public static void MapVisits(this RouteGroupBuilder api)
    {
        var unit = api.MapGroup("/units/{code}").WithTags("Intake");
        unit.MapPost("/visit-plans", Plan).WithSummary("A weekly round of doors on a rest day").Produces<VisitPlanView>(201);
        unit.MapGet("/visit-plans", Plans).WithSummary("Plans and their days in a month, as the calendar in force has them").Produces<Page<VisitPlanView>>();
        unit.MapPost("/visits", Record).WithSummary("A round that was made, and the needs that came of it").Produces<VisitView>(201);
        unit.MapGet("/visits", Visits).WithSummary("Rounds that were made").Produces<Page<VisitView>>();
        api.MapGet("/visit-plans/{id}", View).WithTags("Intake").WithSummary("One plan").Produces<VisitPlanView>();
        api.MapPatch("/visit-plans/{id}", Edit).WithTags("Intake").WithSummary("Area, day, begin and end").Produces<VisitPlanView>();
    }

    /// <param name="Needs">Their channel is the visit; title and category are required.</param>
    internal sealed record VisitRequest(string? Plan, DateOnly? On, string? Area, int? Households, int? Visitors, ImmutableArray<NeedRequest>? Needs);

    private static async Task<IResult> Plan(string code, [FromBody] SetVisitPlan command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Created(context, await IntakeEndpoints.Grain(grains, code).AddVisitPlan(context.Operation(command), command), view => $"/api/v1/visit-plans/{view.Id}", view => view.Version);
    }

    private static async Task<IResult> Plans(
        string code, HttpContext context, IGrainFactory grains, Rights rights, DomainClock clock, CancellationToken cancellation, string? month = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Month(month, clock) is { } asked
            ? Results.Ok(new Page<VisitPlanView>(await IntakeEndpoints.Grain(grains, code).VisitPlans(asked), null))
            : Answer.Malformed("month", "A month is written yyyy-MM, from 2000 on.");
    }

    private static async Task<IResult> View(
        string id, HttpContext context, IGrainFactory grains, Rights rights, DomainClock clock, CancellationToken cancellation, string? month = null)
    {
        if (!Ids.IsItem(id, 'Z'))
            return Answer.From(Refusal.NotFound("visitPlan", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Month(month, clock) is { } asked
            ? Answer.Ok(context, await IntakeEndpoints.Grain(grains, Ids.Owner(id)).ViewVisitPlan(id, asked), view => view.Version)
            : Answer.Malformed("month", "A month is written yyyy-MM, from 2000 on.");
    }

    private static async Task<IResult> Edit(string id, [FromBody] SetVisitPlan edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        if (!Ids.IsItem(id, 'Z'))
            return Answer.From(Refusal.NotFound("visitPlan", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await IntakeEndpoints.Grain(grains, Ids.Owner(id)).EditVisitPlan(context.Operation(edit), id, edit), view => view.Version);
    }

    private static async Task<IResult> Record(
        string code, [FromBody] VisitRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (await rights.Require(caller, code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (request.On is not { } on || request.Households is not { } households)
            return Answer.Malformed("on", "A record names the day and how many households were visited.");
        var needs = ImmutableArray.CreateBuilder<SubmitNeed>();
        foreach (var need in request.Needs is { IsDefault: false } given ? given : [])
        {
            if (need is null)
                return Answer.Malformed("needs", "A need is an object.");
            if (NeedForms.Read(need with { Channel = Channel.Visit }, vault, caller, desk: true, out var command) is { } refused)
                return refused;
            needs.Add(command);
        }

        var recorded = await IntakeEndpoints.Grain(grains, code).RecordVisit(context.Operation(request), new()
        {
            Plan = request.Plan, On = on, Area = request.Area, Households = households, Visitors = request.Visitors ?? 1, Needs = needs.ToImmutable(),
        });
        return Answer.Created(context, recorded, _ => $"/api/v1/units/{code}/visits", view => view.Version);
    }

    private static async Task<IResult> Visits(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? month = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = new ItemQuery { Kind = "visit", Under = await directory.PathOf(code, cancellation), Month = month, After = after, Limit = Paging.Clamp(limit) };
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "visits", Columns, store.All(query, cancellation).Select(row => IntakeViews.Of(ItemKinds.Read<Visit>(row))));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<VisitView>([.. page.Items.Select(row => IntakeViews.Of(ItemKinds.Read<Visit>(row)))], page.Next));
    }

    private static YearMonth? Month(string? text, DomainClock clock) => text is null ? ChinaTime.MonthOf(clock.Now)
        : YearMonth.TryParse(text, out var month) && month.Year is >= 2000 and < 2200 ? month : null;

    private static readonly IReadOnlyList<(string, Func<VisitView, object?>)> Columns =
    [
        ("id", v => v.Id), ("unit", v => v.Unit), ("on", v => v.On), ("area", v => v.Area), ("households", v => v.Households), ("visitors", v => v.Visitors),
        ("restDay", v => v.RestDay), ("needs", v => v.Needs.Length),
    ];
}

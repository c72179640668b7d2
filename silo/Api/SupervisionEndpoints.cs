using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>督办: what is late, how far it has climbed, and the interviews that a person decides on.</summary>
internal static class SupervisionEndpoints
{
    private static readonly Role[] Supervisors = [Role.Supervisor];

    public static void MapSupervision(this RouteGroupBuilder api)
    {
        var unit = api.MapGroup("/units/{code}").WithTags("Supervision");
        unit.MapGet("/supervision", Late).WithSummary("What is late in the subtree and how far it has climbed, oldest first").Produces<Page<SupervisionLine>>();
        unit.MapGet("/interviews", Interviews).WithSummary("约谈: decided, held, looked at again").Produces<Page<InterviewView>>();
        unit.MapGet("/interviews/proposals", Proposals).WithSummary("Units whose cases propose an interview; a person decides").Produces<Page<DecideInterview>>();
        unit.MapPost("/interviews", Decide).WithSummary("Decide on an interview").Produces<InterviewView>(201);
        unit.MapPost("/interviews/{n:int}/minutes", Hold).WithSummary("Minutes, commitments, the day of the re-check").Produces<InterviewView>();
        unit.MapPost("/interviews/{n:int}/recheck", Recheck).WithSummary("Whether the commitments were kept").Produces<InterviewView>();
    }

    /// <param name="Step">How far it has climbed.</param>
    /// <param name="Lead">Who has the lead now: one level up once it is escalated.</param>
    internal sealed record SupervisionLine(
        string Need, string Unit, string Title, string Category, Urgency Urgency, NeedStatus Status, LadderStep Step, string Lead, DateTimeOffset? DueAt, int BrokenPromises);

    private static async Task<IResult> Late(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, ITermsSource source, DomainClock clock, CancellationToken cancellation,
        int? limit = null, string? after = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var path = (await directory.PathOf(code, cancellation))!;
        var terms = await source.For(path);
        var page = await store.Search(
            new() { Kind = "need", Under = path, Open = true, DueBefore = clock.Now, Order = ItemOrder.Due, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        var lines = ImmutableArray.CreateBuilder<SupervisionLine>();
        foreach (var need in page.Items.Select(ItemKinds.Read<Need>))
            if (LadderRules.StepOf(need, terms, clock.Now) is var step and not LadderStep.None && await directory.PathOf(Ids.Owner(need.Id), cancellation) is { } way)
                lines.Add(new(need.Id, Ids.Owner(need.Id), need.Title, need.Category, need.Urgency, need.Status, step, LadderRules.LeadOf(need, way, step), need.Limit, need.BrokenPromises));
        return Results.Ok(new Page<SupervisionLine>(lines.ToImmutable(), page.Next));
    }

    private static async Task<IResult> Interviews(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var page = await store.Search(new() { Kind = "interview", Stream = Ids.UnitStream(code), Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Results.Ok(new Page<InterviewView>([.. page.Items.Select(row => ItemKinds.Read<Interview>(row).View())], page.Next));
    }

    private static async Task<IResult> Proposals(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, ITermsSource source, DomainClock clock, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var path = (await directory.PathOf(code, cancellation))!;
        var terms = await source.For(path);
        var listed = new List<Need>();
        await foreach (var row in store.All(new() { Kind = "need", Under = path, Open = true, DueBefore = clock.Now, Order = ItemOrder.Due }, cancellation))
            if (ItemKinds.Read<Need>(row) is var need && Ids.Owner(need.Id) != code && LadderRules.StepOf(need, terms, clock.Now) == LadderStep.Listed)
                listed.Add(need);
        var open = new List<Interview>();
        await foreach (var row in store.All(new() { Kind = "interview", Stream = Ids.UnitStream(code), Open = true, Order = ItemOrder.Id }, cancellation))
            open.Add(ItemKinds.Read<Interview>(row));
        return Results.Ok(new Page<DecideInterview>(InterviewRules.Proposals(listed, open), null));
    }

    private static async Task<IResult> Decide(
        string code, [FromBody] DecideInterview command, HttpContext context, IGrainFactory grains, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Supervisors, cancellation) is { } refusal)
            return Answer.From(refusal);
        var path = await directory.PathOf(code, cancellation);
        if (await directory.PathOf(command.Unit ?? "", cancellation) is not { } below || !below.StartsWith(path!, StringComparison.Ordinal))
            return Answer.From(Refusal.Rule("unit.notBelow", "An interview is held with the head of a unit below."));
        return Answer.Created(context, await Grain(grains, code).DecideInterview(context.Operation(command), command), view => $"/api/v1/units/{code}/interviews/{view.N}", view => view.Version);
    }

    private static Task<IResult> Hold(string code, int n, [FromBody] HoldInterview command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(code, context, rights, async () => Answer.Ok(context, await Grain(grains, code).HoldInterview(context.Operation(command), n, command), view => view.Version), cancellation);

    private static Task<IResult> Recheck(string code, int n, [FromBody] RecheckInterview command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(code, context, rights, async () => Answer.Ok(context, await Grain(grains, code).RecheckInterview(context.Operation(command), n, command), view => view.Version), cancellation);

    private static async Task<IResult> On(string code, HttpContext context, Rights rights, Func<Task<IResult>> act, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Supervisors, cancellation) is { } refusal ? Answer.From(refusal) : await act();

    private static ISupervisionGrain Grain(IGrainFactory grains, string code) => grains.Owner<ISupervisionGrain>(Ids.UnitStream(code));
}

using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
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

    private static readonly string[] Steps = [.. Enum.GetValues<LadderStep>().Where(step => step != LadderStep.None).Select(Kernel.Json.Name)];

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
    /// <param name="Rungs">The steps that were taken, each with its hour.</param>
    internal sealed record SupervisionLine(
        string Need, string Unit, string Title, string Category, Urgency Urgency, NeedStatus Status, LadderStep Step, string Lead, DateTimeOffset? DueAt, int BrokenPromises,
        ImmutableArray<Rung> Rungs);

    // As the units have written it down: a broken promise stands here whatever its need's limit is, and what waits for the resident does not.
    private static async Task<IResult> Late(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? step = null, int? limit = null, string? after = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var steps = step is null ? Steps : step.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (steps.Length == 0 || steps.Except(Steps).Any())
            return Answer.Malformed("step", $"One or more of {string.Join(", ", Steps)}.");
        var page = await store.Search(
            new()
            {
                Kind = "climb", Under = await directory.PathOf(code, cancellation), Open = true, Statuses = steps, Order = ItemOrder.Due, After = after, Limit = Paging.Clamp(limit),
            }, cancellation);
        return Results.Ok(new Page<SupervisionLine>([.. page.Items.Select(row => Line(ItemKinds.Read<Climb>(row)))], page.Next));
    }

    private static SupervisionLine Line(Climb climb) => new(
        climb.Id, Ids.Owner(climb.Id), climb.Title, climb.Category, climb.Urgency, climb.Status, climb.Step, climb.Lead, climb.Limit, climb.BrokenPromises, climb.Rungs);

    private static async Task<IResult> Interviews(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var page = await store.Search(new() { Kind = "interview", Stream = Ids.UnitStream(code), Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Results.Ok(new Page<InterviewView>([.. page.Items.Select(row => ItemKinds.Read<Interview>(row).View())], page.Next));
    }

    private static async Task<IResult> Proposals(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var listed = new List<string>();
        var query = new ItemQuery { Kind = "climb", Under = await directory.PathOf(code, cancellation), Open = true, Statuses = [Kernel.Json.Name(LadderStep.Listed)], Order = ItemOrder.Id };
        await foreach (var row in store.All(query, cancellation))
            if (Ids.Owner(row.Id) != code)
                listed.Add(row.Id);
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

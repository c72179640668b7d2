using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Programmes;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>重点任务分解: a task, each unit's share of it, and how far it is.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this RouteGroupBuilder api)
    {
        var tasks = api.MapGroup("/units/{code}/tasks").WithTags("Tasks");
        tasks.MapPost("", Add).WithSummary("A task with its quantity and deadline").Produces<TaskView>(201);
        tasks.MapGet("", Search).WithSummary("The unit's shares of tasks, by deadline").Produces<Page<TaskView>>();
        tasks.MapGet("/{task}", View).WithSummary("The unit's share of a task, its parts and their progress").Produces<TaskView>();
        tasks.MapPatch("/{task}", Edit).WithSummary("Title, quantity, deadline, where it was set up").Produces<TaskView>();
        tasks.MapGet("/{task}/shares", Shares).WithSummary("Every share of a task in the subtree").Produces<Page<TaskView>>();
        tasks.MapPut("/{task}/parts", Divide).WithSummary("Divide the share: to units right below, teams, people").Produces<TaskView>();
        tasks.MapPost("/{task}/parts/{n:int}/done", Count).WithSummary("How much of a team's or people's part is done").Produces<TaskView>();
        tasks.MapPost("/{task}/withdraw", Withdraw).WithSummary("Take the whole back").Produces<TaskView>();
    }

    internal sealed record PartsRequest(ImmutableArray<GivePart> Parts);

    internal sealed record PartDone(int? Done);

    private static async Task<IResult> Add(string code, [FromBody] SetTask command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Answer.Created(context, await Grain(grains, code).AddTask(context.Operation(command), command), view => $"/api/v1/units/{code}/tasks/{view.Id}", view => view.Version);

    private static async Task<IResult> Search(
        string code, HttpContext context, IUnitStore store, Rights rights, DomainClock clock, CancellationToken cancellation,
        string? status = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        return await List(context, store, new()
        {
            Kind = "task", Stream = Ids.UnitStream(code), Statuses = status?.Split(',') ?? [], Order = ItemOrder.Due, After = after, Limit = Paging.Clamp(limit),
        }, clock, format, cancellation);
    }

    private static async Task<IResult> Shares(
        string code, string task, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, DomainClock clock, CancellationToken cancellation,
        int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Ids.IsItem(task, 'Q')
            ? await List(context, store, new()
            {
                Kind = "task", Under = await directory.PathOf(code, cancellation), Category = task, Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit),
            }, clock, format, cancellation)
            : Answer.From(Refusal.NotFound("task", task));
    }

    private static async Task<IResult> List(HttpContext context, IUnitStore store, ItemQuery query, DomainClock clock, string? format, CancellationToken cancellation)
    {
        var now = clock.Now;
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "tasks", Columns, store.All(query, cancellation).Select(row => Of(row, now)));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<TaskView>([.. page.Items.Select(row => Of(row, now))], page.Next));
    }

    private static TaskView Of(ItemRow row, DateTimeOffset now) => ItemKinds.Read<TaskShare>(row).View(row.Stream["unit-".Length..], now);

    private static Task<IResult> View(string code, string task, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(code, task, context, grains, rights, Rights.Staff, tasks => tasks.ViewTask(task), cancellation);

    private static async Task<IResult> Edit(string code, string task, [FromBody] SetTask edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        context.LacksIfMatch() ? Answer.IfMatchMissing() : await On(code, task, context, grains, rights, Rights.Desk, tasks => tasks.EditTask(context.Operation(edit), task, edit), cancellation);

    private static async Task<IResult> Divide(string code, string task, [FromBody] PartsRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        context.LacksIfMatch()
            ? Answer.IfMatchMissing()
            : await On(code, task, context, grains, rights, Rights.Desk, tasks => tasks.DivideTask(context.Operation(request), task, request.Parts), cancellation);

    private static async Task<IResult> Count(string code, string task, int n, [FromBody] PartDone request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        request.Done is { } done
            ? await On(code, task, context, grains, rights, Rights.Desk, tasks => tasks.CountPart(context.Operation(request), task, n, done), cancellation)
            : Answer.Malformed("done", "How much of the part is done.");

    private static Task<IResult> Withdraw(string code, string task, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(code, task, context, grains, rights, Rights.Desk, tasks => tasks.WithdrawTask(context.Operation(), task), cancellation);

    private static ITaskGrain Grain(IGrainFactory grains, string unit) => grains.Owner<ITaskGrain>(Ids.UnitStream(unit));

    private static async Task<IResult> On(
        string code, string task, HttpContext context, IGrainFactory grains, Rights rights, Role[] roles, Func<ITaskGrain, Task<Result<TaskView>>> act, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, roles, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Ids.IsItem(task, 'Q') ? Answer.Ok(context, await act(Grain(grains, code)), view => view.Version) : Answer.From(Refusal.NotFound("task", task));
    }

    private static readonly IReadOnlyList<(string, Func<TaskView, object?>)> Columns =
    [
        ("id", t => t.Id), ("unit", t => t.Unit), ("title", t => t.Title), ("quantity", t => t.Quantity), ("measure", t => t.Measure), ("deadline", t => t.Deadline), ("done", t => t.Done),
        ("left", t => t.Left), ("status", t => Kernel.Json.Name(t.Status)),
        ("parts", t => string.Join('、', t.Parts.Select(p => $"{p.To ?? string.Join('，', p.People)} {p.Done}/{p.Quantity}"))),
    ];
}

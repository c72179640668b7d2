using Microsoft.AspNetCore.Mvc;
using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>A call in two fields, kept until it is made a need.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/drafts", Take).WithTags("Intake").WithSummary("电话速记: a telephone and one line").Produces<NeedDraftView>(201);
        api.MapGet("/units/{code}/drafts", List).WithTags("Intake").WithSummary("Calls that wait to be completed; never counted as needs").Produces<Page<NeedDraftView>>();
        var draft = api.MapGroup("/drafts/{id}").WithTags("Intake");
        draft.MapGet("", View).WithSummary("One call").Produces<NeedDraftView>();
        draft.MapGet("/contact", Contact).WithSummary("The caller's telephone; leaves an access record").Produces<PersonDetails>();
        draft.MapPost("/complete", Complete).WithSummary("It becomes a need, received when the call came").Produces<NeedView>(201);
        draft.MapPost("/discard", Discard).WithSummary("It becomes no need, for a reason").Produces<NeedDraftView>();
    }

    internal sealed record DraftRequest(string? Phone, string? Line);

    private static async Task<IResult> Take(
        string code, [FromBody] DraftRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (string.IsNullOrWhiteSpace(request.Phone))
            return Answer.Malformed("phone", "The telephone to call back is required.");
        if (ContactSealing.Seal(vault, new(null, request.Phone), out var contact) is { } bad)
            return Answer.From(bad);
        var taken = await IntakeEndpoints.Grain(grains, code).TakeDraft(context.Operation(request), new(request.Line ?? "", contact));
        return Answer.Created(context, taken, view => $"/api/v1/drafts/{view.Id}", view => view.Version);
    }

    private static async Task<IResult> List(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? status = null, int? limit = null, string? after = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var page = await store.Search(new()
        {
            Kind = "needDraft", Stream = Ids.UnitStream(code), Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [Json.Name(DraftStatus.Open)],
            Order = ItemOrder.Oldest, After = after, Limit = Paging.Clamp(limit),
        }, cancellation);
        return Results.Ok(new Page<NeedDraftView>([.. page.Items.Select(row => IntakeViews.Of(ItemKinds.Read<NeedDraft>(row)))], page.Next));
    }

    private static Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Staff, async () => Answer.Ok(context, await IntakeEndpoints.Grain(grains, Ids.Owner(id)).ViewDraft(id), view => view.Version), cancellation);

    /// <summary>Operators never see details; the desk does, and it is written down.</summary>
    private static Task<IResult> Contact(string id, HttpContext context, IGrainFactory grains, IUnitStore store, PersonVault vault, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Desk, async () =>
        {
            var caller = context.Caller();
            if (!await rights.May(caller with { Grants = caller.Grants.RemoveAll(grant => grant.Role == Role.Operator) }, Ids.Owner(id), Rights.Desk, cancellation))
                return Answer.From(Refusal.Forbidden("An operator does not see how to reach people."));
            return await ContactSealing.Open(context, store, vault, await IntakeEndpoints.Grain(grains, Ids.Owner(id)).DraftContactRef(context.Operation(), id), id, cancellation);
        }, cancellation);

    private static Task<IResult> Complete(
        string id, [FromBody] NeedRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Desk, async () =>
        {
            // The line is the title where none is given, and it came by telephone.
            var filled = request with { Title = string.IsNullOrWhiteSpace(request.Title) ? "-" : request.Title, Channel = request.Channel ?? Channel.Phone };
            if (NeedForms.Read(filled, vault, context.Caller(), desk: true, out var command) is { } refused)
                return refused;
            var made = await IntakeEndpoints.Grain(grains, Ids.Owner(id)).CompleteDraft(context.Operation(request), id, command with { Title = request.Title ?? "" });
            return Answer.Created(context, made, view => $"/api/v1/needs/{view.Id}", view => view.Version);
        }, cancellation);

    private static Task<IResult> Discard(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, rights, Rights.Desk, async () =>
            Answer.Ok(context, await IntakeEndpoints.Grain(grains, Ids.Owner(id)).DiscardDraft(context.Operation(request), id, request.Reason ?? ""), view => view.Version), cancellation);

    private static async Task<IResult> On(string id, HttpContext context, Rights rights, Role[] roles, Func<Task<IResult>> act, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'D'))
            return Answer.From(Refusal.NotFound("draft", id));
        return await rights.Require(context.Caller(), Ids.Owner(id), roles, cancellation) is { } refusal ? Answer.From(refusal) : await act();
    }
}

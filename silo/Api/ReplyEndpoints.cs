using Microsoft.AspNetCore.Mvc;
using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>What is owed upwards: answers to the hotline and to whoever assigned a need; calls to needs that only their desk has seen.</summary>
internal static class ReplyEndpoints
{
    public static void MapReplies(this RouteGroupBuilder api)
    {
        api.MapPost("/needs/{id}/reply", Reply).WithTags("Needs").WithSummary("回复 12345 或交办单位: the words that go back outside").Produces<NeedView>();
        api.MapGet("/units/{code}/replies", Replies).WithTags("Inbox").WithSummary("Replies owed outside, soonest first; to export").Produces<Page<ReplyView>>();
        api.MapGet("/units/{code}/samples", Samples).WithTags("Inbox").WithSummary("抽查回访: needs that this unit was asked to call back").Produces<Page<SampleView>>();
    }

    internal sealed record ReplyRequest(string? Text);

    private static Task<IResult> Reply(string id, [FromBody] ReplyRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        NeedEndpoints.OnDesk(id, context, grains, rights, Rights.Desk,
            _ => IntakeEndpoints.Grain(grains, Ids.Owner(id)).Reply(context.Operation(request), id, request.Text ?? ""), cancellation);

    private static async Task<IResult> Replies(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, DomainClock clock, CancellationToken cancellation,
        string? status = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var owed = status is null or "owed";
        var query = new ItemQuery
        {
            Kind = "reply", Under = await directory.PathOf(code, cancellation), Statuses = status is null ? ["owed"] : status.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Order = owed ? ItemOrder.Due : ItemOrder.Newest, After = after, Limit = Paging.Clamp(limit),
        };
        var now = clock.Now;
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "replies", Columns, store.All(query, cancellation).Select(row => IntakeViews.Of(ItemKinds.Read<OutsideReply>(row), now)));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<ReplyView>([.. page.Items.Select(row => IntakeViews.Of(ItemKinds.Read<OutsideReply>(row), now))], page.Next));
    }

    private static async Task<IResult> Samples(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? status = null, int? limit = null, string? after = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var page = await store.Search(new()
        {
            Kind = "sample", Stream = Ids.UnitStream(code), Statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], After = after, Limit = Paging.Clamp(limit),
        }, cancellation);
        return Results.Ok(new Page<SampleView>([.. page.Items.Select(row => IntakeViews.Of(ItemKinds.Read<CallBackSample>(row)))], page.Next));
    }

    private static readonly IReadOnlyList<(string, Func<ReplyView, object?>)> Columns =
    [
        ("need", r => r.Need), ("unit", r => r.Unit), ("outsideNumber", r => r.OutsideNumber), ("channel", r => Json.Name(r.Channel)), ("replyBy", r => r.ReplyBy),
        ("repliedAt", r => r.RepliedAt), ("late", r => r.Late), ("text", r => r.Text),
    ];
}

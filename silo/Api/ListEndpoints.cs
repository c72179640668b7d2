using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>The four lists of a unit (四张清单): needs, resources, services, fulfilment.</summary>
internal static class ListEndpoints
{
    private static readonly string[] InHand = [.. new[]
    {
        NeedStatus.Dispatching, NeedStatus.Accepted, NeedStatus.InService, NeedStatus.Done, NeedStatus.Rated, NeedStatus.Unfulfilled,
    }.Select(Json.Name)];

    public static void MapLists(this RouteGroupBuilder api)
    {
        var lists = api.MapGroup("/units/{code}/lists").WithTags("Lists");
        lists.MapGet("/needs", Needs).WithSummary("需求清单").Produces<Page<NeedView>>();
        lists.MapGet("/resources", Resources).WithSummary("资源清单").Produces<Page<Practice.Resources.ResourceView>>();
        lists.MapGet("/services", Services).WithSummary("服务清单").Produces<Page<Practice.Services.ServiceView>>();
        lists.MapGet("/fulfilment", Fulfilment).WithSummary("落实清单").Produces<Page<FulfilmentLine>>();
    }

    /// <summary>A line of the fulfilment list: the need, what the plan says, what came of it.</summary>
    internal sealed record FulfilmentLine(
        string Need, string Title, string Category, NeedStatus Status, string? Project, string? Team, int Quantity, DateOnly? Deadline, ImmutableArray<string> Milestones,
        DateTimeOffset? DoneAt, Practice.Needs.RatingView? Rating, ImmutableArray<string> Steps, DateOnly? PromisedDate, int BrokenPromises);

    private static Task<IResult> Needs(
        string code, HttpContext context, IUnitStore store, Rights rights, DomainClock clock, CancellationToken cancellation,
        string? month = null, int? limit = null, string? after = null, string? format = null) =>
        List(code, month, context, rights, async () =>
        {
            var query = Query("need", code, month, limit, after);
            var now = clock.Now;
            if (Exports.Wanted(context, format, out var kind))
                return Exports.File(kind, "need-list", NeedColumns, store.All(query, cancellation).Select(row => NeedViews.Of(ItemKinds.Read<Need>(row), now)));
            var page = await store.Search(query, cancellation);
            return Results.Ok(new Page<NeedView>([.. page.Items.Select(row => NeedViews.Of(ItemKinds.Read<Need>(row), now))], page.Next));
        }, cancellation);

    private static Task<IResult> Resources(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? month = null, int? limit = null, string? after = null, string? format = null) =>
        List(code, month, context, rights, async () => await ResourceEndpoints.List(context, store, Query("resource", code, null, limit, after) with { Open = true }, format,
            await ResourceEndpoints.MaySeeNames(context, rights, code, cancellation), cancellation), cancellation);

    private static Task<IResult> Services(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? month = null, int? limit = null, string? after = null, string? format = null) =>
        List(code, month, context, rights, () => ServiceEndpoints.List(context, store, Query("service", code, null, limit, after) with { Open = true }, format, cancellation), cancellation);

    private static Task<IResult> Fulfilment(
        string code, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, string? month = null, int? limit = null, string? after = null, string? format = null) =>
        List(code, month, context, rights, async () =>
        {
            var query = Query("need", code, month, limit, after) with { Statuses = InHand };
            if (Exports.Wanted(context, format, out var kind))
                return Exports.File(kind, "fulfilment-list", FulfilmentColumns, store.All(query, cancellation).Select(row => Line(ItemKinds.Read<Need>(row))));
            var page = await store.Search(query, cancellation);
            return Results.Ok(new Page<FulfilmentLine>([.. page.Items.Select(row => Line(ItemKinds.Read<Need>(row)))], page.Next));
        }, cancellation);

    private static FulfilmentLine Line(Need need) => new(
        need.Id, need.Title, need.Category, need.Status, need.Allocation?.Project ?? need.Service, need.Allocation?.Team, need.Allocation?.Quantity ?? need.People,
        need.Allocation?.Deadline, need.Allocation is { Milestones.IsDefault: false } planned ? planned.Milestones : [], need.DoneAt, RatingRules.Mean(need.Ratings),
        need.Promise?.Steps ?? [], need.Promise?.PromisedDate, need.BrokenPromises);

    private static ItemQuery Query(string kind, string code, string? month, int? limit, string? after) =>
        new() { Kind = kind, Stream = Ids.UnitStream(code), Month = month, Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) };

    private static async Task<IResult> List(string code, string? month, HttpContext context, Rights rights, Func<Task<IResult>> read, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        return month is null || YearMonth.TryParse(month, out _) ? await read() : Answer.Malformed("month", "A month is written yyyy-MM.");
    }

    private static readonly IReadOnlyList<(string, Func<NeedView, object?>)> NeedColumns =
    [
        ("id", n => n.Id), ("title", n => n.Title), ("category", n => n.Category), ("urgency", n => Json.Name(n.Urgency)), ("channel", n => Json.Name(n.Channel)),
        ("status", n => Json.Name(n.Status)), ("people", n => n.People), ("receivedAt", n => n.ReceivedAt), ("submittedAt", n => n.SubmittedAt), ("supporters", n => n.Supporters),
    ];

    private static readonly IReadOnlyList<(string, Func<FulfilmentLine, object?>)> FulfilmentColumns =
    [
        ("need", l => l.Need), ("title", l => l.Title), ("category", l => l.Category), ("status", l => Json.Name(l.Status)), ("project", l => l.Project), ("team", l => l.Team),
        ("quantity", l => l.Quantity), ("deadline", l => l.Deadline), ("doneAt", l => l.DoneAt), ("rating", l => l.Rating?.Mean), ("ratings", l => l.Rating?.Count),
        ("steps", l => string.Join(' ', l.Steps)), ("promisedDate", l => l.PromisedDate),
    ];
}

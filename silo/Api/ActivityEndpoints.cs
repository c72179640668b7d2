using Microsoft.AspNetCore.Mvc;
using Practice.Activities;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Activities: written by a team or a unit, reviewed by another, published, called off.</summary>
internal static class ActivityEndpoints
{
    public static void MapActivities(this RouteGroupBuilder api)
    {
        api.MapPost("/teams/{id}/activities", FoundByTeam).WithTags("Activities").WithSummary("Draft an activity of the team's own, or one that carries out an order it has accepted").Produces<ActivityView>(201);
        api.MapGet("/teams/{id}/activities", OfTeam).WithTags("Activities").WithSummary("The team's activities, by their next session").Produces<Page<ActivityView>>();
        api.MapPost("/units/{code}/activities", FoundByUnit).WithTags("Activities").WithSummary("Draft an activity of the unit's own").Produces<ActivityView>(201);
        api.MapGet("/units/{code}/activities", OfUnit).WithTags("Activities").WithSummary("Activities of a subtree, by their next session").Produces<Page<ActivityView>>();
        var activity = api.MapGroup("/activities/{id}").WithTags("Activities");
        activity.MapGet("", View).WithSummary("One activity with its sessions and how many seats are taken").Produces<ActivityView>();
        activity.MapPatch("", Edit).WithSummary("Write on a draft; once it is public only what misleads nobody").Produces<ActivityView>();
        activity.MapPost("/review", Review).WithSummary("The desk finds it fit, or sends it back; never who has written it").Produces<ActivityView>();
        activity.MapPost("/publish", (string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            ActivityAccess.ByKeeper(id, context, grains, rights, a => a.Publish(context.Operation()), Version, c)).WithSummary("Make its sessions and show it to everybody").Produces<ActivityView>();
        activity.MapPost("/cancel", (string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            ActivityAccess.ByKeeper(id, context, grains, rights, a => a.Cancel(context.Operation(request), request.Reason ?? ""), Version, c)).WithSummary("Call it off, with the reason; everybody with a place is told").Produces<ActivityView>();
        activity.MapPost("/sessions", AddSessions).WithSummary("More sessions of a public activity").Produces<ActivityView>();
        activity.MapGet("/history", History).WithSummary("Everything that happened to it, its sessions and places").Produces<Page<HistoryEntry>>();
        activity.MapActivitySessions();
    }

    internal static long Version(ActivityView view) => view.Version;

    private static async Task<IResult> FoundByTeam(string id, [FromBody] SetActivity content, HttpContext context, IGrainFactory grains, Rights rights, ITermsSource terms, UnitDirectory directory, CancellationToken cancellation)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        return await rights.RequireAnswering(context.Caller(), id, cancellation) is { } refusal
            ? Answer.From(refusal)
            : await Found(Ids.TeamStream(id), Ids.Owner(id), content, context, grains, terms, directory, cancellation);
    }

    private static async Task<IResult> FoundByUnit(string code, [FromBody] SetActivity content, HttpContext context, IGrainFactory grains, Rights rights, ITermsSource terms, UnitDirectory directory, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal
            ? Answer.From(refusal)
            : await Found(Ids.UnitStream(code), code, content, context, grains, terms, directory, cancellation);

    private static async Task<IResult> Found(string stream, string unit, SetActivity content, HttpContext context, IGrainFactory grains, ITermsSource terms, UnitDirectory directory, CancellationToken cancellation)
    {
        if (await Unknown(unit, content, terms, directory, cancellation) is { } unknown)
            return Answer.From(unknown);
        var founded = await grains.Owner<IActivityRegistryGrain>(stream).FoundActivity(context.Operation(content), content);
        return founded.Value is { } id
            ? Answer.Created(context, await ActivityAccess.Grain(grains, id).View(), view => $"/api/v1/activities/{view.Id}", Version)
            : Answer.From(founded.Refusal!);
    }

    private static async Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        var answer = await ActivityAccess.Grain(grains, id).View();
        if (answer.Value is not { } view || await rights.MaySee(context.Caller(), id, cancellation))
            return Answer.Ok(context, answer, Version);
        return PublicActivityEndpoints.IsPublic(view)
            ? Answer.Ok(context, new Result<ActivityView>(ActivityViews.Public(view), null), Version)
            : Answer.From(Refusal.Forbidden("A draft is for its team and its unit's desk."));
    }

    private static async Task<IResult> Edit(string id, [FromBody] SetActivity edit, HttpContext context, IGrainFactory grains, Rights rights, ITermsSource terms, UnitDirectory directory, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        if (await rights.RequireKeeper(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        return await Unknown(Ids.UnitOfActivity(id), edit, terms, directory, cancellation) is { } unknown
            ? Answer.From(unknown)
            : Answer.Ok(context, await ActivityAccess.Grain(grains, id).Edit(context.Operation(edit), edit), Version);
    }

    internal sealed record ReviewRequest(bool? Accepted, string? Reason);

    private static async Task<IResult> Review(string id, [FromBody] ReviewRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        if (await rights.Require(context.Caller(), Ids.UnitOfActivity(id), Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return request.Accepted is not { } accepted
            ? Answer.Malformed("accepted", "Say whether it is fit to be published.")
            : Answer.Ok(context, await ActivityAccess.Grain(grains, id).Review(context.Operation(request), new(accepted, request.Reason)), Version);
    }

    private static Task<IResult> AddSessions(string id, [FromBody] SessionPlan plan, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        ActivityAccess.ByKeeper(id, context, grains, rights, a => a.AddSessions(context.Operation(plan), plan), Version, cancellation);

    private static async Task<IResult> History(string id, HttpContext context, IUnitStore store, Rights rights, CancellationToken cancellation, long? after = null, int? limit = null)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        if (!await rights.MaySee(context.Caller(), id, cancellation))
            return Answer.From(Refusal.Forbidden("The history is for its team and its unit's staff."));
        return await HistoryPages.Read(store, Ids.ActivityStream(id), null, Ids.UnitOfActivity(id), Refusal.NotFound("activity", id), after, limit, cancellation);
    }

    private static async Task<IResult> OfTeam(
        string id, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation,
        string? state = null, DateTimeOffset? from = null, DateTimeOffset? until = null, string? sort = null, int? limit = null, string? after = null, string? format = null)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.RequireAnswering(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = Query(await directory.PathOf(Ids.Owner(id), cancellation), state, null, id, from, until, limit, after, sort);
        return await List(context, store, query, activity => activity.Team == id, format, cancellation);
    }

    private static async Task<IResult> OfUnit(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation, string? state = null, string? category = null, string? q = null,
        DateTimeOffset? from = null, DateTimeOffset? until = null, string? sort = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = Query(await directory.PathOf(code, cancellation), state, category, q, from, until, limit, after, sort);
        return await List(context, store, query, _ => true, format, cancellation);
    }

    /// <param name="sort"><c>id</c>: by number, where drafts that have no time yet stand too; otherwise by the next session.</param>
    internal static ItemQuery Query(
        string? under, string? state, string? category, string? words, DateTimeOffset? from, DateTimeOffset? until, int? limit, string? after, string? sort = null) => new()
    {
        Kind = "activity", Under = under, Statuses = state?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], Category = category, Words = words, DueFrom = from, DueBefore = until,
        Order = sort == "id" ? ItemOrder.Id : ItemOrder.Due, After = after, Limit = Paging.Clamp(limit),
    };

    private static async Task<IResult> List(HttpContext context, IUnitStore store, ItemQuery query, Func<Activity, bool> among, string? format, CancellationToken cancellation)
    {
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "activities", Columns, store.All(query, cancellation).Select(row => ItemKinds.Read<Activity>(row)).Where(among).Select(Line));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<ActivityView>([.. page.Items.Select(row => ItemKinds.Read<Activity>(row)).Where(among).Select(Line)], page.Next));
    }

    // A list names the activity; its sessions are read with it.
    private static ActivityView Line(Activity activity) => ActivityViews.Of(activity, []);

    private static async Task<Refusal?> Unknown(string unit, SetActivity content, ITermsSource terms, UnitDirectory directory, CancellationToken cancellation)
    {
        // Nobody's trainings are recorded yet: a position that asks for one could never be filled.
        if (content.Positions is { IsDefault: false } positions && positions.Any(position => !position.Trainings.IsDefaultOrEmpty))
            return Refusal.Rule("training.unknown", "Trainings are not recorded yet; say in the position's content what it takes.");
        return content.Category is not { } category || (await terms.For(await directory.PathOf(unit, cancellation) ?? "/")).Category(category) is not null
            ? null
            : Refusal.Rule("category.unknown", $"There is no category '{category}' here.");
    }

    private static readonly IReadOnlyList<(string, Func<ActivityView, object?>)> Columns =
    [
        ("id", a => a.Id), ("unit", a => a.Unit), ("team", a => a.Team), ("order", a => a.Order), ("title", a => a.Title), ("category", a => a.Category), ("task", a => a.Task is { } t ? Json.Name(t) : null),
        ("state", a => Json.Name(a.State)), ("risk", a => Json.Name(a.Risk)), ("insured", a => a.Insured), ("address", a => a.Location?.Address), ("seats", a => a.Positions.Sum(p => p.Headcount)),
        ("createdAt", a => a.CreatedAt),
    ];
}

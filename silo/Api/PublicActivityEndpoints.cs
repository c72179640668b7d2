using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>What volunteers are called to, for everybody: time, place, content, conditions and numbers, risks, safeguards (GB/T 40143 §6.1). No people.</summary>
internal static class PublicActivityEndpoints
{
    private static readonly string[] Open = [.. new[] { ActivityState.Published, ActivityState.Recruiting, ActivityState.Full, ActivityState.Running }.Select(Json.Name)];

    public static void MapPublicActivities(this RouteGroupBuilder api)
    {
        var open = api.MapGroup("/public").WithTags("Public").AllowAnonymous();
        open.MapGet("/units/{code}/activities", List).WithSummary("Activities of a subtree that are to come or under way, soonest first").Produces<Page<ActivityView>>();
        open.MapGet("/activities/{id}", View).WithSummary("One activity with its sessions and how many seats are free").Produces<ActivityView>();
    }

    internal static bool IsPublic(ActivityView view) => view.State is not (ActivityState.Draft or ActivityState.Reviewed) && view.Sessions.Any(s => s.Version > 0);

    private static async Task<IResult> List(
        string code, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, string? category = null, string? q = null,
        DateTimeOffset? from = null, DateTimeOffset? until = null, int? limit = null, string? after = null)
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        var page = await store.Search(ActivityEndpoints.Query(path, null, category, q, from, until, limit, after) with { Statuses = Open }, cancellation);
        return Cached.Json(context, new Page<ActivityView>([.. page.Items.Select(row => ActivityViews.Public(ActivityViews.Of(ItemKinds.Read<Activity>(row), [])))], page.Next), seconds: 15);
    }

    // From the rows: a page that everybody reads wakes nobody.
    private static async Task<IResult> View(string id, HttpContext context, IUnitStore store, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id) || await store.Items(Ids.ActivityStream(id), "activity", [id], cancellation) is not [var row] || ItemKinds.Read<Activity>(row) is not { IsPublic: true } activity)
            return Answer.From(Refusal.NotFound("activity", id));
        var sessions = await store.Search(new() { Kind = "activitySession", Stream = Ids.ActivityStream(id), Order = ItemOrder.Due, Limit = 1000 }, cancellation);
        return Cached.Json(context, ActivityViews.Public(ActivityViews.Of(activity, sessions.Items.Select(s => ItemKinds.Read<ActivitySession>(s)))), seconds: 5);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Sessions: when, how many, who is on the roll, and its closing.</summary>
internal static class ActivitySessionEndpoints
{
    public static void MapActivitySessions(this RouteGroupBuilder activity)
    {
        var session = activity.MapGroup("/sessions/{n:int}");
        session.MapGet("", View).WithSummary("One session").Produces<SessionView>();
        session.MapPatch("", Edit).WithSummary("Another time while nobody has a place; other headcounts").Produces<SessionView>();
        session.MapPost("/cancel", (string id, int n, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            Step(id, context, grains, rights, a => a.CancelSession(context.Operation(request), n, request.Reason ?? ""), c)).WithSummary("Call one session off, with the reason").Produces<SessionView>();
        session.MapPost("/finish", (string id, int n, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            Step(id, context, grains, rights, a => a.Finish(context.Operation(), n), c)).WithSummary("End a running session before its time").Produces<SessionView>();
        session.MapPost("/settle", (string id, int n, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            Step(id, context, grains, rights, a => a.Settle(context.Operation(), n), c)).WithSummary("Stand for the roll: everybody's hours are told").Produces<SessionView>();
        session.MapGet("/code", Code).WithSummary("The check-in code of this half minute, for the leader's screen").Produces<CheckInCode>();
        session.MapPost("/roll", (string id, int n, [FromBody] RollCall roll, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            Step(id, context, grains, rights, a => a.CallRoll(context.Operation(roll), n, roll), c)).WithSummary("Call the roll, or be a kiosk: in, out, absent and why").Produces<SessionView>();
        session.MapGet("/places", Roll).WithSummary("The roll: who has a place, who waits, who was there").Produces<Page<PlaceView>>();
    }

    /// <summary>Sessions of a subtree by time, for those who plan a day.</summary>
    public static void MapActivitySessionLists(this RouteGroupBuilder api) =>
        api.MapGet("/units/{code}/activity-sessions", OfUnit).WithTags("Activities").WithSummary("Sessions of the activities of a subtree, by time").Produces<Page<SessionView>>();

    private static long Version(SessionView view) => view.Version;

    private static async Task<IResult> View(string id, int n, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));

        // A session exists once its activity is public: everybody may see how many seats are free.
        var answer = await ActivityAccess.Grain(grains, id).ViewSession(n);
        return answer.Value is not { } view || await rights.MaySee(context.Caller(), id, cancellation)
            ? Answer.Ok(context, answer, Version)
            : Answer.Ok(context, new Result<SessionView>(view with { Reason = view.Reason is null ? null : Scrub.Text(view.Reason) }, null), Version);
    }

    private static async Task<IResult> Edit(string id, int n, [FromBody] EditSession edit, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) => context.LacksIfMatch()
        ? Answer.IfMatchMissing()
        : await Step(id, context, grains, rights, a => a.EditSession(context.Operation(edit), n, edit), cancellation);

    private static Task<IResult> Step(string id, HttpContext context, IGrainFactory grains, Rights rights, Func<IActivityGrain, Task<Result<SessionView>>> step, CancellationToken cancellation) =>
        ActivityAccess.ByKeeper(id, context, grains, rights, step, Version, cancellation);

    private static Task<IResult> Code(string id, int n, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return ActivityAccess.ByKeeper(id, context, grains, rights, a => a.Code(n), null, cancellation);
    }

    private static async Task<IResult> Roll(
        string id, int n, HttpContext context, IUnitStore store, Rights rights, DomainClock clock, CancellationToken cancellation, string? state = null, int? limit = null, string? after = null, string? format = null)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        if (await rights.RequireKeeper(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (await store.Items(Ids.ActivityStream(id), "activitySession", [Ids.Session(id, n)], cancellation) is not [var row])
            return Answer.From(Refusal.NotFound("session", Ids.Session(id, n)));
        var (slot, now) = (ItemKinds.Read<ActivitySession>(row).Slot, clock.Now);
        var query = new ItemQuery
        {
            Kind = "enrolment", Stream = Ids.ActivityStream(id), Category = n.ToString(CultureInfo.InvariantCulture), Statuses = state?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit),
        };
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "roll", Columns, store.All(query, cancellation).Select(Shown));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<PlaceView>([.. page.Items.Select(Shown)], page.Next));

        PlaceView Shown(ItemRow place) => ActivityViews.Of(id, ItemKinds.Read<Enrolment>(place), slot, now);
    }

    private static async Task<IResult> OfUnit(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, CancellationToken cancellation, string? state = null, string? category = null,
        DateTimeOffset? from = null, DateTimeOffset? until = null, int? limit = null, string? after = null, string? format = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var query = ActivityEndpoints.Query(await directory.PathOf(code, cancellation), state, category, null, from, until, limit, after) with { Kind = "activitySession" };
        if (Exports.Wanted(context, format, out var kind))
            return Exports.File(kind, "sessions", SessionColumns, store.All(query, cancellation).Select(row => ItemKinds.Read<ActivitySession>(row)));
        var page = await store.Search(query, cancellation);
        return Results.Ok(new Page<SessionView>([.. page.Items.Select(row => ActivityViews.Of(ItemKinds.Read<ActivitySession>(row)))], page.Next));
    }

    private static readonly IReadOnlyList<(string, Func<PlaceView, object?>)> Columns =
    [
        ("volunteer", p => p.Volunteer), ("shown", p => p.Shown), ("position", p => p.Position), ("state", p => Json.Name(p.State)), ("seats", p => p.Seats), ("guardian", p => p.Guardian),
        ("in", p => p.Stays is [var first, ..] ? first.In : null), ("out", p => p.Stays is [.., var last] ? last.Out : null), ("minutes", p => p.Minutes), ("absence", p => p.Absence is { } a ? Json.Name(a) : null),
        ("flags", p => string.Join(' ', p.Flags)), ("record", p => p.Record),
    ];

    private static readonly IReadOnlyList<(string, Func<ActivitySession, object?>)> SessionColumns =
    [
        ("session", s => s.Id), ("title", s => s.Title), ("category", s => s.Category), ("state", s => Json.Name(s.State)), ("from", s => s.Slot.From), ("until", s => s.Slot.Until),
        ("seats", s => s.Seats.Sum(p => p.Headcount)), ("taken", s => s.Seats.Sum(p => p.Taken)), ("waiting", s => s.Seats.Sum(p => p.Waiting)),
    ];
}

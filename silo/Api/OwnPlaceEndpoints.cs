using System.Collections.Immutable;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Units;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>What is a volunteer's own: the places, and what else would suit.</summary>
internal static class OwnPlaceEndpoints
{
    private const int MostOffers = 500, LongestDays = 92;

    public static void MapOwnPlaces(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me");
        me.MapGet("/places", Places).WithSummary("One's own places by time, also those that are over").Produces<Page<PlaceView>>();
        me.MapGet("/activities/for-me", ForMe).WithSummary("Sessions that suit: time, place, skills, no clash; each with its reasons").Produces<Page<SuggestionView>>();
    }

    /// <param name="Reasons">team, skill, field, village, near, free, seats.</param>
    internal sealed record SuggestionView(
        string Activity, string Title, string Category, string Unit, string? Team, SessionView Session, Place? Location, ImmutableArray<string> Reasons, int? Metres, int Score);

    private static async Task<IResult> Places(
        HttpContext context, IUnitStore store, VolunteerDirectory volunteers, DomainClock clock, CancellationToken cancellation, string? state = null, DateTimeOffset? from = null, int? limit = null, string? after = null)
    {
        if (await volunteers.NumberOf(context.Caller(), cancellation) is not { } number)
            return Results.Ok(new Page<PlaceView>([], null));
        var page = await store.Search(new()
        {
            Kind = "enrolment", Words = number, Statuses = state?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], DueFrom = from, Order = ItemOrder.Due, After = after, Limit = Paging.Clamp(limit),
        }, cancellation);
        var own = page.Items.Select(row => (row.Stream, Place: ItemKinds.Read<Enrolment>(row))).Where(row => row.Place.Volunteer == number);
        return Results.Ok(new Page<PlaceView>([.. own.Select(row => ActivityViews.Of(row.Stream["activity-".Length..], row.Place, row.Place.Slot, clock.Now))], page.Next));
    }

    private static async Task<IResult> ForMe(
        HttpContext context, IUnitStore store, VolunteerDirectory volunteers, DomainClock clock, CancellationToken cancellation, int? days = null, int? limit = null)
    {
        if (await volunteers.NumberOf(context.Caller(), cancellation) is not { } number || (await volunteers.Grain(number).View()).Value is not { } view)
            return Results.Ok(new Page<SuggestionView>([], null));
        var (now, until) = (clock.Now, clock.Now.AddDays(Math.Clamp(days ?? 30, 1, LongestDays)));
        var query = new ItemQuery { Kind = "activity", Under = County(view.UnitPath), Statuses = [.. new[] { ActivityState.Recruiting, ActivityState.Full, ActivityState.Running, ActivityState.Published }.Select(Json.Name)], DueBefore = until, Order = ItemOrder.Due, Limit = MostOffers };
        var activities = (await store.Search(query, cancellation)).Items.Select(row => ItemKinds.Read<Activity>(row)).ToDictionary(a => a.Id);
        var sessions = (await store.Search(query with { Kind = "activitySession", Statuses = [Json.Name(SessionState.Planned)], DueFrom = now }, cancellation)).Items.Select(row => ItemKinds.Read<ActivitySession>(row));
        var offers = sessions.Select(s => (Activity: activities.GetValueOrDefault(s.Id[..s.Id.LastIndexOf('/')])!, Session: s)).Where(o => o.Activity is not null);
        var found = ForMeRules.Suggest(await Seeker(view, volunteers, store, now, until, cancellation), offers, now, Paging.Clamp(limit));
        return Results.Ok(new Page<SuggestionView>([.. found.Select(Of)], null));
    }

    private static async Task<Seeker> Seeker(VolunteerView view, VolunteerDirectory volunteers, IUnitStore store, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        var calendar = (await volunteers.Grain(view.Number).Calendar(now, until.AddDays(1))).Value;
        var entries = calendar.IsDefault ? [] : calendar;
        var home = await store.Items(Ids.UnitStream(view.Unit), "unit", [view.Unit], cancellation) is [var row] ? Geo.Wgs84(ItemKinds.Read<UnitProfile>(row).Location) : null;
        return new(view.UnitPath, home, view.RadiusKm, view.Minor, view.RealName == RealName.Verified, view.Skills, view.Fields, [.. view.Teams.Where(m => m.State == "active").Select(m => m.Team)],
            view.Availability, [.. entries.Where(e => e.State is "held" or "given").Select(e => new TimeSlot(e.From, e.Until))], [.. entries.Select(e => e.Session)]);
    }

    private static SuggestionView Of(Suggestion found)
    {
        var shown = ActivityViews.Public(ActivityViews.Of(found.Activity, []));
        return new(shown.Id, shown.Title, shown.Category, shown.Unit, shown.Team, ActivityViews.Of(found.Session), shown.Location, found.Reasons, found.Metres, found.Score);
    }

    // City and county: whoever lives in a village may serve in all of its county.
    private static string County(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var city, var county, ..] ? $"/{city}/{county}/" : path;
}

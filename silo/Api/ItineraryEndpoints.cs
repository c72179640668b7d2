using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>A team's way through its day.</summary>
internal static class ItineraryEndpoints
{
    public static void MapItinerary(this RouteGroupBuilder team) =>
        team.MapGet("/itinerary", Way).WithSummary("The day's homes, ordered so that the way is short").Produces<ItineraryView>();

    /// <param name="lat">Where the team sets out, in WGS-84; its unit's place if nothing is said.</param>
    private static async Task<IResult> Way(
        string id, HttpContext context, IGrainFactory grains, IUnitStore store, Rights rights, DomainClock clock, CancellationToken cancellation,
        string? date = null, double? lat = null, double? lon = null)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.RequireAnswering(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (Day.Read(date, clock) is not { } day)
            return Day.Malformed();
        if ((lat is null) != (lon is null) || UnitRules.BadPlace(new(null, lat, lon)) is not null)
            return Answer.Malformed("lat", "A latitude from -90 to 90 and a longitude from -180 to 180, both or neither.");

        var schedule = await grains.Owner<ITeamGrain>(Ids.TeamStream(id)).ScheduleBetween(ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        if (schedule.Value is not { } kept)
            return Answer.From(schedule.Refusal!);
        var visits = await Visits(store, kept.Entries, cancellation);
        var start = lat is { } north ? (north, lon!.Value) : Geo.Wgs84(await PlaceOf(store, Ids.Owner(id), cancellation));
        return Results.Ok(Itineraries.Of(id, day, start, visits));
    }

    private static async Task<List<(WorkOrder Order, Need Need)>> Visits(IUnitStore store, ImmutableArray<ScheduleEntry> entries, CancellationToken cancellation)
    {
        var visits = new List<(WorkOrder, Need)>();
        foreach (var unit in entries.Where(entry => entry.Status != Engagement.Ended).GroupBy(entry => Ids.Owner(entry.Order)))
        {
            var orders = await store.Items(Ids.UnitStream(unit.Key), "order", [.. unit.Select(entry => entry.Order)], cancellation);
            var needs = (await store.Items(Ids.UnitStream(unit.Key), "need", [.. unit.Select(entry => entry.Need).Distinct()], cancellation))
                .ToDictionary(row => row.Id, ItemKinds.Read<Need>, StringComparer.Ordinal);
            foreach (var order in orders.Select(ItemKinds.Read<WorkOrder>))
                if (order.Status is OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Redo && needs.TryGetValue(order.Need, out var need))
                    visits.Add((order, need));
        }

        return visits;
    }

    private static async Task<Place?> PlaceOf(IUnitStore store, string unit, CancellationToken cancellation) =>
        await store.Items(Ids.UnitStream(unit), "unit", [unit], cancellation) is [var row] ? ItemKinds.Read<UnitProfile>(row).Location : null;
}

using Practice.Needs;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>Makes a day's view of the visits of a team. Pure.</summary>
public static class Itineraries
{
    public static ItineraryView Of(string team, DateOnly day, (double Lat, double Lon)? start, IEnumerable<(WorkOrder Order, Need Need)> visits)
    {
        // By time first: where no start is known the earliest visit is where the day begins.
        var byTime = visits.OrderBy(visit => visit.Order.Slot?.From).ThenBy(visit => visit.Order.Id, StringComparer.Ordinal).ToList();
        var placed = byTime.Where(visit => Geo.Wgs84(visit.Need.Location) is not null).ToList();
        var points = placed.Select(visit => Geo.Wgs84(visit.Need.Location)!.Value).ToList();
        var way = Itinerary.Order(start, points);
        var stops = way.Select((stop, i) => Stop(i + 1, placed[stop], (int)Math.Round(Itinerary.Step(start, points, way, i))))
            .Concat(byTime.Except(placed).Select((visit, i) => Stop(way.Length + i + 1, visit, null)));
        return new(team, day, (int)Math.Round(Itinerary.Length(start, points, way)), [.. stops]);
    }

    private static ItineraryStop Stop(int n, (WorkOrder Order, Need Need) visit, int? metres) => new(
        n, visit.Order.Id, visit.Need.Id, visit.Order.Title, visit.Order.Status, visit.Order.Slot!.Value.From, visit.Order.Slot.Value.Until, visit.Order.People,
        visit.Need.Location, metres);
}

using System.Collections.Immutable;
using Practice.Orders;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>One team's day, home by home, ordered so that the way is short.</summary>
/// <param name="Metres">The whole way in straight lines.</param>
/// <param name="Stops">Those with coordinates in the order to go, then those without by time.</param>
public sealed record ItineraryView(string Team, DateOnly Date, int Metres, ImmutableArray<ItineraryStop> Stops);

/// <summary>A home to go to.</summary>
/// <param name="Metres">From the stop before; null where the place is not known.</param>
public sealed record ItineraryStop(
    int N, string Order, string Need, string? Title, OrderStatus Status, DateTimeOffset From, DateTimeOffset Until, int People, Place? Location, int? Metres);

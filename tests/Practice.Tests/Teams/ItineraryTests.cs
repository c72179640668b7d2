using CsCheck;
using Practice.Teams;

namespace Practice.Tests.Teams;

public sealed class ItineraryTests
{
    private static readonly Gen<(double Lat, double Lon)> Place = Gen.Select(Gen.Double[32.2, 32.5], Gen.Double[119.7, 120.1]);

    [Fact]
    public void Homes_along_one_road_are_visited_one_after_another()
    {
        (double, double)[] road = [(32.30, 119.9), (32.34, 119.9), (32.31, 119.9), (32.33, 119.9), (32.32, 119.9)];

        Assert.Equal([0, 2, 4, 3, 1], Itinerary.Order((32.29, 119.9), road));
        Assert.Equal([], Itinerary.Order((32.29, 119.9), []));
    }

    [Fact]
    public void A_way_that_crosses_itself_is_straightened()
    {
        // From the middle of a road the nearest neighbour zigzags outwards; going one way and then back is shorter.
        (double, double)[] road = [(0, 0.01), (0, -0.011), (0, 0.032), (0, -0.053), (0, 0.095)];

        var way = Itinerary.Order((0, 0), road);

        Assert.True(Itinerary.Length((0, 0), road, way) < Itinerary.Length((0, 0), road, [0, 1, 2, 3, 4]) * 0.8);
        Assert.Equal([0, 2, 4], way.Skip(2));
    }

    [Fact]
    public void Every_home_is_visited_once_and_no_stretch_turned_round_would_be_shorter() =>
        Gen.Select(Place, Place.Array[0, 12]).Sample((start, stops) =>
        {
            var way = Itinerary.Order(start, stops);

            Assert.Equal(Enumerable.Range(0, stops.Length), way.Order());
            var length = Itinerary.Length(start, stops, way);
            for (var i = 0; i < way.Length; i++)
                for (var j = i + 1; j < way.Length; j++)
                {
                    var turned = way.ToList();
                    turned.Reverse(i, j - i + 1);
                    Assert.True(Itinerary.Length(start, stops, turned) >= length - 0.02);
                }
        }, iter: 300);

    [Fact]
    public void Without_a_start_the_way_still_visits_everybody() =>
        Place.Array[0, 30].Sample(stops => Assert.Equal(Enumerable.Range(0, stops.Length), Itinerary.Order(null, stops).Order()), iter: 100);
}

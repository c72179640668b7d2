using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>In which order one team goes to several homes, so that its way is short: nearest neighbour, then 2-opt.</summary>
/// <remarks>
/// Straight lines, which a village's lanes are close to. Laws: every stop once; the same stops give the same way whatever order they
/// come in, but for equal distances; never longer than by nearest neighbour alone. The way is open: nobody has to come back.
/// </remarks>
public static class Itinerary
{
    /// <summary>Beyond that many stops the exchange of pairs is left out: no team visits so many homes in a day.</summary>
    public const int MostExchanged = 60;

    /// <param name="start">Where the team sets out; null = at the first stop.</param>
    /// <returns>The stops' indexes in the order to go.</returns>
    public static ImmutableArray<int> Order((double Lat, double Lon)? start, IReadOnlyList<(double Lat, double Lon)> stops)
    {
        if (stops.Count == 0)
            return [];
        var way = Nearest(start, stops);
        if (way.Count <= MostExchanged)
            Exchange(start, stops, way);
        return [.. way];
    }

    /// <summary>Metres of a way.</summary>
    public static double Length((double Lat, double Lon)? start, IReadOnlyList<(double Lat, double Lon)> stops, IReadOnlyList<int> way)
    {
        var metres = 0d;
        for (var i = 0; i < way.Count; i++)
            metres += Step(start, stops, way, i);
        return metres;
    }

    /// <summary>Metres to the i-th stop of a way from where one comes.</summary>
    public static double Step((double Lat, double Lon)? start, IReadOnlyList<(double Lat, double Lon)> stops, IReadOnlyList<int> way, int i) =>
        i > 0 ? Geo.Metres(stops[way[i - 1]], stops[way[i]]) : start is { } from ? Geo.Metres(from, stops[way[0]]) : 0;

    private static List<int> Nearest((double Lat, double Lon)? start, IReadOnlyList<(double Lat, double Lon)> stops)
    {
        var left = Enumerable.Range(0, stops.Count).ToList();
        var way = new List<int>(stops.Count);
        var at = start ?? stops[0];
        while (left.Count > 0)
        {
            var next = left.MinBy(stop => Geo.Metres(at, stops[stop]));
            left.Remove(next);
            way.Add(next);
            at = stops[next];
        }

        return way;
    }

    // Turns a stretch of the way round wherever that shortens it, until it shortens nothing. Without a start the first stop may move too.
    private static void Exchange((double Lat, double Lon)? start, IReadOnlyList<(double Lat, double Lon)> stops, List<int> way)
    {
        var better = true;
        while (better)
        {
            better = false;
            for (var i = 0; i < way.Count - 1; i++)
                for (var j = i + 1; j < way.Count; j++)
                {
                    if (Gain(start, stops, way, i, j) <= 0.01)
                        continue;
                    way.Reverse(i, j - i + 1);
                    better = true;
                }
        }
    }

    private static double Gain((double Lat, double Lon)? start, IReadOnlyList<(double Lat, double Lon)> stops, List<int> way, int i, int j)
    {
        (double Lat, double Lon)? before = i > 0 ? stops[way[i - 1]] : start;
        (double Lat, double Lon)? after = j + 1 < way.Count ? stops[way[j + 1]] : null;
        return Between(before, stops[way[i]]) + Between(after, stops[way[j]]) - Between(before, stops[way[j]]) - Between(after, stops[way[i]]);
    }

    private static double Between((double Lat, double Lon)? a, (double Lat, double Lon) b) => a is { } from ? Geo.Metres(from, b) : 0;
}

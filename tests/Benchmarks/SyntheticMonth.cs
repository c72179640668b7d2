using System.Collections.Immutable;
using Practice.Months.Planning;

namespace Practice.Benchmarks;

/// <summary>A made-up month of a county: stations under towns, teams at each level, more needs in some fields than teams can take.</summary>
internal sealed record SyntheticMonth(PlanNeed[] Needs, PlanTeam[] Teams)
{
    private const int Slots = 46;
    private const int Categories = 13;

    /// <param name="wide">Whether a station's teams serve their whole town, which multiplies the choices.</param>
    public static SyntheticMonth Make(int needs, int teams, int towns, int stations, bool wide, int seed)
    {
        var random = new Random(seed);
        string Town(int town) => $"3212/321203/t{town:D3}";
        string Station(int station) => $"{Town(station % towns)}/s{station:D4}";

        return new(
            [.. Enumerable.Range(0, needs).Select(i =>
            {
                var first = random.Next(Slots - 6);
                var skilled = random.Next(5) == 0;
                return new PlanNeed(
                    $"n{i:D6}",
                    $"c{Category(random)}",
                    skilled ? [$"k{random.Next(3)}"] : [],
                    random.Next(6) switch { 0 => 3, 1 => 2, _ => 1 },
                    random.Next(8) == 0 ? 2 : 1,
                    first,
                    first + random.Next(4, 30),
                    1 << random.Next(4),
                    Station(random.Next(stations)));
            })],
            [.. Enumerable.Range(0, teams).Select(i =>
            {
                var place = i % 30 == 0 ? "3212/321203" : i % 8 == 0 ? Town(i / 8 % towns) : Station(i % stations);
                var reach = wide && place.Length > Town(0).Length ? PlanPath.Above(place)! : place;
                var capacity = random.Next(2, 6);
                var days = random.Next(1, 64);
                return new PlanTeam(
                    $"t{i:D5}",
                    [$"c{Category(random)}", $"c{Category(random)}"],
                    [.. Enumerable.Range(0, 3).Where(_ => random.Next(2) == 0).Select(k => $"k{k}")],
                    place,
                    new(reach, true),
                    [.. Enumerable.Range(0, Slots).Select(s => ((days >> (s % 6)) & 1) == 1 && random.Next(3) == 0 ? random.Next(1, capacity + 1) : 0)],
                    3 + (random.Next(21) / 10.0),
                    random.Next(6));
            })]);
    }

    // Some fields are asked for three times as often as others.
    private static int Category(Random random) => Math.Min(random.Next(Categories), random.Next(Categories));
}

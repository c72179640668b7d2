using System.Globalization;
using Practice.Shared;

namespace Practice.Benchmarks.Scale;

/// <summary>How many units a made-up network has at each level, under one unit of the level above.</summary>
internal sealed record CityShape(int Cities, int Counties, int Towns, int Villages)
{
    /// <summary>As in a prefecture of the coast: ten counties of ten towns of twenty villages.</summary>
    public static CityShape Of(int stations) => stations <= 100
        ? new(1, 1, Math.Max(1, stations / 20), Math.Min(stations, 20))
        : new(Math.Max(1, stations / 2000), Math.Min(10, Math.Max(1, stations / 200)), 10, 20);

    public int Stations => Cities * Counties * Towns * Villages;

    /// <summary>The first is one of the demo operator's.</summary>
    public IEnumerable<string> CityIds => Enumerable.Range(0, Cities).Select(city => city == 0 ? "3212" : Text(1000 + city, 4));

    public IEnumerable<string> CountiesOf(string city) => Enumerable.Range(1, Counties).Select(county => city + Text(county, 2));

    public IEnumerable<string> TownsOf(string county) => Enumerable.Range(1, Towns).Select(town => county + Text(town, 3));

    public IEnumerable<string> VillagesOf(string town) => Enumerable.Range(1, Villages).Select(village => town + Text(village, 3));

    /// <summary>Every unit of a level.</summary>
    public string[] Units(Level level) => level switch
    {
        Level.City => [.. CityIds],
        Level.Centre => [.. CityIds.SelectMany(CountiesOf)],
        Level.Institute => [.. CityIds.SelectMany(CountiesOf).SelectMany(TownsOf)],
        _ => [.. CityIds.SelectMany(CountiesOf).SelectMany(TownsOf).SelectMany(VillagesOf)],
    };

    public static string ParentOf(string unit) => unit[..(unit.Length switch { 12 => 9, 9 => 6, _ => 4 })];

    public static string PathOf(string unit) => unit.Length == 4 ? $"/{unit}/" : $"{PathOf(ParentOf(unit))}{unit}/";

    private static string Text(int number, int digits) => number.ToString("D" + digits, CultureInfo.InvariantCulture);
}

/// <summary>Needs that each station of a made-up network has.</summary>
/// <param name="Waiting">Open, at every step from submitted to accepted.</param>
/// <param name="Promised">Not met yet, with steps and a date.</param>
/// <param name="Done">Done, rated, and out of the owner's hand.</param>
internal sealed record NeedMix(int Waiting, int Promised, int Done)
{
    public static readonly NeedMix None = new(0, 0, 0);

    public int Open => Waiting + Promised;
}

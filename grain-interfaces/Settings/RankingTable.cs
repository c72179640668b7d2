using System.Collections.Immutable;

namespace Practice.Settings;

/// <summary>What counts how much when candidates for a need are ranked. Laws: the parts sum to 1, none is above 0.6 or below 0.</summary>
/// <remarks>No part may decide alone: with more than 0.6 the way to go would not matter beside the load, or the other way round.</remarks>
[GenerateSerializer, Immutable, Alias("rankingTable")]
public sealed record RankingTable(
    [property: Id(0)] double Skill,
    [property: Id(1)] double Distance,
    [property: Id(2)] double Rating,
    [property: Id(3)] double Load,
    [property: Id(4)] double Room)
{
    /// <summary>What comes with the system: skill and distance 3, rating and load 2, room 1 parts of 11.</summary>
    public static readonly RankingTable Default = new(3 / 11.0, 3 / 11.0, 2 / 11.0, 2 / 11.0, 1 / 11.0);

    /// <summary>By the name of the part that it weighs.</summary>
    public ImmutableDictionary<string, double> ByPart() => ImmutableDictionary.CreateRange(new KeyValuePair<string, double>[]
    {
        new("skill", Skill), new("distance", Distance), new("rating", Rating), new("load", Load), new("room", Room),
    });
}

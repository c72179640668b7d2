namespace Practice.Shared;

/// <summary>The datum coordinates are given in: raw GPS, the national datum, or a public web map's.</summary>
[GenerateSerializer, Alias("datum")]
public enum Datum { Wgs84, Cgcs2000, Gcj02, Bd09 }

/// <summary>Where something is. Coordinates keep the datum they came with; an address is text for people.</summary>
[GenerateSerializer, Immutable, Alias("place")]
public sealed record Place(
    [property: Id(0)] string? Address = null,
    [property: Id(1)] double? Lat = null,
    [property: Id(2)] double? Lon = null,
    [property: Id(3)] Datum Datum = Datum.Wgs84);

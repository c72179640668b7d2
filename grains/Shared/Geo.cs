namespace Practice.Shared;

/// <summary>Distances between places whatever datum they came with. Source: rules §3.5.</summary>
/// <remarks>
/// CGCS2000 is taken for WGS-84: they differ by centimetres. GCJ-02 is a shift of WGS-84 inside China's frame; its inverse is found by
/// iteration to less than a centimetre. BD-09 is a shift of GCJ-02, inverted to about a metre.
/// </remarks>
public static class Geo
{
    private const double EarthRadius = 6_371_000, Axis = 6_378_245.0, Eccentricity = 0.00669342162296594323, BaiduTurn = Math.PI * 3000 / 180;

    /// <summary>The place's coordinates in WGS-84; null where it has none.</summary>
    public static (double Lat, double Lon)? Wgs84(Place? place)
    {
        if (place is not { Lat: { } lat, Lon: { } lon })
            return null;
        if (place.Datum == Datum.Bd09)
            (lat, lon) = FromBd09(lat, lon);
        return place.Datum is Datum.Gcj02 or Datum.Bd09 ? FromGcj02(lat, lon) : (lat, lon);
    }

    /// <summary>Metres on a sphere, good to half a percent.</summary>
    public static double Metres((double Lat, double Lon) a, (double Lat, double Lon) b)
    {
        var x = Radians(b.Lon - a.Lon) * Math.Cos(Radians((a.Lat + b.Lat) / 2));
        var y = Radians(b.Lat - a.Lat);
        return Math.Sqrt(x * x + y * y) * EarthRadius;
    }

    public static (double Lat, double Lon) ToGcj02(double lat, double lon)
    {
        if (lon is < 72.004 or > 137.8347 || lat is < 0.8293 or > 55.8271)
            return (lat, lon);
        var (x, y) = (lon - 105, lat - 35);
        var wave = (20 * Math.Sin(6 * x * Math.PI) + 20 * Math.Sin(2 * x * Math.PI)) * 2 / 3;
        var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x)) + wave
            + (20 * Math.Sin(y * Math.PI) + 40 * Math.Sin(y / 3 * Math.PI)) * 2 / 3 + (160 * Math.Sin(y / 12 * Math.PI) + 320 * Math.Sin(y * Math.PI / 30)) * 2 / 3;
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x)) + wave
            + (20 * Math.Sin(x * Math.PI) + 40 * Math.Sin(x / 3 * Math.PI)) * 2 / 3 + (150 * Math.Sin(x / 12 * Math.PI) + 300 * Math.Sin(x / 30 * Math.PI)) * 2 / 3;
        var sine = Math.Sin(Radians(lat));
        var m = 1 - Eccentricity * sine * sine;
        return (lat + north * 180 / (Axis * (1 - Eccentricity) / (m * Math.Sqrt(m)) * Math.PI), lon + east * 180 / (Axis / Math.Sqrt(m) * Math.Cos(Radians(lat)) * Math.PI));
    }

    public static (double Lat, double Lon) FromGcj02(double lat, double lon)
    {
        var (guessLat, guessLon) = (lat, lon);
        for (var i = 0; i < 10; i++)
        {
            var (shiftedLat, shiftedLon) = ToGcj02(guessLat, guessLon);
            (guessLat, guessLon) = (guessLat + lat - shiftedLat, guessLon + lon - shiftedLon);
        }

        return (guessLat, guessLon);
    }

    private static (double Lat, double Lon) FromBd09(double lat, double lon)
    {
        var (x, y) = (lon - 0.0065, lat - 0.006);
        var z = Math.Sqrt(x * x + y * y) - 0.00002 * Math.Sin(y * BaiduTurn);
        var angle = Math.Atan2(y, x) - 0.000003 * Math.Cos(x * BaiduTurn);
        return (z * Math.Sin(angle), z * Math.Cos(angle));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}

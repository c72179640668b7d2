using System.Globalization;
using Practice.Shared;

namespace Practice.Imports;

/// <summary>
/// An official division code as a number: province 2, city 2, county 2 (GB/T 2260), town 3, village 3 digits. Its length is its level.
/// </summary>
/// <remarks>A code never begins with 0, so that a number keeps its length. Source: rules §3.1.</remarks>
internal static class DivisionCode
{
    /// <summary>The level that the files call city, county, town or village.</summary>
    public static Level? LevelOf(string name) => name.ToLowerInvariant() switch
    {
        "city" => Level.City,
        "county" => Level.Centre,
        "town" => Level.Institute,
        "village" => Level.Station,
        _ => null,
    };

    public static int Digits(Level level) => level switch { Level.City => 4, Level.Centre => 6, Level.Institute => 9, _ => 12 };

    /// <summary>Reads a code of a level, with or without the zeros that pad it to twelve digits.</summary>
    /// <remarks>A county part of 00 is real: cities like 441900 have no counties. A town or village part of 000 is not.</remarks>
    public static long? Read(string text, Level level)
    {
        var digits = Digits(level);
        if (text.Length == 12 && digits < 12 && !text.AsSpan(digits).ContainsAnyExcept('0'))
            text = text[..digits];
        if (text.Length != digits || text[0] == '0' || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        if ((digits >= 9 && text.AsSpan(6, 3) is "000") || (digits == 12 && text.AsSpan(9, 3) is "000"))
            return null;
        return long.Parse(text, CultureInfo.InvariantCulture);
    }

    public static string Text(long code) => code.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using System.Globalization;
using Practice.Teams;
using Practice.Units;

namespace Practice.Resources;

/// <summary>Opening hours as minutes of the week.</summary>
internal static class ResourceHours
{
    public static ImmutableArray<WeeklyHours> Of(ImmutableArray<OpeningHours> hours) =>
        [.. hours.Select(h => new WeeklyHours(h.Weekday, Minutes(h.From) ?? 0, Minutes(h.Until) ?? 0))];

    public static bool IsInterval(OpeningHours hours) => hours.Weekday is >= 1 and <= 7
        && Minutes(hours.From) is { } from && Minutes(hours.Until) is { } until && from < until;

    /// <summary>Minutes after midnight of a time <c>HH:mm</c>, up to 24:00; null where it is none.</summary>
    public static int? Minutes(string? time) => time == "24:00" ? 1440
        : TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var t) ? t.Hour * 60 + t.Minute : null;
}

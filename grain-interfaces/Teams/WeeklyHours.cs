using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Practice.Teams;

/// <summary>Hours of one weekday, 1 (Monday) to 7; half-open, <see cref="Until"/> may be 24:00. In minutes after midnight, China time.</summary>
/// <remarks>In JSON the times are <c>HH:mm</c>.</remarks>
[GenerateSerializer, Immutable, Alias("weeklyHours"), JsonConverter(typeof(WeeklyHoursJsonConverter))]
public readonly record struct WeeklyHours([property: Id(0)] int Weekday, [property: Id(1)] int From, [property: Id(2)] int Until);

/// <summary>Reads and writes <c>{ "weekday": 6, "from": "08:30", "until": "24:00" }</c>.</summary>
public sealed class WeeklyHoursJsonConverter : JsonConverter<WeeklyHours>
{
    private sealed record Shape(int Weekday, string From, string Until);

    public override WeeklyHours Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var shape = JsonSerializer.Deserialize<Shape>(ref reader, options) ?? throw new JsonException("Hours of a weekday are missing.");
        return new(shape.Weekday, Minutes(shape.From), Minutes(shape.Until));
    }

    public override void Write(Utf8JsonWriter writer, WeeklyHours value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("weekday", value.Weekday);
        writer.WriteString("from", Text(value.From));
        writer.WriteString("until", Text(value.Until));
        writer.WriteEndObject();
    }

    private static int Minutes(string? text) => text == "24:00" ? 1440
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute
        : throw new JsonException($"'{text}' is not a time of day (HH:mm, at most 24:00).");

    private static string Text(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:D2}:{minutes % 60:D2}");
}

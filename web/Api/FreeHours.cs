using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Practice.Web.Api;

/// <summary>Hours of a week in which somebody is free: ISO weekday, minutes of the day. The API writes the times as <c>HH:mm</c>, up to 24:00.</summary>
[JsonConverter(typeof(FreeHoursJsonConverter))]
public sealed record FreeHours(int Weekday, int From, int Until);

/// <summary>Reads and writes <c>{ "weekday": 6, "from": "08:30", "until": "24:00" }</c>.</summary>
public sealed class FreeHoursJsonConverter : JsonConverter<FreeHours>
{
    private sealed record Shape(int Weekday, string From, string Until);

    public override FreeHours Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var shape = JsonSerializer.Deserialize<Shape>(ref reader, options) ?? throw new JsonException("Hours of a weekday are missing.");
        return new(shape.Weekday, Minutes(shape.From), Minutes(shape.Until));
    }

    public override void Write(Utf8JsonWriter writer, FreeHours value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("weekday", value.Weekday);
        writer.WriteString("from", Text(value.From));
        writer.WriteString("until", Text(value.Until));
        writer.WriteEndObject();
    }

    private static int Minutes(string? text) => text == "24:00" ? 1440
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute
        : throw new JsonException($"'{text}' is no time of day.");

    private static string Text(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:D2}:{minutes % 60:D2}");
}

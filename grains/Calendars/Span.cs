using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Practice.Calendars;

/// <summary>In what a time limit is measured.</summary>
[GenerateSerializer, Alias("spanUnit")]
public enum SpanUnit
{
    /// <summary>No limit by the clock: set by the month's allocation or by a promised date.</summary>
    None,
    Hours,
    Days,
    WorkingHours,
    WorkingDays,
}

/// <summary>A time limit: an amount of calendar hours, calendar days, working hours or working days, or none.</summary>
/// <remarks>Written <c>24h</c>, <c>7d</c>, <c>4wh</c>, <c>1wd</c> or <c>none</c>; at most 9999 of a unit. Half an hour cannot be asked.</remarks>
[GenerateSerializer, Immutable, Alias("span"), JsonConverter(typeof(SpanJsonConverter))]
public readonly record struct Span([property: Id(0)] SpanUnit Unit, [property: Id(1)] int Amount) : IParsable<Span>
{
    public static readonly Span None;

    /// <summary>When a limit that starts now ends; nothing where there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset start, WorkCalendar calendar) => Unit switch
    {
        SpanUnit.Hours => start.AddHours(Amount),
        SpanUnit.Days => start.AddDays(Amount),
        SpanUnit.WorkingHours => calendar.AddWorkingHours(start, Amount),
        SpanUnit.WorkingDays => calendar.AddWorkingDays(start, Amount),
        _ => null,
    };

    public override string ToString() => Unit == SpanUnit.None ? "none" : string.Create(CultureInfo.InvariantCulture, $"{Amount}{Suffix(Unit)}");

    /// <exception cref="FormatException">The text is not a span.</exception>
    public static Span Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var span) ? span : throw new FormatException($"'{s}' is not a time limit (24h, 7d, 4wh, 1wd, none).");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Span result)
    {
        result = None;
        if (s == "none")
            return true;

        var digits = s?.TakeWhile(char.IsAsciiDigit).Count() ?? 0;
        if (s is null || digits is 0 or > 4)
            return false;
        foreach (var unit in Enum.GetValues<SpanUnit>())
            if (unit != SpanUnit.None && s.AsSpan(digits).SequenceEqual(Suffix(unit)))
            {
                result = new(unit, int.Parse(s.AsSpan(0, digits), CultureInfo.InvariantCulture));
                return true;
            }
        return false;
    }

    private static string Suffix(SpanUnit unit) => unit switch
    {
        SpanUnit.Hours => "h",
        SpanUnit.Days => "d",
        SpanUnit.WorkingHours => "wh",
        SpanUnit.WorkingDays => "wd",
        _ => "",
    };
}

/// <summary>Reads and writes a span as its text.</summary>
public sealed class SpanJsonConverter : JsonConverter<Span>
{
    public override Span Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Span.TryParse(reader.GetString(), null, out var span)
            ? span
            : throw new JsonException("A time limit is written 24h, 7d, 4wh, 1wd or none.");

    public override void Write(Utf8JsonWriter writer, Span value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

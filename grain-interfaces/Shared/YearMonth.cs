using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Practice.Shared;

/// <summary>A month of a year, written <c>yyyy-MM</c>. Ordered by time.</summary>
/// <remarks>Law: 1 ≤ <see cref="Month"/> ≤ 12 and 1 ≤ <see cref="Year"/> ≤ 9999. The default value is no month: do not use it.</remarks>
[GenerateSerializer, Immutable, Alias("yearMonth"), JsonConverter(typeof(YearMonthJsonConverter))]
public readonly record struct YearMonth : IComparable<YearMonth>, IParsable<YearMonth>
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
    public YearMonth(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        Year = year;
        Month = month;
    }

    [Id(0)] public int Year { get; }

    [Id(1)] public int Month { get; }

    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => new(Year, Month, DateTime.DaysInMonth(Year, Month));

    public static YearMonth Of(DateOnly date) => new(date.Year, date.Month);

    /// <exception cref="ArgumentOutOfRangeException">The result is no month of the years 1–9999.</exception>
    public YearMonth AddMonths(int months)
    {
        var index = (Year * 12) + Month - 1 + months;
        return new(index / 12, (index % 12) + 1);
    }

    public bool Contains(DateOnly date) => date.Year == Year && date.Month == Month;

    public int CompareTo(YearMonth other) => ((Year * 12) + Month).CompareTo((other.Year * 12) + other.Month);

    public static bool operator <(YearMonth left, YearMonth right) => left.CompareTo(right) < 0;

    public static bool operator >(YearMonth left, YearMonth right) => left.CompareTo(right) > 0;

    public static bool operator <=(YearMonth left, YearMonth right) => left.CompareTo(right) <= 0;

    public static bool operator >=(YearMonth left, YearMonth right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");

    /// <exception cref="FormatException">The text is not <c>yyyy-MM</c>.</exception>
    public static YearMonth Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var month) ? month : throw new FormatException($"'{s}' is not a month (yyyy-MM).");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out YearMonth result)
    {
        result = default;
        if (!DateOnly.TryParseExact(s, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            return false;
        result = Of(first);
        return true;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out YearMonth result) => TryParse(s, null, out result);
}

/// <summary>Reads and writes a month as <c>"yyyy-MM"</c>, as a value and as a key.</summary>
public sealed class YearMonthJsonConverter : JsonConverter<YearMonth>
{
    public override YearMonth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && YearMonth.TryParse(reader.GetString(), out var month)
            ? month
            : throw new JsonException("A month is written yyyy-MM.");

    public override void Write(Utf8JsonWriter writer, YearMonth value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override YearMonth ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        YearMonth.TryParse(reader.GetString(), out var month) ? month : throw new JsonException("A month is written yyyy-MM.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, YearMonth value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}

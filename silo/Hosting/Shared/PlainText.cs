using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Practice.Hosting;

/// <summary>
/// Text that every place it may come to can hold: no NUL, no control characters but tab and line breaks, no half of a surrogate pair.
/// </summary>
/// <remarks>The characters of XML 1.0 (§2.2): PostgreSQL refuses NUL, and a workbook with any of the others cannot be opened.</remarks>
internal static class PlainText
{
    // Control characters, surrogates and what no character is: none of them is in ordinary text.
    private static readonly SearchValues<char> Doubtful =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0xD800, 0x800)).Concat([0xFFFE, 0xFFFF]).Select(c => (char)c)]);

    public static bool Is(string text)
    {
        for (var i = text.AsSpan().IndexOfAny(Doubtful); i >= 0 && i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                continue;
            if (i + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(lowChar: text[i + 1], highChar: text[i]))
                return false;
            i++;
        }

        return true;
    }
}

/// <summary>Text in a body must be <see cref="PlainText"/>: anything else is 400 with its field.</summary>
internal sealed class PlainTextConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && PlainText.Is(text) ? text : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

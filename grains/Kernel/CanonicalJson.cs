using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Practice.Kernel;

/// <summary>One text for one content: keys in ordinal order, no spaces, no nulls in objects. So anybody can check a hash.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="without">Members of the outermost object to leave out.</param>
    public static string Of<T>(T value, params ReadOnlySpan<string> without)
    {
        var element = JsonSerializer.SerializeToElement(value, Json.Persisted);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            Write(writer, element, [.. without]);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>SHA-256 of a text in UTF-8, hexadecimal in small letters.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Write(Utf8JsonWriter writer, JsonElement element, string[] without)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                    if (member.Value.ValueKind != JsonValueKind.Null && !without.Contains(member.Name))
                    {
                        writer.WritePropertyName(member.Name);
                        Write(writer, member.Value, []);
                    }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var entry in element.EnumerateArray())
                    Write(writer, entry, []);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}

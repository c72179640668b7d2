using System.Text;
using System.Text.Json;

namespace Practice.Tests.EndToEnd;

/// <summary>Bodies that follow a schema of an OpenAPI document more or less: right types with strange values, wrong types, broken JSON.</summary>
internal sealed class Nonsense(Random random, JsonElement document)
{
    /// <summary>Values of any type, as JSON.</summary>
    public static readonly string[] Strange =
    [
        "null", "true", "-1", "0", "3", "2147483648", "1e308", "\"\"", "\"\\u0000\"", "\"x\"", "[]", "{}", "[null]", "[{}]", "[\"x\"]", "[[[[]]]]", "\"2026-02-30\"", "\"2026-08-01\"",
        "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"2030-01-01T09:00:00+08:00\"", "\"24:00\"", "\"25:61\"", "\"321299\"", "\"lifeService\"", "\"😀\"",
        "\"\\ud800\"", "\"\\udc00x\"", "\"\u202egnirts\"", "\"../../etc/hosts\"", "\"%00\"", "\"2026-08\"", "\"MAo5OTk5OQ==\"", "-0", "1e-400", "1e400", "99999999999999999999999999", "0.1",
    ];

    private static readonly string[] Words = ["\"\"", "\" \"", "\"x\"", "\"321204\"", "\"321204001201-N000001\"", "\"lifeService\"", "\"plumbing\"", "\"08:00\"", "\"24:00\"", "\"4wh\"", "\"😀\"", $"\"{new string('长', 3000)}\""];

    private static readonly string[] Times =
        ["\"0001-01-01T00:00:00+00:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"9999-12-31T23:59:59+00:00\"", "\"2020-01-01T00:00:00Z\"", "\"2027-01-01T09:00:00+08:00\"", "\"2027-01-01T11:00:00+08:00\""];

    private static readonly string[] Dates = ["\"0001-01-01\"", "\"9999-12-31\"", "\"2027-01-31\"", "\"2024-02-29\""];

    private static readonly string[] Numbers = ["-2147483648", "-1", "0", "1", "2", "7", "1000", "2147483647", "1e308"];

    public string Body(JsonElement schema, int round) => round switch
    {
        0 => "{}",
        1 => Any(Strange),
        2 => Value(schema, 0)[..^1],
        _ => Value(schema, 0),
    };

    /// <summary>A body that was broken after it was written: cut, stretched, doubled, nested too deep, in another encoding.</summary>
    public byte[] Broken(JsonElement schema)
    {
        var json = Value(schema, 0);
        var bytes = Encoding.UTF8.GetBytes(json);
        switch (random.Next(12))
        {
            case 0: return bytes[..random.Next(bytes.Length)];
            case 1: bytes[random.Next(bytes.Length)] = (byte)random.Next(256); return bytes;
            case 2: return Encoding.UTF8.GetBytes(json + json);
            case 3: return Encoding.UTF8.GetBytes(new string('[', random.Next(1, 3000)));
            case 4: return Encoding.UTF8.GetBytes(Nested(random.Next(1, 400)));
            case 5: return Encoding.Unicode.GetBytes(json);
            case 6: return [0xEF, 0xBB, 0xBF, .. bytes];
            case 7: return [.. bytes, 0xFF, 0xFE];
            case 8: return [];
            case 9: return Encoding.UTF8.GetBytes($"{{\"\\ud800\":1,\"\":{Any(Strange)},\"__proto__\":{{}},{(json.Length > 2 && json[0] == '{' ? json[1..] : "}")}");
            case 10: return Encoding.UTF8.GetBytes($"\"{new string('长', random.Next(20_000))}\"");
            default: return Encoding.UTF8.GetBytes($"{{\"people\":{new string('9', random.Next(1, 500))},\"score\":-{new string('9', 30)}.5e{random.Next(400)}}}");
        }
    }

    private string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"wanted\":", depth)) + Any(Strange) + new string('}', depth);

    private string Value(JsonElement schema, int depth)
    {
        schema = Resolve(schema);
        if (depth > 0 && random.Next(12) == 0)
            return Any(Strange);
        if (schema.TryGetProperty("enum", out var named))
            return Any([.. named.EnumerateArray().Select(value => value.GetRawText())]);
        if (schema.TryGetProperty("properties", out var properties))
            return "{" + string.Join(',', properties.EnumerateObject().Where(_ => random.Next(4) > 0).Select(member => $"\"{member.Name}\":{Value(member.Value, depth + 1)}")) + "}";
        var type = schema.TryGetProperty("type", out var types) ? types.GetRawText() : "";
        var format = schema.TryGetProperty("format", out var formats) ? formats.GetString() : null;
        if (type.Contains("array", StringComparison.Ordinal))
            return depth > 4 || !schema.TryGetProperty("items", out var items) ? "[]" : "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(items, depth + 1))) + "]";
        if (type.Contains("integer", StringComparison.Ordinal) || type.Contains("number", StringComparison.Ordinal))
            return Any(Numbers);
        if (type.Contains("boolean", StringComparison.Ordinal))
            return Any(["true", "false"]);
        return type.Contains("string", StringComparison.Ordinal) ? Any(format switch { "date-time" => Times, "date" => Dates, _ => Words }) : Any(Strange);
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("oneOf", out var one))
                schema = one.EnumerateArray().Last();
            else if (schema.TryGetProperty("$ref", out var reference))
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            else
                return schema;
        }
    }

    private string Any(string[] values) => values[random.Next(values.Length)];
}

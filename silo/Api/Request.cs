using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Practice.Kernel;
using Practice.Shared;
using Practice.Silo.Hosting;

namespace Practice.Silo.Api;

/// <summary>What every command takes from its request: the caller, the idempotency key, the version that was seen.</summary>
internal static class Request
{
    public const int LongestKey = 200;

    /// <summary>A list that was left out has nothing to write; a number beyond all numbers (<c>1e400</c>) is refused later, by its field.</summary>
    private static readonly JsonSerializerOptions Prints = new(Json.Persisted)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutMissingLists } },
    };

    private static readonly object OwnKey = new();

    public static Caller Caller(this HttpContext context) => context.User.ToCaller();

    /// <summary>
    /// The operation behind a request. The fingerprint covers method, path and contents. A request that came without a key gets one for as
    /// long as it lasts: its calls may then be made again when a silo goes away under them.
    /// </summary>
    public static Operation Operation(this HttpContext context, object? body = null)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > LongestKey)
            throw new BadHttpRequestException($"An Idempotency-Key has at most {LongestKey} characters.");
        return key.Length == 0
            ? new(context.Caller(), context.OwnKeyOf(), null, IfMatch(context))
            : new(context.Caller(), key, Fingerprint(context, body), IfMatch(context));
    }

    /// <summary>The version named by If-Match: a number in quotes, as ETags are given out.</summary>
    public static long? IfMatch(this HttpContext context)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*")
            return null;
        return long.TryParse(header.Replace("W/", "", StringComparison.Ordinal).Trim('"'), out var version)
            ? version
            : throw new BadHttpRequestException("If-Match takes the ETag that was given out.");
    }

    /// <summary>PATCH and PUT name what they have seen, or say nothing of the kind was meant: <c>*</c>.</summary>
    public static bool LacksIfMatch(this HttpContext context) => context.Request.Headers.IfMatch.Count == 0;

    private static string OwnKeyOf(this HttpContext context)
    {
        if (context.Items.TryGetValue(OwnKey, out var made)) return (string)made!;
        var key = $"request/{Guid.CreateVersion7():n}";
        context.Items[OwnKey] = key;
        return key;
    }

    private static void LeaveOutMissingLists(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(member => member.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(ImmutableArray<>)))
        {
            var isDefault = member.PropertyType.GetProperty(nameof(ImmutableArray<int>.IsDefault))!;
            member.ShouldSerialize = (_, value) => value is not null && !(bool)isDefault.GetValue(value)!;
        }
    }

    private static string Fingerprint(HttpContext context, object? body)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n", text);
        if (body is not null)
            using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = Json.Persisted.Encoder, SkipValidation = true }))
                JsonSerializer.Serialize(writer, body, body.GetType(), Prints);
        return Convert.ToHexStringLower(SHA256.HashData(text.WrittenSpan));
    }
}

using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Practice.Kernel;

/// <summary>How persisted shapes are written. Property names are a contract with the database: rename nothing.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Persisted = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutFacets } },
    };

    /// <summary>An enum value's name on the wire and in the rows.</summary>
    public static string Name<T>(T value) where T : struct, Enum => Names<T>.Of.TryGetValue(value, out var name) ? name : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Of =
            Enum.GetValues<T>().Distinct().ToFrozenDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }

    // An item's facets stand in the columns of its row. Rows of before hold them in the document too: read over, not kept.
    private static void LeaveOutFacets(JsonTypeInfo type)
    {
        if (type.Type.IsAssignableTo(typeof(Item)))
            foreach (var property in type.Properties)
                if (property.PropertyType == typeof(Facets))
                    property.Get = null;
    }
}

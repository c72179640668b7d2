using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Practice.Silo.Api;

/// <summary>A list has no empty places: a null in one means nothing in any request, and no rule has to expect it.</summary>
internal static class FullLists
{
    public static void Require(JsonTypeInfo type)
    {
        if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false })
            type.OnDeserialized = Check;
    }

    private static void Check(object list)
    {
        if (((IEnumerable)list).Cast<object?>().Contains(null))
            throw new JsonException();
    }
}

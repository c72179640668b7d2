using System.Globalization;
using System.Text.Json;
using Practice.Kernel;

namespace Practice.Silo.Api;

/// <summary>Public answers with an ETag of their contents: whoever has them already is told so in no bytes.</summary>
internal static class Cached
{
    public static IResult Json<T>(HttpContext context, T value, int seconds)
    {
        var text = JsonSerializer.Serialize(value, Kernel.Json.Persisted);
        var tag = $"\"{CanonicalJson.Hash(text)[..32]}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={seconds}");
        return context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(text, "application/json; charset=utf-8");
    }
}

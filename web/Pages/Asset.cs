using System.Security.Cryptography;
using System.Text;

namespace Practice.Web.Pages;

/// <summary>A file that ships inside the program. Its address names its content, so that browsers may keep it for ever.</summary>
internal sealed class Asset
{
    private readonly string _tag;

    public Asset(string name, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        (Name, Type, Text) = (name, type, reader.ReadToEnd());
        _tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..12];
    }

    public string Name { get; }

    public string Type { get; }

    public string Text { get; }

    public string Address => $"/{Name}?v={_tag}";

    public void Map(IEndpointRouteBuilder app) => app.MapGet("/" + Name, (HttpContext context, string? v = null) =>
    {
        context.Response.Headers.CacheControl = v == _tag ? "public, max-age=31536000, immutable" : "public, max-age=3600";
        return TypedResults.Text(Text, Type + "; charset=utf-8");
    });
}

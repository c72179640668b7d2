using System.Security.Cryptography;
using System.Text;

namespace Practice.Web.Pages;

/// <summary>The one style sheet. Its address names its content, so that browsers may keep it for ever.</summary>
internal static class Stylesheet
{
    public static readonly string Text = Load();

    public static readonly string Address = "/practice.css?v=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..12];

    private static string Load()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("practice.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

namespace Practice.Web.Pages;

/// <summary>The style sheet and the script, those that a desk has besides, the icon and the manifest.</summary>
internal static class SiteFiles
{
    public static readonly Asset Style = new("practice.css", "text/css");
    public static readonly Asset Script = new("practice.js", "text/javascript");
    public static readonly Asset DeskStyle = new("desk.css", "text/css");
    public static readonly Asset DeskScript = new("desk.js", "text/javascript");
    private static readonly Asset Icon = new("icon.svg", "image/svg+xml");
    private static readonly Asset Manifest = new("manifest.webmanifest", "application/manifest+json");

    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        foreach (var asset in new[] { Style, Script, DeskStyle, DeskScript, Icon, Manifest }) asset.Map(app);
    }
}

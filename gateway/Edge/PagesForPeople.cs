using System.Text.RegularExpressions;

namespace Practice.Gateway.Edge;

/// <summary>
/// Codes on paper and links in messages name the API, which every network has. A browser that opens one is led to the page made for
/// people, where there are pages; the API's own plain page serves where there are none.
/// </summary>
internal static partial class PagesForPeople
{
    public static WebApplication UsePagesForPeople(this WebApplication app, GatewayOptions options)
    {
        if (options.WebAddresses.Count == 0) return app;
        app.Use((context, next) =>
        {
            if (PageFor(context) is not { } page) return next(context);
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(page);
            return Task.CompletedTask;
        });
        return app;
    }

    private static string? PageFor(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Path.Value is not { } path || !path.StartsWith("/api/v1/public/", StringComparison.Ordinal)
            || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)) return null;
        if (path == "/api/v1/public/progress") return request.Query["number"].ToString() is { Length: > 0 } number ? "/progress?number=" + Uri.EscapeDataString(number) : "/progress";
        return Link().Match(path) is { Success: true } link ? $"/rate/{link.Groups["need"].Value}/{link.Groups["secret"].Value}" : null;
    }

    [GeneratedRegex("^/api/v1/public/needs/(?<need>[0-9A-Z-]{1,40})/links/(?<secret>[0-9A-Za-z-]{8,40})$", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}

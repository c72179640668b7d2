namespace Practice.Web.Pages;

/// <summary>A form counts only where a page of this site sent it, as the browser says (Fetch Metadata, W3C; Origin, RFC 6454 §7).</summary>
/// <remarks>
/// Stateless, so that every replica judges alike, after a restart too, and a page needs no cookie. What says neither is refused: all
/// browsers of the last years say at least the origin of a POST.
/// </remarks>
internal static class SameOrigin
{
    public static bool Sent(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers["Sec-Fetch-Site"].FirstOrDefault() is { Length: > 0 } site) return site == "same-origin";
        return Uri.TryCreate(headers.Origin.FirstOrDefault(), UriKind.Absolute, out var origin) && string.Equals(origin.Authority, Host(context), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The address that readers know this site by.</summary>
    public static string Of(HttpContext context) => $"{(IsSecure(context) ? "https" : "http")}://{Host(context)}";

    public static bool IsSecure(HttpContext context) => (context.Request.Headers["X-Forwarded-Proto"].FirstOrDefault() ?? context.Request.Scheme) == "https";

    // The gateway in front has written there what it was asked by; nobody else is let in.
    private static string Host(HttpContext context) => context.Request.Headers["X-Forwarded-Host"].FirstOrDefault() is { Length: > 0 } host ? host : context.Request.Host.Value ?? "";
}

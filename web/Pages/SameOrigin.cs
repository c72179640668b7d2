using Practice.Hosting;

namespace Practice.Web.Pages;

/// <summary>A form counts only where a page of this site sent it.</summary>
internal static class SameOrigin
{
    public static bool Sent(HttpContext context) => FormOrigin.IsOwn(context.Request, Host(context));

    /// <summary>The address that readers know this site by.</summary>
    public static string Of(HttpContext context) => $"{(IsSecure(context) ? "https" : "http")}://{Host(context)}";

    public static bool IsSecure(HttpContext context) => (context.Request.Headers["X-Forwarded-Proto"].FirstOrDefault() ?? context.Request.Scheme) == "https";

    // The gateway in front has written there what it was asked by; nobody else is let in.
    private static string Host(HttpContext context) => context.Request.Headers["X-Forwarded-Host"].FirstOrDefault() is { Length: > 0 } host ? host : context.Request.Host.Value ?? "";
}

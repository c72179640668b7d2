using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Practice.Gateway.Edge;

/// <summary>What every answer carries, and what is believed of the proxies in front.</summary>
internal static class Headers
{
    public const string RequestId = "X-Request-Id";

    /// <summary><c>X-Forwarded-*</c> counts only from the proxies that are named; without names it counts from nobody.</summary>
    public static WebApplication UseKnownProxies(this WebApplication app, GatewayOptions options)
    {
        if (options.KnownProxies.Length == 0) return app;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.KnownProxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        app.UseForwardedHeaders(forwarded);
        return app;
    }

    /// <summary>Security headers, where what is behind sent none of its own, and the request's id, which is its trace's.</summary>
    public static WebApplication UseAnswerHeaders(this WebApplication app, GatewayOptions options)
    {
        var secure = options.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        app.Use((context, next) =>
        {
            var id = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
            context.Request.Headers[RequestId] = id;
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers[RequestId] = id;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.Count > 0 ? headers.ContentSecurityPolicy : options.ContentSecurityPolicy;
                if (secure) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
                headers.Remove("Server");
                headers.Remove("X-Powered-By");
                return Task.CompletedTask;
            });
            return next(context);
        });
        return app;
    }
}

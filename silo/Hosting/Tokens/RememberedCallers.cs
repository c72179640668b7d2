using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Practice.Hosting;

/// <summary>Who calls. A token is validated once a minute, not at each of its requests: that is most of what a small request costs.</summary>
/// <remarks>
/// Only valid tokens are remembered, for at most <see cref="Longest"/> and never past their end, so nobody fills the memory with bad ones
/// and a key that is withdrawn stops counting within that time. The caller is shared by the requests of a token: nobody changes it.
/// </remarks>
internal sealed class RememberedCallers(TimeProvider time)
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private const int Most = 4096;

    private readonly ConcurrentDictionary<string, (ClaimsPrincipal Caller, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>The middleware that says who calls, in place of the framework's.</summary>
    public Task Recognize(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0) return next(context);
        if (header.Count > 1 || header[0] is not { } credentials) return Validate(context, null, next);
        if (!_known.TryGetValue(credentials, out var known) || time.GetUtcNow() >= known.Until) return Validate(context, credentials, next);
        context.User = known.Caller;
        return next(context);
    }

    private async Task Validate(HttpContext context, string? credentials, RequestDelegate next)
    {
        if (await context.AuthenticateAsync() is { Succeeded: true } valid)
        {
            context.User = valid.Principal;
            if (credentials is not null && valid.Properties?.ExpiresUtc is { } ends) Remember(credentials, valid.Principal, ends);
        }

        await next(context);
    }

    private void Remember(string credentials, ClaimsPrincipal caller, DateTimeOffset ends)
    {
        var latest = time.GetUtcNow() + Longest;
        if (_known.Count >= Most) _known.Clear();
        _known[credentials] = (caller, ends < latest ? ends : latest);
    }
}

internal static class RememberedCallersHosting
{
    /// <summary>Stands in for <c>UseAuthentication</c>, which the host would put first by itself.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app)
    {
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        var callers = new RememberedCallers(app.ApplicationServices.GetRequiredService<TimeProvider>());
        return app.Use(callers.Recognize);
    }
}

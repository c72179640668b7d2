using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Practice.Hosting;

namespace Practice.Gateway.Edge;

/// <summary>Token buckets of this gateway: an account's where somebody is signed in, else an address's. Past it: 429 with <c>Retry-After</c>.</summary>
internal static class RateLimits
{
    private const string Progress = "/api/v1/public/progress";
    private const string Code = "/connect/sign-in/code";
    private const int LongestNumber = 40;
    private static readonly string[] TokenPaths = ["/connect"];

    /// <summary>What somebody without an account files, rates and looks up: slower than what anybody reads.</summary>
    private static readonly string[] PublicPaths = ["/api/v1/public/needs", "/api/v1/public/calendars", Progress];

    /// <summary>Whether an address is the issuer's.</summary>
    public static bool IsToken(PathString path) => TokenPaths.Any(token => path.StartsWithSegments(token));

    /// <summary>Guards sign-in. Stands before authentication, for the issuer answers inside it.</summary>
    public static WebApplication UseTokenLimit(this WebApplication app, LimitOptions limits)
    {
        var limiter = Limiter(app, _ => "token", context => Bucket("token " + AddressOf(context), limits.TokenPerSecond, limits.TokenBurst));
        app.UseWhen(context => IsToken(context.Request.Path), branch => branch.UseRateLimiter(limiter));
        var codes = Limiter(app, _ => "code", context => Slow("code " + AddressOf(context), limits.CodePerMinute, limits.CodeBurst));
        app.UseWhen(context => HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments(Code), branch => branch.UseRateLimiter(codes));
        return app;
    }

    /// <summary>Guards the progress of a need against guessing: counted by the need that is asked for, whoever asks from wherever.</summary>
    public static WebApplication UseProgressLimit(this WebApplication app, LimitOptions limits)
    {
        var limiter = Limiter(app, _ => "progress", context =>
        {
            var need = context.Request.Query["number"].ToString();
            return Slow("need " + need[..Math.Min(need.Length, LongestNumber)], limits.ProgressPerMinute, limits.ProgressBurst);
        });
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Progress), branch => branch.UseRateLimiter(limiter));
        return app;
    }

    /// <summary>Guards everything else but health. Stands after authentication.</summary>
    public static WebApplication UseCallerLimit(this WebApplication app, LimitOptions limits)
    {
        app.UseRateLimiter(Limiter(app, context => context.User.FindFirstValue("sub") is null ? "address" : "account", context =>
            context.Request.Path.StartsWithSegments("/health") ? RateLimitPartition.GetNoLimiter("health")
            : context.User.FindFirstValue("sub") is { } subject ? Bucket("account " + subject, limits.AccountPerSecond, limits.AccountBurst)
            : Bucket("address " + AddressOf(context), limits.AddressPerSecond, limits.AddressBurst)));
        var open = Limiter(app, _ => "public", context => Slow("public " + AddressOf(context), limits.PublicPerMinute, limits.PublicBurst));
        app.UseWhen(context => PublicPaths.Any(path => context.Request.Path.StartsWithSegments(path)), branch => branch.UseRateLimiter(open));
        return app;
    }

    private static RateLimiterOptions Limiter(WebApplication app, Func<HttpContext, string> name, Func<HttpContext, RateLimitPartition<string>> partition)
    {
        var instruments = app.Services.GetRequiredService<EdgeInstruments>();
        return new RateLimiterOptions
        {
            GlobalLimiter = PartitionedRateLimiter.Create(partition),
            OnRejected = (refused, cancellation) =>
            {
                instruments.Refused(name(refused.HttpContext));
                return Reject(refused, cancellation);
            },
        };
    }

    // Tokens come one by one, so that a wait is as long as one of them takes.
    private static RateLimitPartition<string> Slow(string key, int perMinute, int burst) => perMinute == 0
        ? RateLimitPartition.GetNoLimiter("unlimited")
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute, AutoReplenishment = true, QueueLimit = 0,
        });

    private static RateLimitPartition<string> Bucket(string key, int perSecond, int burst) => perSecond == 0
        ? RateLimitPartition.GetNoLimiter("unlimited")
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
            QueueLimit = 0,
        });

    private static async ValueTask Reject(OnRejectedContext context, CancellationToken cancellation)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
        context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await Problem.Write(context.HttpContext, 429, "rate.exceeded", "Too many requests. Wait as long as Retry-After says.");
    }

    /// <summary>An IPv6 household has a /64 of addresses: they share one bucket.</summary>
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}

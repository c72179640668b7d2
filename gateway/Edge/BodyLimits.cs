using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Practice.Gateway.Edge;

/// <summary>How much body each address takes, and that whoever sends more reads the 413.</summary>
/// <remarks>
/// A connection that is closed while bytes still come in is reset, and the answer is lost with it: a client that does not ask first
/// (<c>Expect: 100-continue</c>) would see a broken connection and send it all again. So what comes after the answer is read and thrown
/// away, for a while and up to what an upload may have. Kestrel's own limit cannot do that: past it nothing more can be read.
/// </remarks>
internal static class BodyLimits
{
    private static readonly string[] UploadPaths = ["/api/v1/files", "/api/v1/imports"];
    private const string UnitsPath = "/api/v1/units", PeopleFile = "/volunteers/import";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static WebApplication UseBodyLimits(this WebApplication app, GatewayOptions options)
    {
        app.Use((context, next) => HasBody(context) ? Limited(context, next, options) : next(context));
        return app;
    }

    /// <summary>The largest body of a request, in bytes. What is not the API's is the web app's, whose forms carry photos.</summary>
    public static long MostOf(PathString path, GatewayOptions options) =>
        UploadPaths.Any(upload => path.StartsWithSegments(upload)) || (path.StartsWithSegments(UnitsPath) && path.Value!.EndsWith(PeopleFile, StringComparison.OrdinalIgnoreCase)) || (options.WebAddresses.Count > 0 && !Proxy.IsSilos(path) && !RateLimits.IsToken(path))
            ? options.Limits.UploadBytes
            : options.Limits.BodyBytes;

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } && !HttpMethods.IsConnect(context.Request.Method);

    private static async Task Limited(HttpContext context, RequestDelegate next, GatewayOptions options)
    {
        var most = MostOf(context.Request.Path, options);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } own) own.MaxRequestBodySize = null;
        var body = context.Request.Body;
        if (context.Request.ContentLength is null || context.Request.ContentLength > most)
            context.Request.Body = new BoundedBody(body, most, context.Request.ContentLength ?? 0);
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status413PayloadTooLarge && context.Request.Headers.Expect.Count == 0)
            await Linger(context, body, options.Limits.UploadBytes);
    }

    private static async Task Linger(HttpContext context, Stream body, long most)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Patience);
        var block = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            await context.Response.CompleteAsync();
            while (await body.ReadAsync(block, limit.Token) is > 0 and var read)
                if ((most -= read) < 0)
                {
                    context.Abort();
                    return;
                }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Whoever hung up, or is too slow, has had the answer.
            context.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}

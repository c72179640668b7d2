using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Practice.Gateway.Edge;

/// <summary>
/// A request that never left — no connection was had — goes to another silo, each once. A read whose answer did not begin goes too:
/// asking twice changes nothing. A change that may have arrived never does: its outcome is unknown, and its caller asks again.
/// </summary>
internal static class AnotherSilo
{
    public static async Task Try(HttpContext context, RequestDelegate next)
    {
        var proxy = context.GetReverseProxyFeature();
        var left = proxy.AvailableDestinations;
        while (true)
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is not { } failure || !MayGoOn(context, failure) || proxy.ProxiedDestination is not { } tried) return;
            left = [.. left.Where(destination => destination != tried)];
            if (left.Count == 0) return;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.StatusCode = StatusCodes.Status200OK;
            (proxy.AvailableDestinations, proxy.ProxiedDestination) = (left, null);
        }
    }

    private static bool MayGoOn(HttpContext context, IForwarderErrorFeature failure)
    {
        if (failure.Error != ForwarderError.Request || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return false;
        return failure.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            || HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
    }
}

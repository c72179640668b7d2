namespace Practice.Web.Api;

/// <summary>Tells the API for whom a page is made: its limits count the reader, not this process, behind which everybody stands.</summary>
/// <remarks>The gateway believes it only where its <c>Practice:KnownProxies</c> names this process.</remarks>
internal sealed class ReaderAddress(IHttpContextAccessor accessor) : DelegatingHandler
{
    private const string Forwarded = "X-Forwarded-For";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The gateway in front has written there whom it serves, and nobody else.
        var reader = accessor.HttpContext is { } context ? context.Request.Headers[Forwarded].FirstOrDefault() ?? context.Connection.RemoteIpAddress?.ToString() : null;
        if (reader is not null) request.Headers.TryAddWithoutValidation(Forwarded, reader);
        return base.SendAsync(request, cancellationToken);
    }
}

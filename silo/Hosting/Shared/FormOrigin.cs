namespace Practice.Hosting;

/// <summary>Whether a page of this site sent a form, as the browser says (Fetch Metadata, W3C; Origin, RFC 6454 §7).</summary>
/// <remarks>
/// Stateless, so that every replica judges alike, after a restart too, and a page needs no cookie. What says neither is refused: all
/// browsers of the last years say at least the origin of a POST.
/// </remarks>
internal static class FormOrigin
{
    /// <param name="host">What readers know this site by, with its port.</param>
    public static bool IsOwn(HttpRequest request, string host)
    {
        if (request.Headers["Sec-Fetch-Site"].FirstOrDefault() is { Length: > 0 } site) return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin.FirstOrDefault(), UriKind.Absolute, out var origin) && string.Equals(origin.Authority, host, StringComparison.OrdinalIgnoreCase);
    }
}

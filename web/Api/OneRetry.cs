using System.Net;

namespace Practice.Web.Api;

/// <summary>
/// Gives each attempt its time and asks once more after one that failed: reads, and changes that carry an <c>Idempotency-Key</c>, so that
/// asking twice changes nothing.
/// </summary>
internal sealed class OneRetry(TimeSpan patience, TimeProvider time) : DelegatingHandler
{
    public const string Key = "Idempotency-Key";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && !request.Headers.Contains(Key)) throw new InvalidOperationException("Only what changes nothing twice is asked twice.");
        try
        {
            var answer = await Attempt(request, cancellationToken);
            if (answer.StatusCode is < HttpStatusCode.InternalServerError and not HttpStatusCode.RequestTimeout) return answer;
            answer.Dispose();
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException)
        {
            // The second attempt tells.
        }

        await Task.Delay(Pause, time, cancellationToken);
        return await Attempt(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> Attempt(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {patience.TotalSeconds} seconds.");
        }
    }
}

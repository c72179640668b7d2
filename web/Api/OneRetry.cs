using System.Net;

namespace Practice.Web.Api;

/// <summary>
/// Gives each attempt its time and asks once more after one that failed: reads only, so that asking twice changes nothing.
/// </summary>
internal sealed class OneRetry(TimeSpan patience, TimeProvider time) : DelegatingHandler
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get) throw new InvalidOperationException("Only reads are asked twice.");
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

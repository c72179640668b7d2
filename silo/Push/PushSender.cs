using System.Security.Cryptography;
using System.Text;
using Practice.Persons;
using Practice.Push;
using Practice.Silo.Hosting;

namespace Practice.Silo.Push;

/// <summary>Sends over HTTP. Nothing of what it opens, and nothing of what a target says, is logged: only codes leave it.</summary>
internal sealed class PushSender(PushSettings settings, PersonVault vault, TimeProvider time) : IPushSender, IDisposable
{
    private const int MostBytes = 16 * 1024;
    private readonly HttpClient _http = new(PinnedConnections.Handler(settings)) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<PushAnswer> Send(PushTarget target, Delivery delivery, CancellationToken cancellation)
    {
        PushSecret secret;
        try
        {
            secret = PushSecret.Open(vault, target.Of, target.Sealed);
        }
        catch (CryptographicException)
        {
            return new(PushVerdict.Refused, "secret.unreadable");
        }

        var (request, parts) = PushRequests.Make(settings, target, delivery, secret, time.GetUtcNow());
        using (request)
            return await Ask(request, async (answer, patience) =>
                PushAnswers.Read(target.Kind, (int)answer.StatusCode, await Beginning(answer, patience), RetryAfter(answer)) with { Parts = parts }, cancellation);
    }

    /// <summary>Whether a web hook wants to hear from <paramref name="origin"/>, and how often a minute.</summary>
    public async Task<(PushAnswer Answer, int? PerMinute)> Confirm(string address, string origin, CancellationToken cancellation)
    {
        int? rate = null;
        using var request = PushRequests.Ask(address, origin);
        var answer = await Ask(request, (reply, _) =>
        {
            var allowed = reply.Headers.TryGetValues("WebHook-Allowed-Origin", out var origins) && origins.Any(o => o == "*" || o == origin);
            if (reply.Headers.TryGetValues("WebHook-Allowed-Rate", out var rates) && int.TryParse(rates.First(), out var number) && number > 0)
                rate = number;
            return Task.FromResult(allowed ? new PushAnswer(PushVerdict.Accepted)
                : (int)reply.StatusCode is >= 300 and < 400 ? new(PushVerdict.Refused, "redirect")
                : new(PushVerdict.Refused, "origin.notAllowed"));
        }, cancellation);
        return (answer, rate);
    }

    public void Dispose() => _http.Dispose();

    private async Task<PushAnswer> Ask(HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<PushAnswer>> read, CancellationToken cancellation)
    {
        if (!IsProper(request.RequestUri!))
            return new(PushVerdict.Refused, "address.refused");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Patience);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await read(answer, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(PushVerdict.Failed, "timeout");
        }
        catch (HttpRequestException e) when (e.InnerException is InsideAddressException)
        {
            return new(PushVerdict.Refused, "address.refused");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(PushVerdict.Failed, "connection");
        }
    }

    // Plain HTTP goes to addresses inside that somebody has allowed by number, and to robots where settings say so.
    private bool IsProper(Uri address) => address.Scheme == "https"
        || address.Scheme == "http" && System.Net.IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) && settings.IsInside(new(literal, address.Port));

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } => at - time.GetUtcNow(),
        _ => null,
    };

    private static async Task<string> Beginning(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var bytes = new byte[MostBytes];
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var read = await body.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }
}

using System.Net.Http.Headers;

namespace Practice.Gateway.SignIn;

/// <summary>Sends nothing: an operator reads the codes at <c>GET /api/v1/sign-in/codes</c>. For development and demonstrations.</summary>
internal sealed class ShownCodes : ICodeSender
{
    public bool Available => true;

    public bool Shown => true;

    public Task Send(string phone, string code, int minutes, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>Production without a provider: nobody gets a code, and who asks is told so.</summary>
internal sealed class NoCodes : ICodeSender
{
    public bool Available => false;

    public bool Shown => false;

    public Task Send(string phone, string code, int minutes, CancellationToken cancellation) => throw new HttpRequestException("No provider of codes is configured.");
}

/// <summary>A provider over HTTP: <c>POST { phone, code, minutes }</c> with a bearer token; 2xx is on its way.</summary>
internal sealed partial class HttpCodes(CodeOptions options, IHttpClientFactory clients, ILogger<HttpCodes> logger) : ICodeSender
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public bool Available => true;

    public bool Shown => false;

    public async Task Send(string phone, string code, int minutes, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = JsonContent.Create(new { phone, code, minutes }) };
        if (options.Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        try
        {
            using var answer = await clients.CreateClient(nameof(HttpCodes)).SendAsync(request, cancellation);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            LogNotSent(failure.Message);
            throw new HttpRequestException("The provider did not take the message.", failure);
        }
    }

    // Neither the phone nor the code.
    [LoggerMessage(Level = LogLevel.Warning, Message = "A code was not sent: {Reason}")]
    private partial void LogNotSent(string reason);
}

using System.Text.Json;

namespace Practice.Hosting;

/// <summary>
/// Looks whether the issuer is the one that <c>Practice:Issuer</c> says. An issuer that is not up yet stops no start: that is said until
/// it answers, and requests with tokens are refused meanwhile. One that calls itself by another name stops the process.
/// </summary>
internal sealed partial class IssuerCheck(Uri document, string issuer, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<IssuerCheck> logger)
    : BackgroundService, IPreparation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private bool _seen;

    public async Task Prepare(CancellationToken cancellation) => await Look(cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!_seen && await Look(stoppingToken) is { } reason)
            {
                LogAway(document, reason);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (SettingException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            Environment.ExitCode = PracticeHost.BadSetting;
            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    /// <returns>Why there is no answer yet; null = seen, and right.</returns>
    /// <exception cref="SettingException">Another issuer.</exception>
    private async Task<string?> Look(CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = JsonDocument.Parse(await http.GetStringAsync(document, cancellation));
            if (answer.RootElement.TryGetProperty("issuer", out var said) && said.GetString()?.TrimEnd('/') is { } other && other != issuer.TrimEnd('/'))
                throw new SettingException("Practice:Issuer", $"the issuer at {document} calls itself '{other}', not '{issuer}': write its own name.");
            _seen = true;
            return null;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return failure.Message;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the issuer at {Document} (Practice:Issuer): {Reason} Requests with tokens are answered 503 meanwhile")]
    private partial void LogAway(Uri document, string reason);
}

using OpenIddict.Abstractions;
using Practice.Gateway.SignIn;

namespace Practice.Gateway.Identity;

/// <summary>Forgets tokens, codes and sessions that are over: every hour, those older than a day.</summary>
internal sealed partial class TokenPruning(IServiceScopeFactory scopes, TimeProvider time, ILogger<TokenPruning> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Keep = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var before = time.GetUtcNow() - Keep;
                await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, stoppingToken);
                await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, stoppingToken);
                var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
                await PhoneCodes.Forget(db, time.GetUtcNow().ToUnixTimeSeconds(), stoppingToken);
                await Sessions.Forget(db, time.GetUtcNow().ToUnixTimeSeconds(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired tokens could not be removed; the next hour tries again.")]
    private partial void LogFailure(Exception failure);
}

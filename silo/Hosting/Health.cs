using Practice.Hosting;
using Practice.Store;

namespace Practice.Silo.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers; it touches nothing. <c>/health/ready</c>: this silo is active in the cluster, its store
/// answers, and it is not stopping.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static WebApplication MapPracticeHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Ok(new { status = "live" }));
        health.MapGet("/ready", Ready);
        return app;
    }

    private static async Task<IResult> Ready(
        IHostApplicationLifetime lifetime, IClusterMembershipService membership, ILocalSiloDetails silo, IServiceProvider services, CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return NotReady("This silo is stopping.");
        if (!membership.CurrentSnapshot.Members.TryGetValue(silo.SiloAddress, out var member) || member.Status != SiloStatus.Active)
            return NotReady("This silo is not active in the cluster.");
        if (services.GetService<IUnitStore>() is { } store && !await Answers(store, cancellation)) return NotReady("The store does not answer.");
        return TypedResults.Ok(new { status = "ready" });
    }

    /// <summary>A question that every migrated store answers from an index.</summary>
    private static async Task<bool> Answers(IUnitStore store, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await store.Waiting(0, DateTimeOffset.MinValue, 1, limit.Token).WaitAsync(limit.Token);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static IResult NotReady(string why) => Problem.Of(503, "silo.notReady", why);
}

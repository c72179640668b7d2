using Microsoft.Extensions.DependencyInjection;
using Practice.Shared;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>Owns the scenario's time: it is durable before any host shows it.</summary>
[GrainType("clock")]
internal sealed class ScenarioClockGrain(KernelServices services, TimeProvider real, IServiceProvider host) : StreamGrain(services), IScenarioClockGrain
{
    private static readonly Refusal Real = Refusal.Conflict("clock.real", "This host runs on real time.");

    protected override ItemKinds Kinds => ScenarioClock.Kinds;

    public Task<ScenarioTime> Show() => Read(book => View(book, "")!);

    public Task<Result<ScenarioTime>> Advance(Operation operation, DateTimeOffset to) => Change(operation, draft => ScenarioClock.Advance(draft, to));

    public Task<Result<ScenarioTime>> Release(Operation operation) => Change(operation, draft => ScenarioClock.Release(draft, real.GetUtcNow()));

    protected override string PathOf(Book book) => "/";

    protected override void Take(Draft draft, string from, Message message)
    {
    }

    private async Task<Result<ScenarioTime>> Change(Operation operation, Func<Draft, Refusal?> decide)
    {
        if (host.GetService<ScenarioFollower>() is not { } follower)
            return Real;
        var result = await Execute(operation, decide, () => ScenarioClock.ItemId, View);
        if (Book.Find<ScenarioClock>(ScenarioClock.ItemId) is { } scenario)
            follower.Set(scenario);
        return result;
    }

    private static ScenarioTime? View(Book book, string id) =>
        book.Find<ScenarioClock>(ScenarioClock.ItemId) is { } clock ? new(clock.Released ? null : clock.At, clock.Released) : new(null, false);
}

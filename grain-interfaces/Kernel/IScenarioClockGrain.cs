using Practice.Shared;

namespace Practice.Kernel;

/// <summary>
/// The scenario clock of demo and test hosts, durable and never backwards. One grain, <c>clock-scenario</c>. On a host without a
/// scenario, as in production, every command is refused with <c>clock.real</c>.
/// </summary>
[GrainInterfaceType("clock"), Alias("clock")]
public interface IScenarioClockGrain : IGrainWithStringKey
{
    const string Key = "clock-scenario";

    [Alias("Show")]
    Task<ScenarioTime> Show();

    /// <summary>Sets the scenario's time. Refused: <c>clock.backwards</c>, <c>clock.released</c>.</summary>
    [Alias("Advance")]
    Task<Result<ScenarioTime>> Advance(Operation operation, DateTimeOffset to);

    /// <summary>From here on, for ever, it is real time. Refused with <c>clock.ahead</c> while real time is before the scenario's.</summary>
    [Alias("Release")]
    Task<Result<ScenarioTime>> Release(Operation operation);
}

/// <summary>What the scenario clock shows.</summary>
/// <param name="At">The scenario's time; null = real time.</param>
/// <param name="Released">Whether the scenario is over.</param>
[GenerateSerializer, Immutable, Alias("scenarioTime")]
public sealed record ScenarioTime([property: Id(0)] DateTimeOffset? At, [property: Id(1)] bool Released);

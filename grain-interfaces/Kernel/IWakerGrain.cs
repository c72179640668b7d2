using System.Collections.Immutable;

namespace Practice.Kernel;

/// <summary>
/// Watches a share of the index of what is due and wakes the owners. There is a small fixed set of them, <c>waker-0</c> to
/// <c>waker-3</c>: the cost follows what is due, not how many owners there are.
/// </summary>
[GrainInterfaceType("waker"), Alias("waker")]
public interface IWakerGrain : IGrainWithStringKey
{
    /// <summary>Makes the waker look by itself from now on, also after a crash. Repeated harmlessly.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Wakes all that is due in this share and delivers all that is owed, until neither is left. For demo and test hosts.</summary>
    [Alias("SweepNow"), ResponseTimeout("00:10:00")]
    Task<SweepOutcome> SweepNow();
}

/// <summary>What a sweep has found.</summary>
/// <param name="Woken">How often an owner was woken for something due.</param>
/// <param name="Idle">Whether nothing was due nor owed, but what is stuck.</param>
/// <param name="Stuck">Owners with something due that they could not act on, or could not deliver.</param>
[GenerateSerializer, Immutable, Alias("sweepOutcome")]
public sealed record SweepOutcome([property: Id(0)] int Woken, [property: Id(1)] bool Idle, [property: Id(2)] ImmutableArray<string> Stuck);

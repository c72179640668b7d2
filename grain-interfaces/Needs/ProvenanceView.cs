using Practice.Shared;

namespace Practice.Needs;

/// <summary>By which way a need came in, beyond its channel: the opening of a box, a round of doors, a number outside.</summary>
/// <param name="Opening">Its duty clock began there.</param>
[GenerateSerializer, Immutable, Alias("provenanceView")]
public sealed record ProvenanceView(
    [property: Id(0)] string? Opening,
    [property: Id(1)] string? Visit,
    [property: Id(2)] string? OutsideNumber,
    [property: Id(3)] DateTimeOffset? ReplyBy,
    [property: Id(4)] DateTimeOffset? RepliedAt,
    [property: Id(5)] TimeSlot? Worked);

/// <summary>Calls to the resident.</summary>
/// <param name="Unreached">Three were not answered: 未评价.</param>
/// <param name="SelfHandled">本人办理: one person checked it, did it and confirmed it.</param>
/// <param name="Sampled">Drawn for the level above to call back.</param>
[GenerateSerializer, Immutable, Alias("callsView")]
public sealed record CallsView([property: Id(0)] int Attempts, [property: Id(1)] bool Unreached, [property: Id(2)] bool SelfHandled, [property: Id(3)] bool Sampled);

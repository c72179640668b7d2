namespace Practice.Telemetry;

/// <summary>
/// Counts the whole network for those who watch it. There is one, <see cref="Key"/>, wherever it is: the silo it is on shows the
/// numbers, the others show none.
/// </summary>
[GrainInterfaceType("census"), Alias("census")]
public interface ICensusGrain : IGrainWithStringKey
{
    const string Key = "census-network";

    /// <summary>Makes it count by itself from now on, also after a crash. Repeated harmlessly.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Counts now. For tests and drills.</summary>
    [Alias("Count"), ResponseTimeout("00:01:00")]
    Task Count();
}

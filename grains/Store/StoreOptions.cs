namespace Practice.Store;

/// <summary>Where the unit store lives and how much it may hold in memory. Read once, when the store is made.</summary>
public sealed record StoreOptions
{
    /// <summary>Connection string of PostgreSQL; null = the embedded SQLite file.</summary>
    public string? Postgres { get; init; }

    /// <summary>The SQLite file, made if it is missing. Owned by one process.</summary>
    public string SqlitePath { get; init; } = "units.db";

    /// <summary>Most connections that reads and side writes may hold; the writer's own are not counted.</summary>
    public int ReadConnections { get; init; } = 16;

    /// <summary>Most changes in one commit.</summary>
    public int BatchChanges { get; init; } = 512;

    /// <summary>Most bytes (estimated) in one commit; a single larger change goes alone.</summary>
    public int BatchBytes { get; init; } = 4 << 20;

    /// <summary>Rows waiting or in flight beyond which <see cref="IUnitStore.EnsureRoom"/> refuses.</summary>
    public int QueueRows { get; init; } = 100_000;

    /// <summary>Bytes (estimated) waiting or in flight beyond which <see cref="IUnitStore.EnsureRoom"/> refuses.</summary>
    public long QueueBytes { get; init; } = 64L << 20;

    /// <summary>Age of the oldest unanswered change beyond which <see cref="IUnitStore.EnsureRoom"/> refuses.</summary>
    public TimeSpan QueueAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a batch is submitted again after a lost connection before its outcome is given up as unknown.</summary>
    public TimeSpan ReconnectLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one statement may take before its connection counts as lost.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long delivered messages wait for a commit that takes them along.</summary>
    public TimeSpan DeliveredDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Newest remembered outcomes that <see cref="IUnitStore.Load"/> returns.</summary>
    public int LoadedOutcomes { get; init; } = 512;

    /// <summary>Real time, for ages, limits and back-off: never the domain's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

using System.Collections.Immutable;

namespace Practice.Store;

/// <summary>What is open and owed in the whole store at one instant.</summary>
/// <param name="Owed">Messages and reports that wait for delivery, and since when the oldest does.</param>
/// <param name="Parked">Messages that wait for a person.</param>
public sealed record StoreCensus(ImmutableArray<OpenNeeds> Open, long Owed, DateTimeOffset? OldestOwed, long Parked);

/// <summary>Needs that are neither met nor ended.</summary>
/// <param name="Depth">How many units the path of their owner names: 1 = a city.</param>
/// <param name="Overdue">Those whose limit has passed.</param>
public sealed record OpenNeeds(int Depth, string? Category, long Number, long Overdue);

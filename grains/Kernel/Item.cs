using System.Text.Json;
using System.Text.Json.Serialization;

namespace Practice.Kernel;

/// <summary>
/// One thing on one of an owner's lists: a need, an order, a resource. Immutable; a change makes a new one.
/// </summary>
/// <remarks>
/// Persisted as JSON in one row, which is the state and the read model at once. Members a release does not know are kept and
/// written back (<see cref="Unknown"/>), so that an older release can serve beside a newer one.
/// </remarks>
public abstract record Item
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Number of the event that last changed the item; its ETag. Kept in the row, not in the JSON.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>What lists and searches see of the item.</summary>
    [JsonIgnore]
    public abstract Facets Facets { get; }
}

/// <summary>The columns of an item's row.</summary>
/// <param name="Open">Whether some command on it is still possible.</param>
/// <param name="DueAt">The deadline people see.</param>
/// <param name="WakeAt">When the owner must act by itself.</param>
/// <param name="Text">What a search looks in.</param>
public readonly record struct Facets(
    bool Open, string? Status = null, string? Category = null, string? Urgency = null, string? Month = null,
    DateTimeOffset? DueAt = null, DateTimeOffset? WakeAt = null, string? Text = null);

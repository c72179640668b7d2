using System.Collections.Immutable;

namespace Practice.Store;

/// <summary>What a stream was when somebody last looked: the number of its newest event and the id of the change that wrote it.</summary>
/// <remarks>The id is the fence. With numbers alone a stale owner's second change, decided on its own lost first, would be admitted.</remarks>
public readonly record struct StreamHead(long Version, Guid LastChange);

/// <summary>
/// Everything that one decision of one stream's owner writes: one unit of atomicity. It is durable whole or not at all.
/// </summary>
/// <remarks>
/// Laws: at least one event; event numbers are contiguous from <see cref="Preceding"/>'s version + 1 (from 1 for a new stream); the
/// change is admitted only if the stream's head equals <see cref="Preceding"/>, a missing head only if that is null.
/// </remarks>
public sealed record Change
{
    public required string Stream { get; init; }

    /// <summary>Chosen once by the owner; a resubmission after an unknown outcome carries the same id.</summary>
    public required Guid Id { get; init; }

    public required StreamHead? Preceding { get; init; }
    public required ImmutableArray<EventRow> Events { get; init; }
    public ImmutableArray<ItemRow> Items { get; init; } = [];
    public ImmutableArray<OutboxRow> Outbox { get; init; } = [];
    public ImmutableArray<InboxMark> Marks { get; init; } = [];
    public ImmutableArray<PersonRow> Persons { get; init; } = [];
    public OutcomeRow? Outcome { get; init; }

    public StreamHead Head => new(Events[^1].Seq, Id);
}

/// <summary>One line of the audit trail. Never changed, never deleted, never personal: <see cref="Data"/> holds references only.</summary>
public sealed record EventRow(long Seq, string Type, string? Item, DateTimeOffset At, string Actor, string Data);

/// <summary>The state of one item and its read model in one row.</summary>
/// <param name="Kind">Which list it stands in: <c>need</c>, <c>order</c>, <c>team</c>, …</param>
/// <param name="Version">Number of the event that last changed it: its ETag.</param>
/// <param name="Path">The owner unit's path, for subtree reads: <c>/3212/321203/321203001/</c>.</param>
/// <param name="Open">Whether some command on it is still possible; an owner activates by loading its open rows.</param>
/// <param name="DueAt">The deadline that people see: what is open past it is overdue.</param>
/// <param name="WakeAt">When the owner must be woken to act on it; null = never. <see cref="IUnitStore.Due"/> reads this, never DueAt.</param>
/// <param name="Text">What a search looks in; split into tokens by <see cref="SearchText"/>.</param>
/// <param name="Doc">The item as JSON.</param>
public sealed record ItemRow(
    string Stream, string Kind, string Id, long Version, string Path, bool Open, string? Status, string? Category, string? Urgency,
    string? Month, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? WakeAt, string? Text, Document Doc);

/// <summary>A message that <paramref name="Stream"/> owes to <paramref name="To"/>.</summary>
/// <param name="Seq">
/// Ordered messages: a number that only grows per (sender, receiver), gaps allowed; the receiver keeps one high-water mark per sender.
/// Reports: there is one row per (sender, receiver, topic), it says that the newest state is owed, and an upsert replaces it; the number
/// is the version that owed it, so that <see cref="IUnitStore.Delivered"/> forgets the row only if it was not replaced meanwhile.
/// </param>
/// <param name="Topic">Empty for an ordered message; the report's topic otherwise.</param>
/// <param name="Trace">The W3C traceparent of what caused it, where that was traced: numbers of a trace and a span, nothing else.</param>
public sealed record OutboxRow(
    string Stream, string To, long Seq, string Topic, string Type, string Payload, DateTimeOffset At, int Attempts = 0, bool Parked = false, string? Trace = null);

/// <summary>The newest message of <paramref name="Sender"/> that the stream has taken in.</summary>
public sealed record InboxMark(string Sender, long Seq);

/// <summary>The remembered outcome of a command with an idempotency key. Holds no text and nobody's data: an answer is made from the item.</summary>
/// <param name="Key">Caller and key.</param>
/// <param name="Fingerprint">Of the request's body: the same key with another body is a mismatch.</param>
/// <param name="Result">What the first call answered, as a reference (an item's id).</param>
public sealed record OutcomeRow(string Key, string Fingerprint, string Result, DateTimeOffset At);

/// <summary>A person's details, sealed: the store never sees them in the clear, and erasing the row changes no event. An empty one is erased.</summary>
public sealed record PersonRow(string Ref, byte[] Sealed);

using System.Collections.Immutable;

namespace Practice.Store;

/// <summary>Where streams live. PostgreSQL in production, SQLite as the embedded default; one contract suite runs on both.</summary>
/// <remarks>
/// Changes are group-committed: one writer a process queues what arrives while a commit is in flight and writes everything waiting
/// in one statement. Several changes of one stream may wait together; they are chained by their fences.
/// </remarks>
public interface IUnitStore
{
    /// <summary>Throws <see cref="StoreBusyException"/> when the queue is full by rows, bytes or age. Ask before deciding.</summary>
    void EnsureRoom();

    /// <summary>
    /// Queues a change synchronously, in call order, and completes when it is durable. The caller may stop waiting; the change goes on.
    /// </summary>
    /// <exception cref="FencedException">Somebody else owns the stream now: the caller's state is stale. So fails all that was queued upon it.</exception>
    /// <exception cref="ChangeRejectedException">The database refuses this change for what is in it; changes beside it are unharmed.</exception>
    /// <exception cref="OutcomeUnknownException">The connection was lost and could not be had again within the limit.</exception>
    Task Commit(Change change);

    /// <summary>Forgets delivered messages, some time soon: losing this call costs one repeated delivery.</summary>
    void Delivered(OutboxRow message);

    /// <summary>Counts a failed attempt; a parked message is no longer offered by <see cref="Load"/> nor by <see cref="Waiting"/>.</summary>
    Task Undeliverable(OutboxRow message, bool park, CancellationToken cancellation);

    Task<StreamContents> Load(string stream, CancellationToken cancellation);
    Task<ImmutableArray<ItemRow>> Items(string stream, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation);
    Task<OutcomeRow?> Outcome(string stream, string key, CancellationToken cancellation);
    Task<PersonRow?> Person(string reference, CancellationToken cancellation);
    Task ErasePerson(string reference, CancellationToken cancellation);

    /// <summary>A page of the audit trail, oldest first, of one item or (null) of the whole stream.</summary>
    Task<ImmutableArray<EventRow>> Events(string stream, string? item, long afterSeq, int limit, CancellationToken cancellation);

    /// <summary>Lists, boards, search and exports: SQL over the rows, keyset-paged.</summary>
    Task<ItemPage> Search(ItemQuery query, CancellationToken cancellation);

    /// <summary>Number of items by status and category.</summary>
    Task<ImmutableArray<ItemCount>> Count(ItemQuery query, CancellationToken cancellation);

    /// <summary>Number of items by the unit they stand at and, as their document says it, the one that has them.</summary>
    Task<ImmutableArray<PlaceCount>> CountByPlace(ItemQuery query, CancellationToken cancellation);

    /// <summary>What the public board of a unit is made of.</summary>
    /// <param name="month">Whose needs are counted, <c>yyyy-MM</c>.</param>
    /// <param name="lines">Most needs of each list.</param>
    Task<BoardRows> Board(string stream, string path, string month, int lines, CancellationToken cancellation);

    /// <summary>Streams of a shard with a row whose <see cref="ItemRow.WakeAt"/> has come by <paramref name="now"/>, longest waiting first.</summary>
    Task<ImmutableArray<DueOwner>> Due(int shard, DateTimeOffset now, int limit, CancellationToken cancellation);

    /// <summary>Streams of a shard that owe a message or report since before <paramref name="before"/>.</summary>
    Task<ImmutableArray<string>> Waiting(int shard, DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>What is open and owed in the whole store. Seconds of work in a large one: ask seldom, from one place.</summary>
    Task<StoreCensus> Census(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Creates streams in bulk; one that exists already is left alone and not counted. Each change must be a stream's first.</summary>
    Task<ImmutableHashSet<string>> CreateStreams(IReadOnlyList<Change> firsts, CancellationToken cancellation);

    /// <summary>Remembered outcomes and delivered rows older than <paramref name="before"/> go.</summary>
    Task Forget(DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>What an owner needs to act: its head, its open items, what it has taken in and what it owes.</summary>
/// <param name="OutcomesComplete">Whether <paramref name="Outcomes"/> are all there are; otherwise a miss must be looked up.</param>
public sealed record StreamContents(
    StreamHead? Head, ImmutableArray<ItemRow> Open, ImmutableArray<InboxMark> Marks, ImmutableArray<OutboxRow> Owed,
    ImmutableArray<OutcomeRow> Outcomes, bool OutcomesComplete);

/// <summary>A page and where the next one starts; null = no more.</summary>
public sealed record ItemPage(ImmutableArray<ItemRow> Items, string? Next);

public sealed record ItemCount(string? Status, string? Category, string? Urgency, long Number, long Overdue);

/// <param name="Path">Of the unit whose item it is.</param>
/// <param name="Owner">The unit now responsible.</param>
public sealed record PlaceCount(string Path, string? Owner, string? Status, long Number, long Overdue);

public sealed record DueOwner(string Stream, DateTimeOffset Since);

/// <summary>Order of a list: newest first or soonest due first (rows without a due time are left out of the latter).</summary>
public enum ItemOrder { Newest, Oldest, Due, Id }

/// <summary>A question to the rows. Empty filters do not filter.</summary>
public sealed record ItemQuery
{
    public required string Kind { get; init; }
    public string? Stream { get; init; }

    /// <summary>A path prefix: the unit itself and everything below it.</summary>
    public string? Under { get; init; }

    /// <summary>A path: only rows of the units right below it.</summary>
    public string? ChildrenOf { get; init; }

    public IReadOnlyCollection<string> Statuses { get; init; } = [];
    public string? Category { get; init; }
    public string? Urgency { get; init; }
    public string? Month { get; init; }
    public bool? Open { get; init; }

    /// <summary>Only rows due at this instant or later.</summary>
    public DateTimeOffset? DueFrom { get; init; }

    /// <summary>Only rows due before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>Words to look for; every one must be found. One Chinese character is enough.</summary>
    public string? Words { get; init; }

    public ItemOrder Order { get; init; } = ItemOrder.Newest;
    public string? After { get; init; }
    public int Limit { get; init; } = 50;

    /// <summary>What "overdue" is measured against in <see cref="IUnitStore.Count"/>.</summary>
    public DateTimeOffset? Now { get; init; }
}

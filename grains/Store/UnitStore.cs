using System.Collections.Immutable;
using Practice.Store.Reading;
using Practice.Store.Writing;

namespace Practice.Store;

/// <summary>The unit store over either database. Opens lazily: nothing connects before the first call.</summary>
internal sealed class UnitStore : IUnitStore, IAsyncDisposable
{
    private readonly IStoreDatabase _database;
    private readonly StoreOptions _options;
    private readonly GroupCommitWriter _writer;
    private readonly StreamReads _streams;
    private readonly ItemSearch _search;
    private readonly BoardReads _board;

    public UnitStore(IStoreDatabase database, StoreOptions options)
    {
        _database = database;
        _options = options;
        _writer = new GroupCommitWriter(database.Executor(), options);
        _streams = new StreamReads(database, options);
        _search = new ItemSearch(database);
        _board = new BoardReads(database);
    }

    public void EnsureRoom() => _writer.EnsureRoom();

    public Task Commit(Change change) => _writer.Commit(change);

    public void Delivered(OutboxRow message) => _writer.Delivered(message);

    public Task Undeliverable(OutboxRow message, bool park, CancellationToken cancellation) => _database.Write(
        """
        UPDATE outbox SET attempts = attempts + 1, parked = @p0
        WHERE stream = @p1 AND receiver = @p2 AND topic = @p3 AND slot = @p4 AND seq = @p5
        """,
        [park, message.Stream, message.To, message.Topic, message.Topic.Length == 0 ? message.Seq : 0L, message.Seq], cancellation);

    public Task<StreamContents> Load(string stream, CancellationToken cancellation) => _streams.Load(stream, cancellation);

    public Task<ImmutableArray<ItemRow>> Items(string stream, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        _streams.Items(stream, kind, ids, cancellation);

    public Task<OutcomeRow?> Outcome(string stream, string key, CancellationToken cancellation) => _streams.Outcome(stream, key, cancellation);

    public Task<PersonRow?> Person(string reference, CancellationToken cancellation) => _streams.Person(reference, cancellation);

    public Task ErasePerson(string reference, CancellationToken cancellation) =>
        _database.Write("DELETE FROM persons WHERE ref = @p0", [reference], cancellation);

    public Task<ImmutableArray<EventRow>> Events(string stream, string? item, long afterSeq, int limit, CancellationToken cancellation) =>
        _streams.Events(stream, item, afterSeq, limit, cancellation);

    public Task<ItemPage> Search(ItemQuery query, CancellationToken cancellation) => _search.Search(query, cancellation);

    public Task<ImmutableArray<ItemCount>> Count(ItemQuery query, CancellationToken cancellation) => _search.Count(query, cancellation);

    public Task<ImmutableArray<PlaceCount>> CountByPlace(ItemQuery query, CancellationToken cancellation) => _search.CountByPlace(query, cancellation);

    public Task<BoardRows> Board(string stream, string path, string month, int lines, CancellationToken cancellation) =>
        _board.Read(stream, path, month, lines, cancellation);

    public Task<ImmutableArray<DueOwner>> Due(int shard, DateTimeOffset now, int limit, CancellationToken cancellation) =>
        _streams.Due(shard, now, limit, cancellation);

    public Task<ImmutableArray<string>> Waiting(int shard, DateTimeOffset before, int limit, CancellationToken cancellation) =>
        _streams.Waiting(shard, before, limit, cancellation);

    public Task<StoreCensus> Census(DateTimeOffset now, CancellationToken cancellation) => new CensusReads(_database).Count(now, cancellation);

    public Task<ImmutableHashSet<string>> CreateStreams(IReadOnlyList<Change> firsts, CancellationToken cancellation) =>
        new BulkCreation(_database, _options).Create(firsts, cancellation);

    public Task Forget(DateTimeOffset before, CancellationToken cancellation) =>
        _database.Write("DELETE FROM outcomes WHERE at < @p0", [_database.Time(before)], cancellation);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _database.DisposeAsync();
    }
}

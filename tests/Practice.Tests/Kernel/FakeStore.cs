using System.Collections.Concurrent;
using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Store;

namespace Practice.Tests.Kernel;

/// <summary>The part of a store that wakers look at, and the owners they wake, by script.</summary>
internal sealed class FakeStore : IUnitStore
{
    public ConcurrentDictionary<string, DateTimeOffset> DueSince { get; } = new();

    public ConcurrentDictionary<string, DateTimeOffset> OwingSince { get; } = new();

    /// <summary>What an owner does when it is woken; by default it settles what is due.</summary>
    public ConcurrentDictionary<string, Func<Task<bool>>> OnWake { get; } = new();

    public ConcurrentDictionary<string, Action> OnSettle { get; } = new();

    public ConcurrentQueue<string> Woken { get; } = new();

    public int AtOnce { get; private set; }

    private int _now;

    public IPeer Peer(string stream) => new Owner(this, stream);

    public Task<ImmutableArray<DueOwner>> Due(int shard, DateTimeOffset now, int limit, CancellationToken cancellation) => Task.FromResult<ImmutableArray<DueOwner>>(
        [.. DueSince.Where(d => StreamShard.Of(d.Key) == shard && d.Value <= now).OrderBy(d => d.Value).Take(limit).Select(d => new DueOwner(d.Key, d.Value))]);

    public Task<ImmutableArray<string>> Waiting(int shard, DateTimeOffset before, int limit, CancellationToken cancellation) => Task.FromResult<ImmutableArray<string>>(
        [.. OwingSince.Where(d => StreamShard.Of(d.Key) == shard && d.Value < before).OrderBy(d => d.Value).Take(limit).Select(d => d.Key)]);

    public void EnsureRoom() => throw new NotSupportedException();

    public Task Commit(Change change) => throw new NotSupportedException();

    public void Delivered(OutboxRow message) => throw new NotSupportedException();

    public Task Undeliverable(OutboxRow message, bool park, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StreamContents> Load(string stream, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ImmutableArray<ItemRow>> Items(string stream, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<OutcomeRow?> Outcome(string stream, string key, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<PersonRow?> Person(string reference, CancellationToken cancellation) => throw new NotSupportedException();

    public Task ErasePerson(string reference, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ImmutableArray<EventRow>> Events(string stream, string? item, long afterSeq, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ItemPage> Search(ItemQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ImmutableArray<PlaceCount>> CountByPlace(ItemQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ImmutableArray<ItemCount>> Count(ItemQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<BoardRows> Board(string stream, string path, string month, int lines, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoreCensus> Census(DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ImmutableHashSet<string>> CreateStreams(IReadOnlyList<Change> firsts, CancellationToken cancellation) => throw new NotSupportedException();

    public Task Forget(DateTimeOffset before, CancellationToken cancellation) => throw new NotSupportedException();

    private sealed class Owner(FakeStore store, string stream) : IPeer
    {
        public Task Receive(Letter letter) => throw new NotSupportedException();

        public async Task<bool> Wake()
        {
            store.Woken.Enqueue(stream);
            store.AtOnce = Math.Max(store.AtOnce, Interlocked.Increment(ref store._now));
            try
            {
                if (store.OnWake.TryGetValue(stream, out var wake))
                    return await wake();
                store.DueSince.TryRemove(stream, out _);
                return false;
            }
            finally
            {
                Interlocked.Decrement(ref store._now);
            }
        }

        public Task Settle()
        {
            if (store.OnSettle.TryGetValue(stream, out var settle))
                settle();
            store.OwingSince.TryRemove(stream, out _);
            return Task.CompletedTask;
        }
    }
}

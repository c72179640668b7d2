using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Practice.Store;
using Practice.Store.Writing;
using Practice.Tests.Support;
using Xunit;
using static Practice.Tests.Store.TestStreams;

namespace Practice.Tests.Store;

/// <summary>The writer alone, over a database that does what the test says.</summary>
public sealed class GroupCommitWriterTests : IAsyncDisposable
{
    private readonly FakeExecutor _database = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<GroupCommitWriter> _writers = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
            await writer.DisposeAsync();
    }

    [Fact]
    public async Task What_arrives_during_a_commit_goes_together_in_the_next_one()
    {
        var writer = Writer();
        _database.Hold = true;
        var first = writer.Commit(First("a"));
        var flying = await _database.NextStarted(Cancellation);
        var rest = Enumerable.Range(0, 50).Select(i => writer.Commit(First($"b{i}"))).ToList();

        _database.Hold = false;
        flying.SetResult();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal([1, 50], _database.Submitted.Select(b => b.Length));
    }

    [Fact]
    public async Task Nothing_is_answered_before_its_commit()
    {
        var writer = Writer();
        _database.Hold = true;

        var commit = writer.Commit(First("a"));
        var flying = await _database.NextStarted(Cancellation);
        var before = commit.IsCompleted;
        flying.SetResult();
        await commit;

        Assert.False(before);
    }

    [Fact]
    public async Task A_batch_is_limited_in_changes_and_bytes()
    {
        var writer = Writer(new StoreOptions { BatchChanges = 4, BatchBytes = 10_000 });
        _database.Hold = true;
        var first = writer.Commit(First("a"));
        var flying = await _database.NextStarted(Cancellation);
        var rest = Enumerable.Range(0, 6).Select(i => writer.Commit(First($"b{i}"))).ToList();
        rest.Add(writer.Commit(First("c") with { Items = [Item("c", "need", "1") with { Doc = new string(' ', 20_000) + "{}" }] }));

        _database.Hold = false;
        flying.SetResult();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal([1, 4, 2, 1], _database.Submitted.Select(b => b.Length));
    }

    [Fact]
    public async Task A_bad_change_fails_alone_and_those_of_its_stream_before_it_stand()
    {
        var writer = Writer();
        _database.Hold = true;
        var block = writer.Commit(First("block"));
        var flying = await _database.NextStarted(Cancellation);
        var chain = Chain("hot", 9);
        _database.Bad[chain[5].Id] = true;
        var hot = chain.Select(writer.Commit).ToList();
        var others = Enumerable.Range(0, 20).Select(i => writer.Commit(First($"b{i}"))).ToList();

        _database.Hold = false;
        flying.SetResult();
        await Task.WhenAll([block, .. others, .. hot[..5]]);

        await Assert.ThrowsAsync<ChangeRejectedException>(() => hot[5]);
        foreach (var upon in hot[6..])
            await Assert.ThrowsAsync<FencedException>(() => upon);
    }

    [Fact]
    public async Task What_queues_behind_a_failed_change_fails_without_being_submitted()
    {
        var writer = Writer();
        _database.Hold = true;
        var bad = First("a");
        _database.Bad[bad.Id] = true;
        var failed = writer.Commit(bad);
        var flying = await _database.NextStarted(Cancellation);
        var upon = bad.Then();
        var fenced = writer.Commit(upon);

        _database.Hold = false;
        flying.SetResult();

        await Assert.ThrowsAsync<ChangeRejectedException>(() => failed);
        await Assert.ThrowsAsync<FencedException>(() => fenced);
        Assert.DoesNotContain(upon.Id, _database.Submitted.SelectMany(b => b));
    }

    [Fact]
    public async Task A_lost_answer_is_found_recorded()
    {
        var writer = Writer(time: TimeProvider.System);
        _database.LostAfter = true;
        _database.Hold = true;
        var chain = Chain("a", 3);
        var commits = chain.Select(writer.Commit).ToList();
        (await _database.NextStarted(Cancellation)).SetResult();
        var again = await _database.NextStarted(Cancellation);

        _database.LostAfter = false;
        _database.Hold = false;
        again.SetResult();
        await Task.WhenAll(commits);

        Assert.All(chain, c => Assert.True(_database.IsRecorded(c.Id)));
    }

    [Fact]
    public async Task Beyond_the_limit_the_outcome_is_unknown_and_so_is_that_of_what_was_decided_upon_it()
    {
        var writer = Writer();
        _database.LostBefore = true;
        _database.Hold = true;
        var first = First("a");
        var lost = writer.Commit(first);
        var attempt = await _database.NextStarted(Cancellation);
        var upon = writer.Commit(first.Then());

        _database.Hold = false;
        attempt.SetResult();
        while (!lost.IsCompleted || !upon.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => lost);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => upon);
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("bytes")]
    [InlineData("age")]
    public async Task A_full_queue_refuses_before_deciding_and_has_room_again_after_the_commit(string bound)
    {
        var options = new StoreOptions();
        var writer = Writer(bound switch
        {
            "rows" => options with { QueueRows = 2 },
            "bytes" => options with { QueueBytes = 300 },
            _ => options with { QueueAge = TimeSpan.FromSeconds(2) },
        });
        writer.EnsureRoom();
        _database.Hold = true;
        var commits = new[] { writer.Commit(First("a")), writer.Commit(First("b")) };
        var flying = await _database.NextStarted(Cancellation);
        if (bound == "age")
            _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Throws<StoreBusyException>(writer.EnsureRoom);
        _database.Hold = false;
        flying.SetResult();
        await Task.WhenAll(commits);
        await writer.Commit(First("c"));
        await writer.Commit(First("d"));

        writer.EnsureRoom();
    }

    [Fact]
    public async Task Delivered_messages_go_with_the_next_commit()
    {
        var writer = Writer();

        writer.Delivered(Message("a", "b", 1));
        await writer.Commit(First("c"));

        Assert.Equal([Message("a", "b", 1)], _database.Deleted);
    }

    [Fact]
    public async Task Delivered_messages_wait_no_longer_than_the_delay()
    {
        var writer = Writer();
        writer.Delivered(Message("a", "b", 1));

        while (_database.Deleted.IsEmpty)
        {
            Cancellation.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        Assert.Empty(Assert.Single(_database.Submitted));
    }

    [Fact]
    public async Task Disposing_writes_what_is_queued()
    {
        var writer = Writer();
        var commits = Enumerable.Range(0, 100).Select(i => writer.Commit(First($"a{i}"))).ToList();

        await writer.DisposeAsync();

        Assert.All(commits, c => Assert.True(c.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.Commit(First("b")));
    }

    [Fact]
    public async Task Each_change_has_a_span_under_its_caller_that_is_linked_with_its_commit_both_ways()
    {
        using var spans = new Spans("test", StoreInstruments.Name);
        using var source = new ActivitySource("test");
        var writer = Writer();

        var callers = new List<ActivityContext>();
        for (var i = 0; i < 3; i++)
            using (var activity = source.StartActivity("caller")!)
            {
                callers.Add(activity.Context);
                var commit = writer.Commit(First($"a{i}"));
                Assert.Same(activity, Activity.Current);
                await commit;
            }

        await writer.DisposeAsync();
        Assert.All(callers, caller =>
        {
            var change = Assert.Single(spans.Of(caller.TraceId), span => span.DisplayName == "store change");
            var commit = Assert.Single(spans.Of(caller.TraceId), span => span.DisplayName == "store commit");
            Assert.Equal(caller.SpanId, change.ParentSpanId);
            Assert.Equal(change.SpanId, commit.ParentSpanId);
            Assert.Equal([commit.SpanId], change.Links.Select(link => link.Context.SpanId));
            Assert.Equal([change.SpanId], commit.Links.Select(link => link.Context.SpanId));
        });
    }

    [Fact]
    public async Task Changes_of_several_traces_that_are_written_together_name_one_commit()
    {
        using var spans = new Spans("test", StoreInstruments.Name);
        using var source = new ActivitySource("test");
        var writer = Writer();
        _database.Hold = true;
        var commits = new List<Task> { writer.Commit(First("first")) };
        var flying = await _database.NextStarted(Cancellation);

        var callers = new List<ActivityContext>();
        for (var i = 0; i < 3; i++)
            using (var activity = source.StartActivity("caller")!)
            {
                callers.Add(activity.Context);
                commits.Add(writer.Commit(First($"b{i}")));
            }

        _database.Hold = false;
        flying.SetResult();
        await Task.WhenAll(commits);

        var named = callers.Select(caller => Assert.Single(Assert.Single(spans.Of(caller.TraceId), span => span.DisplayName == "store change").Links).Context.SpanId);
        Assert.Single(named.Distinct());
    }

    [Fact]
    public async Task A_change_that_nobody_traces_has_no_span()
    {
        using var spans = new Spans("test", StoreInstruments.Name);
        var writer = Writer();
        var change = First("untraced");

        await writer.Commit(change);

        Assert.DoesNotContain(spans.All, span => span.ParentSpanId == default && span.DisplayName is "store change" or "store commit");
    }

    private GroupCommitWriter Writer(StoreOptions? options = null, TimeProvider? time = null)
    {
        var writer = new GroupCommitWriter(_database, (options ?? new StoreOptions()) with { Time = time ?? _time });
        _writers.Add(writer);
        return writer;
    }
}

using System.Globalization;
using Practice.Store;
using Practice.Store.Migrations;
using Xunit;
using static Practice.Tests.Store.TestStreams;

namespace Practice.Tests.Store;

/// <summary>What every unit store promises, on whatever database.</summary>
public abstract partial class UnitStoreContract(IStoreFixture fixture) : IAsyncLifetime
{
    private readonly List<UnitStore> _opened = [];

    private protected UnitStore Store { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync()
    {
        Store = Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
            await store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another store over the same database: another silo.</summary>
    private protected UnitStore Open(StoreOptions? options = null)
    {
        var store = (UnitStore)StoreRegistration.Open(options ?? fixture.Options);
        _opened.Add(store);
        return store;
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        var stream = Unique("unit");
        var item = Item(stream, "need", "N1") with { DueAt = Morning.AddHours(3), WakeAt = Morning.AddHours(2), Text = "张三 需要助餐", Doc = """{"$type":"need","b":1,"a":"张三"}""" };
        var outcome = new OutcomeRow("caller/key", "print", "N1", Morning);
        var change = First(stream) with
        {
            Items = [item, Item(stream, "need", "N2") with { Open = false, Status = null, Category = null, Month = null }],
            Outbox = [Message(stream, "team-1", 7), Report(stream, "unit-2", 1)],
            Marks = [new InboxMark("unit-9", 4)],
            Persons = [new PersonRow(stream + "/p1", [1, 2, 3])],
            Outcome = outcome,
        };

        await Store.Commit(change);
        await using var restarted = (UnitStore)StoreRegistration.Open(fixture.Options);
        var contents = await restarted.Load(stream, Cancellation);

        Assert.Equal(change.Head, contents.Head);
        Assert.Equal([item], contents.Open);
        Assert.Equal([Message(stream, "team-1", 7), Report(stream, "unit-2", 1)], contents.Owed);
        Assert.Equal([new InboxMark("unit-9", 4)], contents.Marks);
        Assert.Equal([outcome], contents.Outcomes);
        Assert.True(contents.OutcomesComplete);
        Assert.Equal(outcome, await restarted.Outcome(stream, "caller/key", Cancellation));
        Assert.Equal([1, 2, 3], (await restarted.Person(stream + "/p1", Cancellation))!.Sealed);
        Assert.Equal(["N2"], (await restarted.Items(stream, "need", ["N2", "N3"], Cancellation)).Select(i => i.Id));
        Assert.Equal([Event(1)], await restarted.Events(stream, null, 0, 10, Cancellation));
    }

    [Fact]
    public async Task An_unknown_stream_is_empty()
    {
        var contents = await Store.Load(Unique("unit"), Cancellation);

        Assert.Null(contents.Head);
        Assert.Empty(contents.Open);
        Assert.Empty(contents.Owed);
    }

    [Fact]
    public async Task A_missing_head_admits_only_a_first_change()
    {
        var stream = Unique("unit");

        await Assert.ThrowsAsync<FencedException>(() => Store.Commit(Upon(stream, new StreamHead(3, Guid.CreateVersion7()))));
        await Store.Commit(First(stream));
        await Assert.ThrowsAsync<FencedException>(() => Store.Commit(First(stream)));
    }

    [Fact]
    public async Task A_stale_owner_is_fenced_and_so_is_all_it_decided_upon_its_own_lost_change()
    {
        var stream = Unique("unit");
        var stale = Open();
        var first = First(stream);
        await Store.Commit(first);
        var admitted = first.Then();
        await Store.Commit(admitted);

        var lost = first.Then() with { Items = [Item(stream, "need", "stale")] };
        var upon = lost.Then();
        var later = upon.Then();
        var together = new[] { stale.Commit(lost), stale.Commit(upon) };

        await Assert.ThrowsAsync<FencedException>(() => together[0]);
        await Assert.ThrowsAsync<FencedException>(() => together[1]);
        await Assert.ThrowsAsync<FencedException>(() => stale.Commit(later));
        var contents = await Store.Load(stream, Cancellation);
        Assert.Equal(admitted.Head, contents.Head);
        Assert.Empty(contents.Open);
        Assert.Equal([1, 2], (await Store.Events(stream, null, 0, 10, Cancellation)).Select(e => e.Seq));
    }

    [Fact]
    public async Task Two_owners_that_race_never_both_win()
    {
        var stream = Unique("unit");
        var rival = Open();
        var head = First(stream);
        await Store.Commit(head);

        for (var round = 0; round < 20; round++)
        {
            Change[] rivals = [head.Then(), head.Then()];
            var outcomes = await Task.WhenAll(Won(Store.Commit(rivals[0])), Won(rival.Commit(rivals[1])));

            Assert.Equal(1, outcomes.Count(won => won));
            head = rivals[Array.IndexOf(outcomes, true)];
        }

        Assert.Equal(21, (await Store.Events(stream, null, 0, 100, Cancellation)).Length);
    }

    [Fact]
    public async Task Two_owners_within_one_silo_never_both_win()
    {
        var stream = Unique("unit");
        var first = First(stream);
        await Store.Commit(first);
        var winner = first.Then();
        var loser = first.Then();

        var outcomes = await Task.WhenAll(
            Won(Store.Commit(winner)), Won(Store.Commit(loser)), Won(Store.Commit(winner.Then())), Won(Store.Commit(loser.Then())));

        Assert.Equal([true, false, true, false], outcomes);
    }

    [Fact]
    public async Task Changes_of_one_stream_that_queue_together_are_written_in_order()
    {
        var stream = Unique("unit");
        var chain = Chain(stream, 700);
        var latest = chain.Select((c, i) => c with
        {
            Items = [Item(stream, "need", "N1", i + 1) with { Status = i.ToString(CultureInfo.InvariantCulture) }],
            Outbox = [Message(stream, "team-1", i + 1), Report(stream, "unit-2", i + 1)],
            Marks = [new InboxMark("unit-9", i + 1)],
        }).ToList();

        await Task.WhenAll(latest.Select(Store.Commit));

        var contents = await Store.Load(stream, Cancellation);
        Assert.Equal(chain[^1].Head, contents.Head);
        Assert.Equal("699", Assert.Single(contents.Open).Status);
        Assert.Equal(700, Assert.Single(contents.Marks).Seq);
        Assert.Equal(Enumerable.Range(1, 700).Select(n => (long)n), contents.Owed.Where(o => o.Topic.Length == 0).Select(o => o.Seq));
        Assert.Equal(700, Assert.Single(contents.Owed, o => o.Topic.Length > 0).Seq);
        Assert.Equal(Enumerable.Range(1, 700).Select(n => (long)n), (await Store.Events(stream, null, 0, 1000, Cancellation)).Select(e => e.Seq));
    }

    [Fact]
    public async Task Submitting_a_recorded_change_again_is_success_and_writes_nothing()
    {
        var stream = Unique("unit");
        var first = First(stream);
        var second = first.Then();
        await Store.Commit(first);
        await Store.Commit(second);

        await Store.Commit(first);
        await Store.Commit(second);

        Assert.Equal(second.Head, (await Store.Load(stream, Cancellation)).Head);
    }

    [Fact]
    public async Task A_resubmitted_change_and_what_was_decided_upon_it_go_through_together()
    {
        var stream = Unique("unit");
        var recorded = First(stream);
        await Store.Commit(recorded);
        var upon = recorded.Then();

        await Task.WhenAll(Store.Commit(recorded), Store.Commit(upon));

        Assert.Equal(upon.Head, (await Store.Load(stream, Cancellation)).Head);
    }

    [Fact]
    public async Task One_bad_change_among_many_fails_alone_with_what_was_decided_upon_it()
    {
        var prefix = Unique("unit");
        var good = Enumerable.Range(0, 60).Select(i => First($"{prefix}-{i}")).ToList();
        var before = First(prefix);
        var bad = before.Then() with { Items = [Item(prefix, "need", "N1") with { Doc = "not json" }] };
        var upon = bad.Then();

        var commits = good[..30].Select(Store.Commit).ToList();
        var results = new[] { Store.Commit(before), Store.Commit(bad), Store.Commit(upon) };
        commits.AddRange(good[30..].Select(Store.Commit));

        await Task.WhenAll(commits);
        await results[0];
        await Assert.ThrowsAsync<ChangeRejectedException>(() => results[1]);
        await Assert.ThrowsAsync<FencedException>(() => results[2]);
        Assert.Equal(before.Head, (await Store.Load(prefix, Cancellation)).Head);
        Assert.Equal(good[59].Head, (await Store.Load(good[59].Stream, Cancellation)).Head);
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_does_not_cancel_the_change()
    {
        var change = First(Unique("unit"));
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Commit(change).WaitAsync(impatient.Token));
        await Store.Commit(change.Then());

        Assert.Equal(2, (await Store.Load(change.Stream, Cancellation)).Head!.Value.Version);
    }

    [Fact]
    public async Task A_change_that_breaks_a_law_never_enters()
    {
        var stream = Unique("unit");

        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(First(stream) with { Events = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(First(stream) with { Events = [Event(2)] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(First(stream) with { Items = [Item("another", "need", "N1")] }));
    }

    [Fact]
    public async Task Streams_are_created_in_bulk_and_those_that_exist_are_left_alone()
    {
        var prefix = Unique("unit");
        var existing = First($"{prefix}-7");
        await Store.Commit(existing);
        var firsts = Enumerable.Range(0, 1200)
            .Select(i => First($"{prefix}-{i}")).Select(c => c with { Items = [Item(c.Stream, prefix, c.Stream)] }).ToList();

        var created = await Store.CreateStreams(firsts, Cancellation);
        var again = await Store.CreateStreams([.. firsts.Select(f => First(f.Stream))], Cancellation);

        Assert.Equal(1199, created.Count);
        Assert.DoesNotContain(existing.Stream, created);
        Assert.Empty(again);
        Assert.Equal(existing.Head, (await Store.Load(existing.Stream, Cancellation)).Head);
        Assert.Equal(1199, Assert.Single(await Store.Count(Everything(prefix), Cancellation)).Number);
    }

    [Fact]
    public async Task The_audit_trail_is_read_page_by_page_and_by_item()
    {
        var stream = Unique("unit");
        var change = First(stream) with { Events = [Event(1, "N1"), Event(2, "N2"), Event(3, "N1"), Event(4), Event(5, "N1")] };
        await Store.Commit(change);

        var page = await Store.Events(stream, null, 1, 2, Cancellation);
        var item = await Store.Events(stream, "N1", 1, 10, Cancellation);

        Assert.Equal([2, 3], page.Select(e => e.Seq));
        Assert.Equal([3, 5], item.Select(e => e.Seq));
    }

    [Fact]
    public async Task Erasing_a_person_changes_no_event()
    {
        var stream = Unique("unit");
        await Store.Commit(First(stream) with { Persons = [new PersonRow(stream, [9])] });

        await Store.ErasePerson(stream, Cancellation);

        Assert.Null(await Store.Person(stream, Cancellation));
        Assert.Single(await Store.Events(stream, null, 0, 10, Cancellation));
    }

    [Fact]
    public async Task Old_outcomes_are_forgotten_and_a_key_may_be_used_again()
    {
        var stream = Unique("unit");
        var first = First(stream) with { Outcome = new OutcomeRow("old", "f", "r", Morning) };
        var second = first.Then() with { Outcome = new OutcomeRow("new", "f", "r", Morning.AddDays(2)) };
        await Store.Commit(first);
        await Store.Commit(second);

        await Store.Forget(Morning.AddDays(1), Cancellation);
        var again = new OutcomeRow("new", "g", "s", Morning.AddDays(3));
        await Store.Commit(second.Then() with { Outcome = again });

        Assert.Null(await Store.Outcome(stream, "old", Cancellation));
        Assert.Equal(again, await Store.Outcome(stream, "new", Cancellation));
    }

    [Fact]
    public async Task Loaded_outcomes_say_when_there_are_more()
    {
        var stream = Unique("unit");
        var chain = Chain(stream, 4);
        await Task.WhenAll(chain.Select((c, i) => Store.Commit(c with { Outcome = new OutcomeRow($"k{i}", "f", "r", Morning.AddMinutes(i)) })));
        var forgetful = Open(fixture.Options with { LoadedOutcomes = 3 });

        var contents = await forgetful.Load(stream, Cancellation);

        Assert.Equal(["k3", "k2", "k1"], contents.Outcomes.Select(o => o.Key));
        Assert.False(contents.OutcomesComplete);
    }

    [Fact]
    public async Task What_is_owed_keeps_the_trace_of_what_caused_it_and_a_report_that_of_the_newest()
    {
        const string First = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", Second = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var stream = Unique("unit");
        var first = TestStreams.First(stream) with { Outbox = [Message(stream, "team-1", 7) with { Trace = First }, Report(stream, "unit-2", 1) with { Trace = First }] };

        await Store.Commit(first);
        await Store.Commit(first.Then() with { Outbox = [Message(stream, "team-1", 8), Report(stream, "unit-2", 2) with { Trace = Second }] });
        var owed = (await Store.Load(stream, Cancellation)).Owed;

        Assert.Equal([(7, First), (8, null), (2, Second)], owed.Select(row => (row.Seq, row.Trace)));
    }

    [Fact]
    public async Task The_census_counts_what_is_open_owed_and_parked()
    {
        var options = await fixture.Fresh(Cancellation);
        await StoreMigrations.Migrate(options, Cancellation);
        var store = Open(options);
        var (station, city) = (Unique("unit"), Unique("unit"));
        ItemRow Need(string id, string status, DateTimeOffset? due = null, bool open = true) =>
            Item(station, "need", id) with { Path = "/3212/321203/321203001/321203001010/", Status = status, Category = "lifeService.plumbing", DueAt = due, Open = open };
        var parked = Message(station, "team-1", 1);

        await store.Commit(TestStreams.First(station) with
        {
            Items = [Need("N1", "verified", Morning), Need("N2", "submitted", Morning.AddDays(2)), Need("N3", "done"), Need("N4", "done", Morning, open: false), Item(station, "order", "W1")],
            Outbox = [parked, Message(station, "team-1", 2) with { At = Morning.AddHours(1) }],
        });
        await store.Commit(TestStreams.First(city) with { Items = [Item(city, "need", "N9") with { Path = "/3212/", Category = null }] });
        await store.Undeliverable(parked, park: true, Cancellation);
        var census = await store.Census(Morning.AddDays(1), Cancellation);

        Assert.Equal([new OpenNeeds(1, null, 1, 0), new OpenNeeds(4, "lifeService.plumbing", 2, 1)], census.Open.OrderBy(group => group.Depth));
        Assert.Equal((1, Morning.AddHours(1), 1), (census.Owed, census.OldestOwed, census.Parked));
    }

    [Fact]
    public async Task Several_processes_that_migrate_at_once_apply_each_script_once()
    {
        var options = await fixture.Fresh(Cancellation);

        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => StoreMigrations.Migrate(options, Cancellation))));
        var again = await StoreMigrations.Migrate(options, Cancellation);

        Assert.Single(applied, n => n > 0);
        Assert.Equal(0, again);
    }

    private static async Task<bool> Won(Task commit)
    {
        try
        {
            await commit;
            return true;
        }
        catch (FencedException)
        {
            return false;
        }
    }
}

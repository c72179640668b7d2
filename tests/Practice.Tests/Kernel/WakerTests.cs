using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Practice.Kernel;
using Practice.Store;
using Xunit;

namespace Practice.Tests.Kernel;

public sealed class WakerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<int> All = [.. Enumerable.Range(0, StreamShard.Count)];

    private readonly FakeStore _store = new();
    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_shard_is_watched_by_exactly_one_waker()
    {
        var watched = Enumerable.Range(0, Wakers.Count).SelectMany(n => Wakers.ShardsOf(n));

        Assert.Equal(All, watched.Order());
    }

    [Fact]
    public async Task An_owner_with_something_due_is_woken_once_and_one_due_later_is_not()
    {
        _store.DueSince["unit-1"] = Start;
        _store.DueSince["unit-2"] = Start.AddSeconds(1);
        var waker = Waker();

        await Round(waker, 3);

        Assert.Equal(["unit-1"], _store.Woken);
    }

    [Fact]
    public async Task Only_what_is_owed_for_long_is_woken_for()
    {
        _store.OwingSince["unit-1"] = Start.AddSeconds(-6);
        _store.OwingSince["unit-2"] = Start.AddSeconds(-4);
        var waker = Waker();

        await Round(waker, 1);

        Assert.Equal(["unit-1"], _store.Woken);
    }

    [Fact]
    public async Task An_owner_that_stays_due_backs_off_up_to_an_hour()
    {
        _store.DueSince["unit-1"] = Start;
        _store.OnWake["unit-1"] = () => Task.FromResult(true);
        var waker = Waker();
        var at = new List<double>();
        for (var second = 0; second < 6 * 3600; second++)
        {
            var before = _store.Woken.Count;
            await Round(waker, 1);
            if (_store.Woken.Count > before)
                at.Add(second);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095, 7695, 11295, 14895, 18495], at);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_nobody_waiting()
    {
        _store.DueSince["unit-1"] = Start.AddDays(-2);
        _store.OnWake["unit-1"] = () => Task.FromResult(true);
        var waker = Waker();
        await Round(waker, 1);
        _time.AdjustTime(Start.AddDays(-1));

        await Round(waker, 1);

        Assert.Equal(2, _store.Woken.Count);
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_wakes_everybody_it_jumps_over_once()
    {
        for (var day = 0; day < 200; day++)
            _store.DueSince[$"unit-{day}"] = Start.AddDays(day);
        var now = Start;
        var waker = new Waker(_store, () => now, _time, _store.Peer, NullLogger.Instance, All);
        await Round(waker, 1);
        now = Start.AddDays(150);
        _time.Advance(TimeSpan.FromDays(150));

        await Round(waker, 8);

        Assert.Equal(Enumerable.Range(0, 151).Select(day => $"unit-{day}").Order(), _store.Woken.Order());
    }

    [Fact]
    public async Task An_owner_that_fails_or_acts_in_vain_backs_off_too()
    {
        _store.DueSince["unit-1"] = Start;
        _store.OnWake["unit-1"] = () => throw new TimeoutException();
        _store.DueSince["unit-2"] = Start;
        _store.OnWake["unit-2"] = () => Task.FromResult(false);
        var waker = Waker();

        await Round(waker, 10);

        Assert.Single(_store.Woken, "unit-1");
        Assert.Equal(2, _store.Woken.Count(w => w == "unit-2"));
    }

    [Fact]
    public async Task An_owner_with_something_newly_due_is_woken_at_once_again()
    {
        _store.DueSince["unit-1"] = Start;
        var waker = Waker();
        await Round(waker, 1);
        _store.DueSince["unit-1"] = Start.AddMilliseconds(-1);

        await Round(waker, 1);

        Assert.Equal(2, _store.Woken.Count);
    }

    [Fact]
    public async Task Many_owners_that_back_off_do_not_hide_others()
    {
        for (var i = 0; i < 2000; i++)
        {
            _store.DueSince[$"unit-{i}"] = Start.AddHours(-1);
            _store.OnWake[$"unit-{i}"] = () => Task.FromResult(true);
        }

        var waker = Waker();
        await Round(waker, 60);
        _store.DueSince["unit-late"] = Start;

        await Round(waker, 1);

        Assert.Contains("unit-late", _store.Woken);
    }

    [Fact]
    public async Task A_slow_owner_delays_nobody_and_at_most_64_are_woken_at_once()
    {
        var gate = new TaskCompletionSource<bool>();
        for (var i = 0; i < 200; i++)
        {
            _store.DueSince[$"unit-{i}"] = Start;
            _store.OnWake[$"unit-{i}"] = () => gate.Task;
        }

        var waker = Waker();
        await waker.Look(Cancel);
        await waker.Look(Cancel);
        var waiting = _store.Woken.Count;
        gate.SetResult(true);
        await waker.Idle();

        Assert.Equal(64, waiting);
        Assert.Equal(64, _store.AtOnce);
    }

    [Fact]
    public async Task A_sweep_goes_on_until_nothing_that_follows_is_due_or_owed()
    {
        _store.DueSince["unit-1"] = Start;
        _store.OnWake["unit-1"] = () =>
        {
            _store.DueSince.TryRemove("unit-1", out _);
            _store.OwingSince["unit-1"] = Start;
            return Task.FromResult(false);
        };
        _store.OnSettle["unit-1"] = () => _store.DueSince["unit-2"] = Start;

        var first = await Sweep().Run(Cancel);
        var second = await Sweep().Run(Cancel);

        Assert.Equal((2, false), (first.Woken, first.Idle));
        Assert.Equal((0, true), (second.Woken, second.Idle));
        Assert.Empty(first.Stuck);
        Assert.Equal(["unit-1", "unit-2"], _store.Woken);
    }

    [Fact]
    public async Task A_sweep_ends_although_an_owner_is_stuck_and_names_it()
    {
        _store.DueSince["unit-1"] = Start;
        _store.OnWake["unit-1"] = () => Task.FromResult(true);
        _store.OwingSince["unit-2"] = Start;
        _store.OnSettle["unit-2"] = () => throw new TimeoutException();

        var outcome = await Sweep().Run(Cancel);

        Assert.Equal(["unit-1", "unit-2"], outcome.Stuck);
        Assert.True(outcome.Idle);
    }

    private Waker Waker() => new(_store, () => Start, _time, _store.Peer, NullLogger.Instance, All);

    private Sweep Sweep() => new(_store, Start, TimeProvider.System, _store.Peer, All);

    private static async Task Round(Waker waker, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await waker.Look(Cancel);
            await waker.Idle();
        }
    }
}

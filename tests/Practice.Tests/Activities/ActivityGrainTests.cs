using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using Practice.Activities;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Tests.Store;
using Xunit;
using static Practice.Tests.Activities.Ground;

namespace Practice.Tests.Activities;

/// <summary>The activity's grain in a silo, on the embedded store.</summary>
public sealed class ActivityGrainTests(SqliteStoreFixture fixture) : IClassFixture<SqliteStoreFixture>, IAsyncLifetime
{
    private static readonly Operation Leader = new(new("leader", null, [])), Clerk = new(new("clerk", null, []));

    private readonly string _id = Ids.TeamActivity("321203001010-T004", Random.Shared.Next(100_000, 999_999));
    private readonly DomainClock _clock = new(new FakeTimeProvider(Monday));
    private IUnitStore _store = null!;
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _store = StoreRegistration.Open(fixture.Options);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(_store).AddSingleton(_clock).AddSingleton<KernelServices>().AddSingleton(new PersonVault(Secret)));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await ((IAsyncDisposable)_store).DisposeAsync();
    }

    [Fact]
    public async Task An_activity_that_nobody_founded_is_not_found()
    {
        Assert.Equal("activity.notFound", (await Activity.View()).Refusal?.Code);
        Assert.Equal("activity.notFound", (await Activity.SignUp(Leader, 1, new([Card(1)], 0))).Refusal?.Code);
    }

    [Fact]
    public async Task A_hundred_at_the_last_place_are_one_with_a_place_some_who_wait_and_the_rest()
    {
        await Publish(Content(1) with { WaitingList = 20 });

        var answers = await Task.WhenAll(Enumerable.Range(1, 100).Select(v => Activity.SignUp(By(v), 1, new([Mine(v)], 0))));

        Assert.Equal([(PlaceState.Given, 1), (PlaceState.Waiting, 20), (PlaceState.Refused, 79)], answers.CountBy(a => a.Value!.State).Select(c => (c.Key, c.Value)).OrderBy(c => c.Value == 79 ? 99 : c.Value));
        Assert.All(answers.Where(a => a.Value!.State == PlaceState.Refused), a => Assert.Equal("session.full", a.Value!.Code));
        Assert.True((await Activity.ViewSession(1)).Value!.Positions is [{ Taken: 1, Waiting: 20 }]);
        Assert.Equal(ActivityState.Full, (await Activity.View()).Value!.State);
    }

    [Fact]
    public async Task What_was_given_survives_a_reload_and_one_key_gives_one_place()
    {
        await Publish(Content(2));
        var keyed = By(1) with { Key = "k", Fingerprint = "f" };
        var first = await Activity.SignUp(keyed, 1, new([Mine(1)], 0));
        await Activity.SignUp(By(2), 1, new([Mine(2)], 0));

        await Forget();
        var again = await Activity.SignUp(keyed, 1, new([Mine(1)], 0));

        Assert.Equal((PlaceState.Given, false), (first.Value!.State, first.Replayed));
        Assert.Equal((PlaceState.Given, true), (again.Value!.State, again.Replayed));
        Assert.True((await Activity.ViewSession(1)).Value!.Positions is [{ Taken: 2 }]);
    }

    [Fact]
    public async Task What_is_due_happens_when_it_is_woken()
    {
        await Publish(Content(1));
        foreach (var v in new[] { 1, 2, 3 })
            await Activity.SignUp(By(v), 1, new([Mine(v)], 0));
        await Activity.Withdraw(By(1), 1, Number(1), null);

        _clock.Advance((await Activity.ViewPlace(1, Number(2))).Value!.ConfirmBy!.Value);
        await Peer.Wake();
        Assert.Equal((PlaceState.Lapsed, PlaceState.Offered), ((await Activity.ViewPlace(1, Number(2))).Value!.State, (await Activity.ViewPlace(1, Number(3))).Value!.State));

        _clock.Advance(Saturday.From);
        await Peer.Wake();
        Assert.Equal(SessionState.Running, (await Activity.ViewSession(1)).Value!.State);
        _clock.Advance(Saturday.Until);
        await Peer.Wake();
        Assert.Equal(ActivityState.Finished, (await Activity.View()).Value!.State);
    }

    [Fact]
    public async Task Codes_are_not_found_by_trying()
    {
        await Publish(Content(1));
        await Activity.SignUp(By(1), 1, new([Mine(1)], 0));
        _clock.Advance(Saturday.From);
        await Peer.Wake();
        var shown = (await Activity.Code(1)).Value!;
        var wrong = shown.Code == "000000" ? "000001" : "000000";

        for (var i = 0; i < 5; i++)
            Assert.Equal("code.wrong", (await Activity.CheckIn(By(1), 1, new(Number(1), false, wrong, null, null, null))).Refusal?.Code);
        Assert.Equal("code.tooMany", (await Activity.CheckIn(By(1), 1, new(Number(1), false, shown.Code, null, null, null))).Refusal?.Code);

        _clock.Advance(Saturday.From.AddMinutes(11));
        Assert.Null((await Activity.CheckIn(By(1), 1, new(Number(1), false, (await Activity.Code(1)).Value!.Token, null, null, null))).Refusal);
    }

    [Fact]
    public async Task A_settled_session_is_out_of_hand_and_found_again_for_a_correction()
    {
        await Publish(Content(1));
        await Activity.SignUp(By(1), 1, new([Mine(1)], 0));
        _clock.Advance(Saturday.From);
        await Peer.Wake();
        Assert.Null((await Activity.CallRoll(Leader, 1, new([new(Number(1), null, null, null)], false))).Refusal);
        _clock.Advance(Saturday.Until);
        await Peer.Wake();
        Assert.Null((await Activity.CallRoll(Leader, 1, new([new(Number(1), null, Saturday.Until, null)], false))).Refusal);
        Assert.Equal(SessionState.Settled, (await Activity.Settle(Leader, 1)).Value?.State);

        await Forget();
        var open = (await _store.Load(Ids.ActivityStream(_id), TestContext.Current.CancellationToken)).Open;
        var asked = await Activity.Correct(Leader, 1, Number(1), new(60, "早走"));
        var decided = await Activity.DecideCorrection(Clerk, 1, Number(1), true);

        Assert.DoesNotContain(open, row => row.Kind is "enrolment" or "activitySession");
        Assert.Equal((120, 60), (asked.Value!.Minutes, decided.Value!.Minutes));
    }

    private IActivityGrain Activity => _cluster.Client.GetGrain<IActivityGrain>(Ids.ActivityStream(_id));

    private IPeer Peer => _cluster.Client.GetGrain<IPeer>(GrainId.Create("activity", Ids.ActivityStream(_id)));

    private static Operation By(int volunteer) => new(new("account-" + volunteer, "P-" + volunteer, []));

    private PlaceCard Mine(int volunteer) => Card(volunteer) with { Session = Ids.Session(_id, 1) };

    private async Task Publish(SetActivity content)
    {
        var founded = new ActivityFounded(_id, "321203001010", Village, "321203001010-T004", null, null, "leader", content);
        await Peer.Receive(new Letter("team-321203001010-T004", 1, "", "activity.founded", Message.Write(founded), Monday));
        Assert.Null((await Activity.Review(Clerk, new(true, null))).Refusal);
        Assert.Equal(ActivityState.Recruiting, (await Activity.Publish(Leader)).Value?.State);
    }

    private async Task Forget()
    {
        var management = _cluster.Client.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Null(await management.GetActivationAddress(Activity, TestContext.Current.CancellationToken));
    }
}

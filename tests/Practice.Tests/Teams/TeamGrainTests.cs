using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;
using Practice.Tests.Store;
using Xunit;
using static Practice.Tests.Teams.Hours;

namespace Practice.Tests.Teams;

/// <summary>The team's grain in a silo, on the embedded store.</summary>
public sealed class TeamGrainTests(SqliteStoreFixture fixture) : IClassFixture<SqliteStoreFixture>, IAsyncLifetime
{
    private const string Sender = "unit-321203001200";
    private static readonly Operation Leader = new(new("account-7", null, [new(Role.TeamLeader, TeamId)]));

    private readonly string _team = Ids.Team("321203001", Random.Shared.Next(100_000, 999_999));
    private readonly DomainClock _clock = new(new FakeTimeProvider(Monday));
    private IUnitStore _store = null!;
    private InProcessTestCluster _cluster = null!;
    private int _letters;

    public async ValueTask InitializeAsync()
    {
        _store = StoreRegistration.Open(fixture.Options);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(_store).AddSingleton(_clock).AddSingleton<KernelServices>());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await ((IAsyncDisposable)_store).DisposeAsync();
    }

    [Fact]
    public async Task A_team_that_nobody_registered_is_not_found()
    {
        Assert.Equal("team.notFound", (await Team.View()).Refusal?.Code);
        Assert.Equal("team.notFound", (await Team.Edit(Leader, new(Capacity: 2))).Refusal?.Code);
        Assert.Equal("team.notFound", (await Team.ScheduleBetween(Monday, At(3, 8))).Refusal?.Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Tell(new OrderMoved(Order(1), "inService")));
    }

    [Fact]
    public async Task Orders_that_ask_at_once_never_get_more_than_the_team_has()
    {
        await Register(capacity: 2);

        await Task.WhenAll(Enumerable.Range(1, 8).Select(n =>
            Tell(new ReservationAsked(Order(n), "321203001200-N000001", Slot(9, 11), TimeSpan.FromHours(2), null, 1), "unit-32120300120" + n)));

        var schedule = (await Team.ScheduleBetween(Monday, At(9, 8))).Value!;
        Assert.Equal(2, schedule.Entries.Sum(entry => entry.People));
    }

    [Fact]
    public async Task A_letter_that_comes_twice_is_taken_in_once()
    {
        await Register();
        var rated = Letter(new OrderRated(Order(1), 4, 1));

        await Peer.Receive(rated);
        await Peer.Receive(rated);

        var view = (await Team.View()).Value!;
        Assert.Equal((4, 1), (view.RatingSum, view.RatingCount));
    }

    [Fact]
    public async Task A_loan_with_one_key_is_made_once_and_what_is_promised_survives_a_reload()
    {
        await Register();
        var lend = new LendTeam("321203001200", UnitPath + "321203001200/", At(3, 8), At(5, 8));
        var keyed = Leader with { Key = "k-1", Fingerprint = "f" };
        await Tell(new ReservationAsked(Order(1), "321203001200-N000001", Slot(9, 11), TimeSpan.FromHours(2), null, 2));

        var first = await Team.Lend(keyed, lend);
        var management = _cluster.Client.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        var gone = await management.GetActivationAddress(Team, TestContext.Current.CancellationToken) is null;
        var again = await Team.Lend(keyed, lend);

        Assert.True(gone);
        Assert.Equal((1, false), (first.Value!.N, first.Replayed));
        Assert.Equal((1, true), (again.Value!.N, again.Replayed));
        Assert.Equal(2, Assert.Single((await Team.ScheduleBetween(Monday, At(9, 8))).Value!.Entries).People);
    }

    [Fact]
    public async Task An_edit_upon_an_older_version_is_refused()
    {
        await Register();
        var seen = (await Team.View()).Value!.Version;
        var edited = await Team.Edit(Leader with { IfMatch = seen }, new(Capacity: 7));

        var late = await Team.Edit(Leader with { IfMatch = seen }, new(Capacity: 8));

        Assert.Equal(7, edited.Value?.Capacity);
        Assert.Equal(RefusalKind.Stale, late.Refusal?.Kind);
    }

    [Fact]
    public async Task A_loan_whose_time_is_over_ends_when_the_team_is_woken()
    {
        await Register();
        await Team.Lend(Leader, new("321203001200", UnitPath + "321203001200/", At(3, 8), At(5, 8)));
        _clock.Advance(At(5, 8));

        var left = await Peer.Wake();

        Assert.False(left);
        Assert.Empty((await Team.View()).Value!.Loans);
    }

    [Fact]
    public async Task The_answer_and_the_card_are_owed_with_the_change()
    {
        await Register();

        await Tell(new ReservationAsked(Order(1), "321203001200-N000001", Slot(9, 11), TimeSpan.FromHours(2), null, 2));

        var owed = (await _store.Load(Ids.TeamStream(_team), TestContext.Current.CancellationToken)).Owed;
        var answer = Assert.Single(owed, row => row.Topic.Length == 0);
        Assert.Equal(new Reserved(Order(1), Slot(9, 11), 2), JsonSerializer.Deserialize<Reserved>(answer.Payload, Json.Persisted));
        Assert.Contains(owed, row => row.Topic == TeamRules.CardTopic(_team) && row.To == Ids.UnitStream(Unit));
    }

    private ITeamGrain Team => _cluster.Client.GetGrain<ITeamGrain>(Ids.TeamStream(_team));

    private IPeer Peer => _cluster.Client.GetGrain<IPeer>(GrainId.Create("team", Ids.TeamStream(_team)));

    private Task Register(int capacity = 3) => Tell(Registered(capacity) with { Team = _team }, Ids.UnitStream(Unit));

    private Task Tell(Message message, string from = Sender) => Peer.Receive(Letter(message, from));

    private Letter Letter(Message message, string from = Sender) =>
        new(from, Interlocked.Increment(ref _letters), "", Message.NameOf(message.GetType()), Message.Write(message), Monday);
}

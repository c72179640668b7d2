using Practice.Activities;
using Practice.Certificates;
using Practice.Exchange;
using Practice.Feeds;
using Practice.Intake;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Programmes;
using Practice.Push;
using Practice.Resources;
using Practice.Services;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;
using Practice.Volunteers;

namespace Practice.Silo.Demo;

/// <summary>The demo could not be played: an owner refused a step that the script holds to be possible.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);

/// <summary>
/// The calls that the demo makes: those of the API, as an operator, each with an Idempotency-Key that follows from its step. So a step
/// that is repeated after a timeout or a crash is answered, not done twice.
/// </summary>
internal sealed class DemoCalls(IGrainFactory grains)
{
    private const int Tries = 6;

    public static readonly Caller Operator = new("demo", null, [new Grant(Role.Operator, "*")]);

    /// <summary>The leaders' account: who says yes and who reports is not who checks and confirms.</summary>
    public static readonly Caller Leader = new("demo-leader", null, [new Grant(Role.Operator, "*")]);

    public IIntakeGrain Intake(string unit) => grains.GetGrain<IIntakeGrain>(Ids.UnitStream(unit));

    public INeedListGrain Needs(string unit) => grains.GetGrain<INeedListGrain>(Ids.UnitStream(unit));

    public IUnitGrain Unit(string unit) => grains.GetGrain<IUnitGrain>(Ids.UnitStream(unit));

    public ITeamRegistryGrain Registry(string unit) => grains.GetGrain<ITeamRegistryGrain>(Ids.UnitStream(unit));

    public ITeamGrain Team(string team) => grains.GetGrain<ITeamGrain>(Ids.TeamStream(team));

    public IResourceListGrain Resources(string unit) => grains.GetGrain<IResourceListGrain>(Ids.UnitStream(unit));

    public IServiceListGrain Services(string unit) => grains.GetGrain<IServiceListGrain>(Ids.UnitStream(unit));

    public IProgrammeGrain Programmes(string unit) => grains.GetGrain<IProgrammeGrain>(Ids.UnitStream(unit));

    public ITaskGrain Tasks(string unit) => grains.GetGrain<ITaskGrain>(Ids.UnitStream(unit));

    public IPushGrain Push(string unit) => grains.GetGrain<IPushGrain>(Ids.UnitStream(unit));

    public IFeedGrain Feeds(string unit) => grains.GetGrain<IFeedGrain>(Ids.UnitStream(unit));

    public IActivityRegistryGrain Activities(string stream) => grains.Owner<IActivityRegistryGrain>(stream);

    public IActivityGrain Activity(string activity) => grains.Owner<IActivityGrain>(Ids.ActivityStream(activity));

    public IVolunteerGrain Volunteer(string number) => grains.Owner<IVolunteerGrain>(Ids.VolunteerStream(number));

    public IPlaceHolderGrain Places(string number) => grains.Owner<IPlaceHolderGrain>(Ids.VolunteerStream(number));

    public IRedemptionsGrain Redemptions(string number) => grains.Owner<IRedemptionsGrain>(Ids.VolunteerStream(number));

    public ICertificatesGrain Certificates(string number) => grains.Owner<ICertificatesGrain>(Ids.VolunteerStream(number));

    public IExchangeGrain Exchange(string unit) => grains.Owner<IExchangeGrain>(Ids.UnitStream(unit));

    public ITeamMembersGrain Members(string team) => grains.Owner<ITeamMembersGrain>(Ids.TeamStream(team));

    public IMonthGrain Month(string unit) => grains.GetGrain<IMonthGrain>(Ids.UnitStream(unit));

    public IScenarioClockGrain Clock => grains.GetGrain<IScenarioClockGrain>(IScenarioClockGrain.Key);

    /// <summary>Does a step.</summary>
    /// <param name="key">Names the step; the same in every run.</param>
    /// <exception cref="DemoFailedException">It was refused.</exception>
    public static async Task<T> Do<T>(string key, Func<Operation, Task<Result<T>>> step, Caller? by = null)
    {
        var answer = await Try(key, step, by);
        return answer.Refusal is null ? answer.Value! : throw Failed(key, answer.Refusal);
    }

    /// <summary>Says yes to an offer of several that were asked at once: that another was first is no failure.</summary>
    public static async Task Grab<T>(string key, Func<Operation, Task<Result<T>>> step, Caller? by = null)
    {
        if ((await Try(key, step, by)).Refusal is { Code: not "order.taken" } refusal)
            throw Failed(key, refusal);
    }

    private static Task<Result<T>> Try<T>(string key, Func<Operation, Task<Result<T>>> step, Caller? by) =>
        Ask(() => step(new Operation(by ?? Operator, "demo/" + key, "demo")));

    private static DemoFailedException Failed(string key, Refusal refusal) => new($"{key}: {refusal.Code}, {refusal.Message}");

    /// <summary>Asks, and again where the answer did not come.</summary>
    public static async Task<T> Ask<T>(Func<Task<T>> ask)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (Failures.IsTransient(e) && tries < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 << tries));
            }
        }
    }

    /// <summary>Completes when an owner has delivered what it owed.</summary>
    public Task Settle(string stream) => Ask(async () =>
    {
        await Peer(stream).Settle();
        return true;
    });

    /// <summary>Lets an owner act on what is due.</summary>
    public Task Wake(string stream) => Ask(() => Peer(stream).Wake());

    private IPeer Peer(string stream) => grains.Owner<IPeer>(stream);
}

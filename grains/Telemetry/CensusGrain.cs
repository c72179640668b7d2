using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Shared;
using Practice.Statistics;
using Practice.Store;
using Practice.Units;

namespace Practice.Telemetry;

/// <summary>The one place that counts the network. Its reminder only revives it after a crash.</summary>
/// <remarks>One count every half minute however many silos there are and however often they are scraped (ADR 0014).</remarks>
[GrainType("census")]
internal sealed partial class CensusGrain(KernelServices services, ITermsSource terms, TimeProvider real) : Grain, ICensusGrain, IRemindable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private const string Reminder = "revive";
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(CountOn, new GrainTimerCreationOptions(First, Interval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        NetworkInstruments.Show(null);
        return Task.CompletedTask;
    }

    public Task Start() => this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public async Task Count()
    {
        var now = services.Clock.Now;
        var store = await services.Store.Census(now, CancellationToken.None);
        var cities = await Cities();
        var month = ChinaTime.MonthOf(now);
        var counts = await Task.WhenAll(cities.Select(city => services.Grains.GetGrain<IMonthGrain>(Ids.UnitStream(city.Id)).Statistics(month)));
        var calendars = new List<ITerms>();
        foreach (var city in cities)
            calendars.Add(await terms.For(city.Path));

        var today = ChinaTime.DateOf(now);
        NetworkInstruments.Show(new(
            real.GetUtcNow(), now, store, counts.Aggregate(StatCounts.Zero, (sum, city) => sum + city.Total),
            Census.Provisional(calendars, today), Census.Provisional(calendars, today.AddYears(1))));
    }

    private async Task<ImmutableArray<UnitProfile>> Cities()
    {
        var page = await services.Store.Search(new ItemQuery { Kind = "unit", Category = Json.Name(Level.City), Order = ItemOrder.Id, Limit = 500 }, CancellationToken.None);
        return [.. page.Items.Select(ItemKinds.Read<UnitProfile>)];
    }

    // What is not counted grows old, which is watched; it stops nothing.
    private async Task CountOn(CancellationToken cancellation)
    {
        try
        {
            await Count();
        }
        catch (Exception e)
        {
            LogNotCounted(services.Log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The network could not be counted and is counted again later")]
    private static partial void LogNotCounted(ILogger logger, Exception reason);
}

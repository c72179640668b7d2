using Practice.Months;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>Opens, confirms and publishes the demo's months, each unit for itself, children before their parents.</summary>
internal sealed class DemoMonths(DemoCalls calls)
{
    private const int AtOnce = 8;

    private static readonly string[] Villages = [.. DemoUnits.Shipped.Stations.Select(station => station.Code), .. DemoUnits.Points.Select(point => point.Id)];

    /// <summary>How many publications a month has.</summary>
    public static int Publications => Villages.Length + DemoUnits.Institutes.Length + 1;

    /// <summary>Makes a unit's plan for a month; answers when it is made.</summary>
    public async Task Open(string unit, YearMonth month, bool confirm, CancellationToken stop)
    {
        var view = (await DemoCalls.Ask(() => calls.Month(unit).ViewMonth(month))).Value
            ?? await DemoCalls.Do($"open/{unit}/{month}", operation => calls.Month(unit).OpenMonth(operation, month));
        view = await Until(unit, view, MonthState.Planning, stop);
        if (!confirm || view.State != MonthState.Planned)
            return;
        await Until(unit, await DemoCalls.Do($"confirm/{unit}/{month}", operation => calls.Month(unit).ConfirmMonth(operation, month, new())), MonthState.Confirming, stop);
    }

    public async Task Publish(YearMonth month, DemoProgress progress, CancellationToken stop)
    {
        await Each(Villages);
        await Each(DemoUnits.Institutes.Select(institute => institute.Code));
        await Each([DemoUnits.Centre]);

        Task Each(IEnumerable<string> units) => Parallel.ForEachAsync(units, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (unit, _) =>
        {
            if ((await DemoCalls.Ask(() => calls.Month(unit).ViewPublication(month))).Value is null)
                await DemoCalls.Do($"publish/{unit}/{month}", operation => calls.Month(unit).Publish(operation, month));
            await calls.Settle(Ids.UnitStream(unit));
            progress.Step();
        });
    }

    private async Task<MonthView> Until(string unit, MonthView view, MonthState passing, CancellationToken stop)
    {
        while (view.State == passing)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), stop);
            view = (await DemoCalls.Ask(() => calls.Month(unit).ViewMonth(view.Month))).Value!;
        }

        return view;
    }
}

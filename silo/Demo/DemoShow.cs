using Practice.Kernel;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>
/// Plays the steps of one instant: stations beside each other, the steps of one station in order. Searches that leave their own station
/// go one after the other, each to its end, so that the same seed finds the same teams.
/// </summary>
internal sealed class DemoShow(DemoCalls calls, IGrainFactory grains, DemoStage stage, DemoProgress progress)
{
    private const int AtOnce = 16;
    private const int SweepEvery = 5 * DemoDays.TicksADay;

    private DateTimeOffset _at = DateTimeOffset.MinValue;
    private int _played;

    /// <summary>The steps of some needs by instant; within one, by need and then in the need's order.</summary>
    public static SortedDictionary<DateTimeOffset, List<(DemoNeed Need, DemoAct Act)>> Instants(IEnumerable<DemoNeed> needs)
    {
        var instants = new SortedDictionary<DateTimeOffset, List<(DemoNeed, DemoAct)>>();
        foreach (var need in needs.OrderBy(need => need.Number))
            foreach (var step in need.Way)
            {
                if (!instants.TryGetValue(step.At, out var steps))
                    instants[step.At] = steps = [];
                steps.Add((need, step.Act));
            }

        return instants;
    }

    /// <summary>Sets the scenario's time, unless it is there already.</summary>
    public async Task Advance(DateTimeOffset to)
    {
        if (_at == DateTimeOffset.MinValue)
            _at = (await DemoCalls.Ask(calls.Clock.Show)).At ?? _at;
        if (to <= _at)
            return;
        await DemoCalls.Do($"clock/{to:O}", operation => calls.Clock.Advance(operation, to));
        _at = to;
    }

    public async Task Play(DateTimeOffset at, List<(DemoNeed Need, DemoAct Act)> steps, CancellationToken stop)
    {
        await Advance(at);
        var queues = steps.GroupBy(step => step.Need).Select(need => (Need: need.Key, Acts: new Queue<DemoAct>(need.Select(step => step.Act)))).ToList();
        while (queues.Any(queue => queue.Acts.Count > 0))
        {
            var stations = queues.GroupBy(queue => queue.Need.Station).ToList();
            await Parallel.ForEachAsync(stations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (station, _) =>
            {
                foreach (var (need, acts) in station)
                    while (acts.TryPeek(out var act) && !Searches(need, act))
                        await Step(need, acts.Dequeue());
            });
            await Quiet(queues.Select(queue => queue.Need));
            var searches = queues.Where(queue => queue.Acts.Count > 0).ToList();
            foreach (var (need, acts) in searches)
            {
                stop.ThrowIfCancellationRequested();
                await Step(need, acts.Dequeue());
                await stage.Chain(need.Station);
            }

            if (searches.Count > 0)
                await Quiet(searches.Select(queue => queue.Need));
        }

        if (++_played % SweepEvery == 0)
            await grains.SweepAll();
    }

    /// <summary>Whether a step may make the levels above look for a team.</summary>
    private static bool Searches(DemoNeed need, DemoAct act) => act is DemoAct.Decline or DemoAct.Expire
        || (act == DemoAct.Dispatch && need.Team is null && !DemoTeams.Shipped.Has(need.Station, need.Category.Split('.')[0]));

    private async Task Step(DemoNeed need, DemoAct act)
    {
        await stage.Play(need, act);
        progress.Step();
    }

    // What teams say of themselves has reached every level that chooses among them.
    private async Task Quiet(IEnumerable<DemoNeed> needs)
    {
        var stations = needs.Select(need => need.Station).Distinct().ToList();
        var institutes = stations.Select(DemoUnits.Shipped.Parent).Distinct().ToList();
        await Settle(stations.Select(Ids.UnitStream));
        await Settle(stage.TakeTouched().Select(Ids.TeamStream));
        await Settle(stations.Select(Ids.UnitStream));
        await Settle(institutes.Select(Ids.UnitStream));
        await calls.Settle(Ids.UnitStream(DemoUnits.Centre));
    }

    private Task Settle(IEnumerable<string> streams) => Task.WhenAll(streams.Select(calls.Settle));
}

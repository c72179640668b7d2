namespace Practice.Months.Planning;

/// <summary>
/// Finds teams for the needs of a month: the optimum of a flow model over the teams' free time, made whole need by need, beside what taking
/// the needs one by one gives; the better of the two is the plan.
/// </summary>
/// <remarks>
/// Laws: no team is over what it has free in any slot; no ineligible team is assigned; every need is assigned or explained; the plan serves
/// no fewer needs than the greedy one; the flow's cost is a lower bound of the plan's; the same input in any order gives the same plan.
/// Times are a matter of seconds even for 10,000 needs: plan outside a grain's turn.
/// </remarks>
public static class MonthPlanner
{
    /// <exception cref="ArgumentException">Two needs or teams share an id, or a number is out of range.</exception>
    public static Plan Plan(
        IReadOnlyList<PlanNeed> needs,
        IReadOnlyList<PlanTeam> teams,
        PlanOptions? options = null,
        CancellationToken cancellation = default)
    {
        var given = new Candidates(needs, teams, options ?? PlanOptions.Default);
        var order = given.Order();
        var greedy = new Placement(given);
        PlaceAll(greedy, given, order, cancellation);

        var model = new FlowModel(given, cancellation);
        var certificate = model.Solve(cancellation);
        var flow = new Placement(given);
        PlaceByFlow(flow, given, order, model.Teams(), cancellation);
        Exchange(flow, given, order, cancellation);
        Displace(flow, given, order, cancellation);
        PlaceAll(flow, given, order, cancellation);

        var outcome = new PlanOutcome(greedy.Served, greedy.Cost);
        var better = flow.Served > outcome.Served || (flow.Served == outcome.Served && flow.Cost <= outcome.Cost);
        var best = better ? flow : greedy;
        var empty = new Placement(given);
        var all = Enumerable.Range(0, given.Needs.Length);
        return new(
            [.. all.Select(best.Assignment).OfType<PlanAssignment>()],
            [.. all.Where(n => !best.IsPlaced(n)).Select(n => PlanReasons.Of(n, given, empty))],
            best.Cost,
            better ? "flow" : "greedy",
            outcome,
            certificate);
    }

    // One by one, each with the cheapest team that still has room, or with several.
    private static void PlaceAll(Placement placement, Candidates given, int[] order, CancellationToken cancellation)
    {
        foreach (var need in order)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!placement.IsPlaced(need) && !placement.TryAlone(need, given.Matches(need)))
                placement.TryTogether(need, given.Matches(need));
        }
    }

    // Where the flow's own teams have room in real slots, they serve: alone first, together where one is not enough. Another may, where
    // they have none; but a need that the flow leaves out waits until those that it serves have their place.
    private static void PlaceByFlow(Placement placement, Candidates given, int[] order, int[][] teams, CancellationToken cancellation)
    {
        foreach (var need in order)
        {
            cancellation.ThrowIfCancellationRequested();
            if (teams[need].Length == 0 || placement.TryAlone(need, teams[need]) || (teams[need].Length > 1 && placement.TryTogether(need, teams[need])))
                continue;
            if (!placement.TryAlone(need, given.Matches(need)))
                placement.TryTogether(need, given.Matches(need));
        }
        PlaceAll(placement, given, order, cancellation);
    }

    // A need without a place takes another's, if that one finds a new place with another team or at another time.
    private static void Exchange(Placement placement, Candidates given, int[] order, CancellationToken cancellation) =>
        ForOthers(placement, given, order, static (placement, given, need, team, other) =>
        {
            var before = placement.Of(other)!;
            placement.Remove(other);
            if (placement.TryAlone(need, [team]))
            {
                if (placement.TryAlone(other, given.Matches(other)))
                    return true;
                placement.Remove(need);
            }
            placement.Put(other, before);
            return false;
        }, cancellation);

    // Then it takes the place of one that costs less to leave.
    private static void Displace(Placement placement, Candidates given, int[] order, CancellationToken cancellation) =>
        ForOthers(placement, given, order, static (placement, given, need, team, other) =>
        {
            if (given.UnservedCost(other) >= given.UnservedCost(need))
                return false;
            var before = placement.Of(other)!;
            placement.Remove(other);
            if (placement.TryAlone(need, [team]))
                return true;
            placement.Put(other, before);
            return false;
        }, cancellation);

    private static void ForOthers(
        Placement placement,
        Candidates given,
        int[] order,
        Func<Placement, Candidates, int, int, int, bool> attempt,
        CancellationToken cancellation)
    {
        foreach (var need in order.Where(n => !placement.IsPlaced(n)))
        {
            cancellation.ThrowIfCancellationRequested();
            var attempts = given.Options.RepairAttempts;
            foreach (var team in given.Matches(need))
            {
                foreach (var other in placement.AloneOn(team))
                {
                    if (attempts-- <= 0 || attempt(placement, given, need, team, other))
                        break;
                }
                if (attempts <= 0 || placement.IsPlaced(need))
                    break;
            }
        }
    }
}

using System.Text.Json;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Statistics;
using Practice.Teams;
using Practice.Units;

namespace Practice.Tests.Simulation;

/// <summary>What holds between owners once nobody owes anybody anything.</summary>
internal static class QuietLaws
{
    public static void Check(World world)
    {
        var needs = world.Units.SelectMany(unit => unit.Stored<Need>()).ToDictionary(need => need.Id, StringComparer.Ordinal);
        var orders = world.Units.SelectMany(unit => unit.Stored<WorkOrder>()).ToDictionary(order => order.Id, StringComparer.Ordinal);
        foreach (var unit in world.Units)
        {
            Histories(world, unit, needs, orders);
            Counts(world, unit, needs.Values);
            Searches(world, unit, needs);
            Matters(world, unit, needs);
            Ladder(world, unit, needs);
            Visible(world, unit, needs.Values, orders);
        }

        foreach (var team in world.Teams)
        {
            Engagements(world, team, orders);
            Cards(world, team);
            Ratings(world, team, needs, orders);
        }
    }

    private static void Histories(World world, UnitOwner unit, Dictionary<string, Need> needs, Dictionary<string, WorkOrder> orders)
    {
        var told = new Dictionary<string, NeedStatus>(StringComparer.Ordinal);
        var (promised, expired) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var toldOfOrders = new Dictionary<string, OrderStatus?>(StringComparer.Ordinal);
        foreach (var happened in unit.Events.Where(e => e.Item is not null))
        {
            var id = happened.Item!;
            if (happened.Type is "need.promised")
                promised.Add(id);
            else if (happened.Type is "need.promiseBroken")
                world.Ensure(promised.Remove(id), $"a promise for {id} is broken twice");
            else if (happened.Type is "order.expired")
                world.Ensure(expired.Add(id), $"{id} expires twice");
            if (happened.Type.StartsWith("need.", StringComparison.Ordinal))
            {
                var before = told.GetValueOrDefault(id);
                var after = Told.Status(before, happened.Type, happened.Data);
                world.Ensure(happened.Type == "need.submitted" || after == before
                    || before is not (NeedStatus.Rejected or NeedStatus.Redirected or NeedStatus.Merged or NeedStatus.Withdrawn), $"{id} ended as {before} and then {happened.Type}");
                told[id] = after;
            }
            else if (happened.Type.StartsWith("order.", StringComparison.Ordinal))
            {
                toldOfOrders[id] = Told.Status(toldOfOrders.GetValueOrDefault(id), happened.Type);
            }
        }

        // A promise makes a need unfulfilled unless somebody is at it; its event does not say which.
        foreach (var (id, status) in told)
            world.Ensure(status == needs[id].Status || needs[id].Status == NeedStatus.Unfulfilled, $"the events of {id} tell {status}, the row {needs[id].Status}");
        foreach (var (id, status) in toldOfOrders)
            world.Ensure(status == orders[id].Status, $"the events of {id} tell {status}, the row {orders[id].Status}");
    }

    private static void Counts(World world, UnitOwner unit, IEnumerable<Need> needs)
    {
        foreach (var month in needs.GroupBy(need => need.Month))
        {
            Same(world, unit.Book.Find<Tally>(month.Key)?.Counts ?? StatCounts.Zero, Recount(month.Where(need => Ids.Owner(need.Id) == unit.Id)),
                $"{unit.Id} counts its needs of {month.Key} wrong");
            Same(world, TallyRules.Sum(unit.Book, month.Key), Recount(month.Where(need => need.Id.StartsWith(unit.Id, StringComparison.Ordinal))),
                $"{unit.Id} counts its subtree's needs of {month.Key} wrong");
        }

        foreach (var told in unit.Book.All<ChildTally>())
            world.Ensure(world.Said[(told.Child, told.Facets.Month!, told.Number)] == Text(told.Counts), $"{unit.Id} keeps counts that {told.Child} never stated");
    }

    private static StatCounts Recount(IEnumerable<Need> needs) => needs.Select(TallyRules.Contribution).Aggregate(StatCounts.Zero, StatCounts.Add);

    private static void Same(World world, StatCounts one, StatCounts other, string law) => world.Ensure(Text(one) == Text(other), law);

    private static string Text(StatCounts counts) => JsonSerializer.Serialize(counts, Json.Persisted);

    private static void Searches(World world, UnitOwner level, Dictionary<string, Need> needs)
    {
        foreach (var coordination in level.Stored<Coordination>())
        {
            var need = needs[coordination.Id];
            world.Ensure(coordination.Status == CoordinationStatus.Ended || (need.IsUnsettled && need.Search?.At == level.Id),
                $"{level.Id} still looks for help for {need.Id}, which is {need.Status} and looks at {need.Search?.At}");
        }
    }

    // What a level above owes its word on is what a need below waits for.
    private static void Matters(World world, UnitOwner level, Dictionary<string, Need> needs)
    {
        foreach (var matter in level.Stored<Matter>())
        {
            var need = needs[matter.Need];
            var waits = LadderRules.IsOfLadder(matter.Kind)
                ? LadderRules.Told(world.Unit(Ids.Owner(need.Id)).Book.Find<Climb>(need.Id), World.PathOf(Ids.Owner(need.Id))).Contains((matter.Kind, level.Id))
                : matter.Kind == ImpossibleRules.Closing ? ImpossibleRules.IsProposed(need) : ImpossibleRules.IsAppealed(need);
            world.Ensure(matter.Settled != waits, $"{level.Id} has {matter.Id} as {(matter.Settled ? "settled" : "open")}; the need says otherwise");
        }
    }

    // Where a need stands is what the rule says of it; every rung was written once for its limit; whom it is to be told knows it.
    private static void Ladder(World world, UnitOwner unit, Dictionary<string, Need> needs)
    {
        var written = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var happened in unit.Events.Where(e => e.Item is not null && e.Type.StartsWith("need.", StringComparison.Ordinal)))
        {
            var rungs = written.TryGetValue(happened.Item!, out var known) ? known : written[happened.Item!] = [];
            if (happened.Type != "need.climbed")
            {
                // What leaves every limit as it is begins no ladder anew.
                if (happened.Type is not ("need.ladderMoved" or "need.takenOver" or "need.supported" or "need.edited" or "need.promiseBroken" or "need.allocated"))
                    rungs.Clear();
                continue;
            }

            var climbed = JsonSerializer.Deserialize<NeedClimbed>(happened.Data, Json.Persisted)!;
            world.Ensure(rungs.Add($"{climbed.Step} {climbed.Limit:O}"), $"{happened.Item} takes the rung {climbed.Step} twice for the limit {climbed.Limit}");
            world.Ensure(climbed.Hour <= happened.At, $"{happened.Item} takes the rung {climbed.Step} before its hour");
        }

        foreach (var need in needs.Values.Where(need => Ids.Owner(need.Id) == unit.Id))
        {
            var climb = unit.Book.Find<Climb>(need.Id);
            var (stands, rule) = (climb?.Standing ?? LadderStep.None, LadderRules.StepOf(need, UnitOwner.Terms, world.Now));
            world.Ensure(stands == rule, $"{need.Id} stands on {stands}, the rule says {rule}");
            foreach (var (kind, level) in LadderRules.Told(climb, World.PathOf(unit.Id)))
                world.Ensure(world.Unit(level).Book.Find<Matter>($"{kind}/{need.Id}") is { Settled: false }, $"{level} does not know that {need.Id} has climbed to {kind}");
        }
    }

    // Dispatching: somebody is asked, or somebody sees that nobody is.
    private static void Visible(World world, UnitOwner unit, IEnumerable<Need> needs, Dictionary<string, WorkOrder> orders)
    {
        var inbox = InboxRules.Of(unit.Book, UnitOwner.Terms, world.Now).Select(item => item.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var need in needs.Where(need => need.Status == NeedStatus.Dispatching && Ids.Owner(need.Id) == unit.Id))
        {
            var live = need.Orders.Select(id => orders[id]).Where(order => order.IsLive).ToList();
            if (live.Exists(order => order.Status == OrderStatus.Offered || (need.Search is null && order.IsTaken)) || live.Sum(order => order.People) >= need.People)
                continue;
            var seen = inbox.Contains(need.Id) || (need.Search is { } search && world.Unit(search.At).Book.Find<Coordination>(need.Id) is { Status: CoordinationStatus.Stuck });
            world.Ensure(seen, $"nobody is asked for {need.Id} ({live.Count} live orders, {need.Search}), and nobody sees it");
        }
    }

    private static void Engagements(World world, TeamOwner team, Dictionary<string, WorkOrder> orders)
    {
        var known = team.Stored<Engagement>().ToDictionary(engagement => engagement.Id, StringComparer.Ordinal);
        foreach (var order in orders.Values.Where(order => order.Team == team.Id))
        {
            world.Ensure(known.TryGetValue(order.Id, out var engagement), $"{team.Id} has never heard of {order.Id}");
            world.Ensure(engagement!.HasEnded != order.IsLive, $"{order.Id} is {order.Status} and {team.Id} has it as {engagement.Status}");
            world.Ensure(order.Status != OrderStatus.Accepting, $"{order.Id} never hears from {team.Id}");
            if (order.Status is OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Reported && order.Report is null)
                world.Ensure(engagement.Slot == order.Slot && engagement.People == order.People, $"{order.Id} is {order.Status} and {team.Id} keeps {engagement.Slot}");
        }

        var live = orders.Values.Count(order => order.Team == team.Id && order.IsLive);
        var load = TeamViews.Card(team.Book, team.Id, world.Now)?.Load ?? 0;
        world.Ensure(load == live, $"{team.Id} has {live} live orders and a load of {load}");
    }

    private static void Cards(World world, TeamOwner team)
    {
        if (TeamViews.Card(team.Book, team.Id, world.Now) is not { } card)
            return;
        foreach (var unit in world.Units.Where(unit => card.UnitPath.Contains($"/{unit.Id}/", StringComparison.Ordinal)))
        {
            var kept = unit.Book.Find<TeamCard>(team.Id);
            world.Ensure(kept is not null && (kept.Load, kept.RatingSum, kept.RatingCount, kept.Capacity, kept.Active, kept.Reserved.Count(r => r.Slot.Until > world.Now))
                == (card.Load, card.RatingSum, card.RatingCount, card.Capacity, card.Active, card.Reserved.Length), $"{unit.Id} keeps an old card of {team.Id}");
        }
    }

    private static void Ratings(World world, TeamOwner team, Dictionary<string, Need> needs, Dictionary<string, WorkOrder> orders)
    {
        // The follow-up is for those who did the redo; who was sent away keeps what he was given.
        var given =
            (from need in needs.Values
             from rating in need.Ratings
             from order in rating.Orders
             where orders[order].Team == team.Id
             select orders[order].Status == OrderStatus.Confirmed && need.Orders.IndexOf(order) >= need.FormerOrders ? rating.Counts : rating.Score).ToList();
        if (team.Team is { } profile)
            world.Ensure((profile.RatingCount, profile.RatingSum) == (given.Count, given.Sum()),
                $"{team.Id} shows {profile.RatingSum} stars of {profile.RatingCount} raters; its needs tell {given.Sum()} of {given.Count}");
        foreach (var need in needs.Values)
            world.Ensure(need.Ratings.Select(rating => rating.Rater).Distinct().Count() == need.Ratings.Length, $"somebody has rated {need.Id} twice");
    }
}

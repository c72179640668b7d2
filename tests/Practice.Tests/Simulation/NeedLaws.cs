using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;

namespace Practice.Tests.Simulation;

/// <summary>What holds for every need after every single decision of its unit.</summary>
internal static class NeedLaws
{
    public static void Check(World world, UnitOwner unit, Draft draft)
    {
        foreach (var id in draft.Touched.OfType<Need>().Select(need => need.Id).Concat(draft.Touched.OfType<WorkOrder>().Select(order => order.Need)).Distinct())
        {
            unit.FetchNeed(id);
            Check(world, unit, unit.Book.Find<Need>(id)!);
        }
    }

    private static void Check(World world, UnitOwner unit, Need need)
    {
        var orders = need.Orders.Select(id => unit.Book.Find<WorkOrder>(id)!).ToList();
        var live = orders.Where(order => order.IsLive).ToList();
        world.Ensure(need.IsUnsettled || live.Count == 0, $"{need.Id} is {need.Status} and {live.FirstOrDefault()?.Id} is live");
        world.Ensure(need.Status is not (NeedStatus.Submitted or NeedStatus.Verified or NeedStatus.Unfulfilled) || live.Count == 0,
            $"{need.Id} is {need.Status} and {live.FirstOrDefault()?.Id} is live");
        world.Ensure(live.Select(order => order.Team).Distinct().Count() == live.Count, $"a team has two live orders of {need.Id}");
        world.Ensure(live.Where(order => !order.Parallel).Sum(order => order.People) <= need.People, $"{need.Id} has more helpers than it needs");
        world.Ensure(live.Count(order => order.Parallel && order.Status != OrderStatus.Offered) <= 1 || need.People > 1, $"two teams have grabbed {need.Id}");
        world.Ensure(live.Where(order => order.Status != OrderStatus.Offered).Sum(order => order.People) <= need.People, $"more helpers have accepted {need.Id} than were asked for");
        world.Ensure(need.Status is not (NeedStatus.Accepted or NeedStatus.InService) || live.Exists(order => order.IsTaken || order.Status == OrderStatus.Accepting),
            $"{need.Id} is {need.Status} and nobody is at it");
        world.Ensure(need.Status != NeedStatus.Accepted || live.TrueForAll(order => order.IsTaken), $"{need.Id} is accepted while an offer is out");
        if (need.Status == NeedStatus.Dispatching)
            IsNotLost(world, need, live);
    }

    // Somebody is asked, a level is asked, or a person is to act; or every helper is there and the work goes on.
    private static void IsNotLost(World world, Need need, List<WorkOrder> live)
    {
        if (live.Exists(order => order.Status is OrderStatus.Offered or OrderStatus.Accepting or OrderStatus.Redo))
            return;
        world.Ensure(need.Search is not null, $"{need.Id} looks for help and nobody looks");
        world.Ensure(!need.Search!.Automatic || need.Search.At != need.Id[..need.Id.LastIndexOf('-')] || live.Sum(order => order.People) >= need.People,
            $"{need.Id} looks for help at its own unit and nobody is asked");
    }
}

using Practice.Orders;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Reliability;

/// <summary>Every offer has reached its team, every yes has had the team's answer, and both sides agree on what is going on.</summary>
internal sealed class OffersArrive : ILaw
{
    public string Name => "offers lost";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence)
    {
        var known = (await evidence.Items<Engagement>("engagement")).ToDictionary(row => row.Item.Id, row => row);
        var received = (await evidence.Rows("SELECT item FROM events WHERE type = 'team.offerReceived'", row => row.GetString(0))).ToHashSet();
        var breaches = new List<string>();
        foreach (var (_, order) in await evidence.Items<WorkOrder>("order"))
        {
            if (!received.Contains(order.Id) || !known.TryGetValue(order.Id, out var engagement) || engagement.Stream != Ids.TeamStream(order.Team))
                breaches.Add($"{order.Team} has never heard of {order.Id}, which is {order.Status}");
            else if (engagement.Item.HasEnded == order.IsLive)
                breaches.Add($"{order.Id} is {order.Status} and {order.Team} has it as {engagement.Item.Status}");
            else if (order.Status == OrderStatus.Accepting)
                breaches.Add($"{order.Id} never hears from {order.Team}");
            else if (order.Status is OrderStatus.Accepted or OrderStatus.InService && engagement.Item.Slot != order.Slot)
                breaches.Add($"{order.Id} has {order.Slot} and {order.Team} keeps {engagement.Item.Slot}");
        }

        return breaches;
    }
}

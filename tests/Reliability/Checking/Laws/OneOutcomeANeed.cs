using Practice.Needs;
using Practice.Orders;

namespace Practice.Reliability;

/// <summary>A need ends once, in one way; it has no more helpers than it asked for, and none once it has ended.</summary>
internal sealed class OneOutcomeANeed : ILaw
{
    private static readonly string[] Ends = ["need.done", "need.withdrawn", "need.rejected", "need.redirected", "need.merged", "need.closedImpossible"];

    public string Name => "needs with two outcomes";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence)
    {
        var breaches = await evidence.Rows(
            "SELECT item, string_agg(type, ' ') FROM events WHERE type = ANY($1) GROUP BY stream, item HAVING count(*) > 1", row => $"{row.GetString(0)} has ended as {row.GetString(1)}", (object)Ends);
        var needs = (await evidence.Items<Need>("need")).ToDictionary(row => row.Item.Id, row => row.Item);
        foreach (var orders in (await evidence.Items<WorkOrder>("order")).Select(row => row.Item).GroupBy(order => order.Need))
        {
            if (!needs.TryGetValue(orders.Key, out var need))
                breaches.Add($"{orders.First().Id} belongs to {orders.Key}, which is not there");
            else if (orders.Where(order => order.IsTaken).Sum(order => order.People) > need.People)
                breaches.Add($"{need.Id} asks for {need.People} and has {string.Join(", ", orders.Where(order => order.IsTaken).Select(order => $"{order.Id} {order.Status}"))}");
            else if (need.Status is NeedStatus.Done or NeedStatus.Rated or NeedStatus.Withdrawn && orders.FirstOrDefault(order => order.IsLive) is { } live)
                breaches.Add($"{need.Id} is {need.Status} and {live.Id} is {live.Status}");
        }

        return breaches;
    }
}

using Practice.Needs;
using Practice.Orders;

namespace Practice.Tests.Simulation;

/// <summary>The status that an event tells, so that a history can be held against the row.</summary>
internal static class Told
{
    public static NeedStatus Status(NeedStatus before, string type, string data) => type switch
    {
        "need.submitted" => NeedStatus.Submitted,
        "need.verified" or "need.notFulfilled" => NeedStatus.Verified,
        "need.rejected" or "need.closedImpossible" => NeedStatus.Rejected,
        "need.redirected" => NeedStatus.Redirected,
        "need.merged" => NeedStatus.Merged,
        "need.withdrawn" => NeedStatus.Withdrawn,
        "need.dispatched" or "need.escalated" => NeedStatus.Dispatching,
        "need.accepted" => NeedStatus.Accepted,
        "need.inService" => NeedStatus.InService,
        "need.done" => NeedStatus.Done,
        "need.rated" => NeedStatus.Rated,
        "need.reopened" => data.Contains("noneAccepted", StringComparison.Ordinal) ? NeedStatus.Verified : NeedStatus.Dispatching,
        _ => before,
    };

    public static OrderStatus? Status(OrderStatus? before, string type) => type switch
    {
        "order.offered" => OrderStatus.Offered,
        "order.accepting" => OrderStatus.Accepting,
        "order.accepted" => OrderStatus.Accepted,
        "order.declined" => OrderStatus.Declined,
        "order.expired" => OrderStatus.Expired,
        "order.cancelled" => OrderStatus.Cancelled,
        "order.started" => OrderStatus.InService,
        "order.reported" => OrderStatus.Reported,
        "order.confirmed" => OrderStatus.Confirmed,
        "order.redo" => OrderStatus.Redo,
        "order.released" => OrderStatus.Released,
        _ => before,
    };
}

using Practice.Shared;

namespace Practice.Exchange;

/// <summary>A volunteer's redemptions. Key: <see cref="Ids.VolunteerStream"/>.</summary>
[GrainInterfaceType("redemptions"), Alias("redemptions")]
public interface IRedemptionsGrain : IGrainWithStringKey
{
    /// <summary>Sets points aside and asks the unit for the item; the answer comes by message.</summary>
    /// <returns>Or <c>points.short</c>; <c>redemption.limit</c>; <c>volunteer.inactive</c>; <c>redemption.guardian</c> where a minor asks himself; <c>quantity.invalid</c>.</returns>
    [Alias("Redeem")]
    Task<Result<RedemptionView>> Redeem(Operation operation, RedeemItem redeem);

    /// <summary>Lets it go before it was picked up; the points come back.</summary>
    /// <returns>Or <c>redemption.over</c>.</returns>
    [Alias("CancelRedemption")]
    Task<Result<RedemptionView>> CancelRedemption(Operation operation, string redemption);

    [Alias("ViewRedemption")]
    Task<Result<RedemptionView>> ViewRedemption(string redemption);
}

/// <summary>An item to have for points, as the edge has just read it: the unit refuses a price that is no longer so.</summary>
[GenerateSerializer, Immutable, Alias("redeemItem")]
public sealed record RedeemItem(
    [property: Id(0)] string Item,
    [property: Id(1)] string Unit,
    [property: Id(2)] string Name,
    [property: Id(3)] int Price,
    [property: Id(4)] int Quantity,
    [property: Id(5)] int PerMonth);

/// <summary>A redemption's way.</summary>
/// <param name="State"><c>reserved</c> (the unit is asked), <c>ready</c> to be picked up, <c>handedOver</c>; over without: <c>refused, timedOut, cancelled</c>, the points are back.</param>
/// <param name="Reason">Why not: <c>stock.short, price.changed, item.inactive</c>.</param>
[GenerateSerializer, Immutable, Alias("redemptionView")]
public sealed record RedemptionView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Volunteer,
    [property: Id(2)] string Item,
    [property: Id(3)] string Name,
    [property: Id(4)] string Unit,
    [property: Id(5)] int Quantity,
    [property: Id(6)] long Points,
    [property: Id(7)] string State,
    [property: Id(8)] string? Reason,
    [property: Id(9)] DateTimeOffset OrderedAt,
    [property: Id(10)] DateTimeOffset? PickUpBy,
    [property: Id(11)] long Version);

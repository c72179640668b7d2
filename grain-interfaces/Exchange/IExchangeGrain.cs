using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Exchange;

/// <summary>What a unit gives for points (积分兑换): items with a stock, and what waits to be picked up.</summary>
[GrainInterfaceType("exchange"), Alias("exchange")]
public interface IExchangeGrain : IGrainWithStringKey
{
    /// <returns>Or <c>exchange.invalid</c> naming the members.</returns>
    [Alias("AddExchangeItem")]
    Task<Result<ExchangeItemView>> AddExchangeItem(Operation operation, SetExchangeItem item);

    /// <returns>Or <c>version.stale</c>; <c>exchange.invalid</c>; <c>stock.short</c> where less would be left than nothing.</returns>
    [Alias("EditExchangeItem")]
    Task<Result<ExchangeItemView>> EditExchangeItem(Operation operation, string item, SetExchangeItem edit);

    [Alias("ViewExchangeItem")]
    Task<Result<ExchangeItemView>> ViewExchangeItem(string item);

    /// <summary>The thing goes over the counter; the edge has compared the pick-up code.</summary>
    /// <returns>Or <c>redemption.notReady</c>.</returns>
    [Alias("HandOver")]
    Task<Result<PickUpView>> HandOver(Operation operation, string redemption);
}

/// <summary>An item as it is set up or changed: what is left out stays.</summary>
/// <param name="Price">Points for one; 1 to 1,000,000.</param>
/// <param name="AddStock">So many more, or with a minus so many fewer.</param>
/// <param name="PerMonth">For one person in a month; 0 = no limit.</param>
/// <param name="PickUpDays">Days in which it must be picked up, 1 to 60.</param>
[GenerateSerializer, Immutable, Alias("setExchangeItem")]
public sealed record SetExchangeItem(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Description,
    [property: Id(2)] int? Price,
    [property: Id(3)] int? AddStock,
    [property: Id(4)] int? PerMonth,
    [property: Id(5)] int? PickUpDays,
    [property: Id(6)] string? Where,
    [property: Id(7)] bool? Active);

/// <summary>Something that can be had for points.</summary>
/// <param name="Stock">Left, without what waits to be picked up.</param>
/// <param name="Waiting">Kept for people who have paid.</param>
[GenerateSerializer, Immutable, Alias("exchangeItemView")]
public sealed record ExchangeItemView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Unit,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Description,
    [property: Id(4)] int Price,
    [property: Id(5)] int Stock,
    [property: Id(6)] int Waiting,
    [property: Id(7)] int HandedOver,
    [property: Id(8)] int PerMonth,
    [property: Id(9)] int PickUpDays,
    [property: Id(10)] string? Where,
    [property: Id(11)] bool Active,
    [property: Id(12)] long Version);

/// <summary>Something that a volunteer has paid for and not picked up yet, or has.</summary>
[GenerateSerializer, Immutable, Alias("pickUpView")]
public sealed record PickUpView(
    [property: Id(0)] string Redemption,
    [property: Id(1)] string Item,
    [property: Id(2)] string Name,
    [property: Id(3)] int Quantity,
    [property: Id(4)] string State,
    [property: Id(5)] DateTimeOffset Until,
    [property: Id(6)] long Version);

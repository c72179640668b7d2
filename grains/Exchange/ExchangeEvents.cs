using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Exchange;

[EventName("exchange.itemAdded")]
public sealed record ExchangeItemAdded(int Price, int Stock) : DomainEvent;

[EventName("exchange.itemEdited")]
public sealed record ExchangeItemEdited(int Price, int AddedStock, bool Active) : DomainEvent;

/// <summary>Kept for a volunteer.</summary>
[EventName("exchange.kept")]
public sealed record StockWasKept(string Item, int Quantity) : DomainEvent;

[EventName("exchange.ended")]
public sealed record PickUpWasEnded(string State) : DomainEvent;

/// <summary>It could not be had.</summary>
[EventName("exchange.refused")]
public sealed record StockWasRefused(string Code) : DomainEvent;

[EventName("redemption.reserved")]
public sealed record RedemptionReserved(string Item, int Quantity, long Points) : DomainEvent;

[EventName("redemption.letGo")]
public sealed record RedemptionLetGo : DomainEvent;

[EventName("redemption.moved")]
public sealed record RedemptionMoved(string State, string? Code) : DomainEvent;

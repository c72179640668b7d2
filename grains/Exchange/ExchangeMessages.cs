using Practice.Kernel;

namespace Practice.Exchange;

/// <summary>Volunteer → unit: so many points are set aside for this; keep it. Answered by <see cref="StockKept"/> or <see cref="StockRefused"/>.</summary>
[MessageName("stock.asked")]
public sealed record StockAsked(string Redemption, string Item, int Quantity, int Price) : Message;

/// <summary>Unit → volunteer: it is kept until then.</summary>
[MessageName("stock.kept")]
public sealed record StockKept(string Redemption, DateTimeOffset Until) : Message;

/// <summary>Unit → volunteer: it cannot be had, and why (<c>stock.short, price.changed, item.inactive</c>).</summary>
[MessageName("stock.refused")]
public sealed record StockRefused(string Redemption, string Code) : Message;

/// <summary>Volunteer → unit: it is not wanted any more. Answered by <see cref="PickUpEnded"/>, whatever became of it.</summary>
[MessageName("stock.letGo")]
public sealed record StockLetGo(string Redemption) : Message;

/// <summary>Unit → volunteer: <c>handedOver</c>, <c>timedOut</c> or <c>cancelled</c>; the points of the latter two come back.</summary>
[MessageName("pickUp.ended")]
public sealed record PickUpEnded(string Redemption, string State) : Message;

using Practice.Kernel;

namespace Practice.Exchange;

/// <summary>Something that a unit gives for points.</summary>
public sealed record ExchangeItem : Item
{
    public required string Unit { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public int Price { get; init; }

    /// <summary>Left, without what waits to be picked up. Never below zero.</summary>
    public int Stock { get; init; }

    public int Waiting { get; init; }
    public int HandedOver { get; init; }
    public int PerMonth { get; init; }
    public int PickUpDays { get; init; } = 7;

    /// <summary>Where it is given out, in words.</summary>
    public string? Where { get; init; }

    public bool Active { get; init; } = true;

    public override Facets Facets => new(Open: true, Status: Active ? "active" : "inactive", Category: Stock > 0 ? "inStock" : "soldOut", Text: Name);
}

/// <summary>Something kept for a volunteer who has paid. The id is the redemption's, which names the volunteer.</summary>
public sealed record PickUp : Item
{
    public const string Ready = "ready", HandedOver = "handedOver", TimedOut = "timedOut", Cancelled = "cancelled";

    public required string Item { get; init; }
    public required string Name { get; init; }
    public int Quantity { get; init; }
    public required string State { get; init; }
    public DateTimeOffset Until { get; init; }

    public bool IsOpen => State == Ready;

    public override Facets Facets => new(Open: IsOpen, Status: State, DueAt: IsOpen ? Until : null, WakeAt: IsOpen ? Until : null, Text: Id);
}

/// <summary>A volunteer's redemption.</summary>
public sealed record Redemption : Item
{
    public const string Reserved = "reserved", Ready = "ready", HandedOver = "handedOver", Refused = "refused", TimedOut = "timedOut", Cancelled = "cancelled";

    public required string Item { get; init; }
    public required string Unit { get; init; }
    public required string Name { get; init; }
    public int Quantity { get; init; }
    public long Points { get; init; }
    public required string State { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? PickUpBy { get; init; }

    /// <summary>Asked to be let go; the unit has yet to say that it is.</summary>
    public bool LettingGo { get; init; }

    /// <summary>The points by when they would have expired: they come back as they were.</summary>
    public System.Collections.Immutable.ImmutableArray<UsedPoints> Used { get; init; } = [];

    public bool IsOpen => State is Reserved or Ready;

    public override Facets Facets => new(Open: IsOpen, Status: State, Category: Item, DueAt: IsOpen ? PickUpBy : null);
}

public sealed record UsedPoints(DateTimeOffset? ExpiresAt, long Points);

/// <summary>How often a volunteer has had an item this month; the id is the item's.</summary>
public sealed record ItemUse : Item
{
    public required string Month { get; init; }
    public int Times { get; init; }

    public override Facets Facets => new(Open: false, Status: "use", Month: Month);
}

using System.Collections.Immutable;
using System.Globalization;
using Practice.Kernel;

namespace Practice.Volunteers;

/// <summary>One line of a ledger, never changed: an amount above zero goes from one account to another.</summary>
public sealed record LedgerEntry : Item
{
    public required string Ledger { get; init; }

    /// <summary><c>earn, import, reverse, redeem, refund, expire, repay, handOver, close</c>.</summary>
    public required string Kind { get; init; }

    public required string From { get; init; }
    public required string To { get; init; }
    public required long Amount { get; init; }
    public string? Record { get; init; }
    public string? Redemption { get; init; }

    /// <summary>By what it was counted, so that it can be counted again by hand: <c>10/h × 150 %</c>.</summary>
    public string? Rule { get; init; }

    public override Facets Facets => new(Open: false, Status: Kind, Category: Ledger);
}

/// <summary>The balances of one ledger. Law: each is the sum of its entries, and together they are zero.</summary>
public sealed record LedgerBook : Item
{
    public const string Hours = "hours", Points = "points";

    /// <summary>Accounts of the ledgers: the network's side, the volunteer's, and where things go.</summary>
    public const string Activity = "activity", SignedIn = "signedIn", BackFilled = "backFilled", Imported = "imported", County = "county", Volunteer = "volunteer", Owed = "owed",
        Redeemed = "redeemed", Expired = "expired", Merged = "merged";

    public ImmutableSortedDictionary<string, long> Balances { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Of hours: confirmed minutes by the year in which the service began.</summary>
    public ImmutableSortedDictionary<int, long> Years { get; init; } = ImmutableSortedDictionary<int, long>.Empty;

    public long Of(string account) => Balances.GetValueOrDefault(account);

    public override Facets Facets => new(Open: true, Status: Id, Category: Id);
}

/// <summary>Points that expire together; the id is the instant's day, or <c>never</c>.</summary>
public sealed record PointsLot : Item
{
    public const string Never = "never";

    public long Remaining { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    public override Facets Facets => new(Open: Remaining > 0, Status: "lot", WakeAt: Remaining > 0 ? ExpiresAt : null);

    public static string IdOf(DateTimeOffset? expires) => expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Never;
}

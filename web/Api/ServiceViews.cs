namespace Practice.Web.Api;

/// <summary>One line of a certificate: what was served, when, and what it counted.</summary>
public sealed record CertifiedLine(string Record, string Title, string By, DateTimeOffset From, DateTimeOffset Until, int Minutes, string Origin);

/// <summary>A certificate, for whom it is about and for the desk that issues it.</summary>
/// <param name="Lines">Left out in lists. Of one that was asked for: those that it would be issued with now.</param>
/// <param name="Document">Masked.</param>
public sealed record CertificateView(
    string Id, string Volunteer, string State, DateTimeOffset RequestedAt, DateOnly? From, DateOnly? Until, string? Purpose, string? Number, DateTimeOffset? IssuedAt, DateTimeOffset? PublicUntil,
    string? Issuer, string? Head, string? Handler, string? Contact, string? Name, int Minutes, string Hours, IReadOnlyList<CertifiedLine>? Lines, string? Reason, string? SupersededBy, string? DocumentType, string? Document)
{
    /// <summary>Whether it stands.</summary>
    public bool Stands => State is "publicised" or "valid";

    public bool IsIssued => Number is not null && IssuedAt is not null;
}

/// <summary>Something of a unit's that can be had for points.</summary>
public sealed record StockView(
    string Id, string Unit, string Name, string? Description, int Price, int Stock, int Waiting, int HandedOver, int PerMonth, int PickUpDays, string? Where, bool Active, long Version);

/// <summary>An order at a unit's counter.</summary>
public sealed record PickUpView(string Redemption, string Item, string Name, int Quantity, string State, DateTimeOffset Until);

using Practice.Kernel;

namespace Practice.Feeds;

/// <summary>The address of a calendar, as the keyed hash of its secret. Id <c>…-K001</c>.</summary>
public sealed record Feed : Item
{
    public required string Of { get; init; }
    public string? Name { get; init; }
    public required string Hash { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    public override Facets Facets => new(Open: RevokedAt is null, Status: RevokedAt is null ? "live" : "revoked", Category: Of);

    public FeedView View() => new(Id, Of, Name, RevokedAt is null, CreatedAt, RevokedAt);
}

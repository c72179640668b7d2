using Practice.Kernel;

namespace Practice.Links;

/// <summary>A secret that was given out for one need, as its keyed hash. Used once for rating, expiring, revocable.</summary>
public sealed record NeedLink : Item
{
    public required string Need { get; init; }
    public required string Hash { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public bool Spoken { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public LinkStatus Status { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public int N => int.Parse(Id.AsSpan(Id.LastIndexOf('L') + 1), System.Globalization.CultureInfo.InvariantCulture);

    public override Facets Facets => new(
        Open: Status == LinkStatus.Live, Status: Json.Name(Status), Category: Need, WakeAt: Status == LinkStatus.Live ? ExpiresAt : null);

    public static string IdOf(string need, int n) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{need}-L{n:D2}");
}

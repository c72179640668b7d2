using Practice.Kernel;

namespace Practice.Volunteers;

/// <summary>Somebody has seen a person's details, or wishes to see a minor's (未成年人网络保护条例 §36). The person sees this.</summary>
public sealed record Access : Item
{
    public const string Read = "read", Asked = "asked", Allowed = "allowed", Refused = "refused", Lapsed = "lapsed";

    public required string By { get; init; }
    public required string Unit { get; init; }
    public AccessPurpose Purpose { get; init; }
    public required string State { get; init; }

    /// <summary>In words, for whoever decides.</summary>
    public string? Reason { get; init; }

    public string? DecidedBy { get; init; }

    /// <summary>Until when an allowed one may be used.</summary>
    public DateTimeOffset? Until { get; init; }

    public override Facets Facets => new(Open: State is Asked or Allowed, Status: State, Category: Json.Name(Purpose), WakeAt: State == Allowed ? Until : null);
}

using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Certificates;

/// <summary>A certificate of service. What was issued (<see cref="Issued"/>) never changes; its standing does.</summary>
public sealed record Certificate : Item
{
    public const string Requested = "requested", Refused = "refused", Publicised = "publicised", Valid = "valid", Revoked = "revoked", Superseded = "superseded";

    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public string? Purpose { get; init; }

    /// <summary>The certificate that it is to replace.</summary>
    public string? Supersedes { get; init; }

    public required string State { get; init; }

    /// <summary>The number, once issued; revocation keeps it.</summary>
    public string? Number { get; init; }

    public Issued? Issued { get; init; }

    /// <summary>SHA-256 of the canonical JSON of <see cref="Issued"/>.</summary>
    public string? Hash { get; init; }

    public DateTimeOffset? PublicUntil { get; init; }

    /// <summary>Whether the volunteer lets himself be named while it is publicised: otherwise his number stands there.</summary>
    public bool Named { get; init; }

    public string? Reason { get; init; }
    public string? SupersededBy { get; init; }

    /// <remarks>Words find it by its number: whoever holds the paper has nothing else.</remarks>
    public override Facets Facets => new(
        Open: State is Requested or Publicised, Status: State, DueAt: State == Publicised ? PublicUntil : null, WakeAt: State == Publicised ? PublicUntil : null, Text: Number);
}

/// <summary>What stands on the paper: fixed when it is issued.</summary>
public sealed record Issued(
    string Number, string Volunteer, string Name, string? DocumentType, string? Document, string Unit, string Issuer, string Head, string Handler, string Contact,
    DateTimeOffset At, string By, DateOnly? From, DateOnly? Until, int Minutes, ImmutableArray<CertificateLine> Lines);

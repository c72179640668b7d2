using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Teams;

namespace Practice.Volunteers;

/// <summary>A volunteer's profile. Names, numbers and the birth date stand sealed in a row of their own; here are masks.</summary>
public sealed record Volunteer : Item
{
    /// <summary>The person in the network; null for somebody without an account, like a child.</summary>
    public string? Person { get; init; }

    /// <summary>Accounts of the same person whose numbers went into this one.</summary>
    public ImmutableArray<string> OtherPersons { get; init; } = [];

    /// <summary>The keyed hash that the number was given out for.</summary>
    public required string Subject { get; init; }

    /// <summary>Where the volunteer lives, as a unit.</summary>
    public required string Unit { get; init; }

    public required string UnitPath { get; init; }

    public VolunteerStatus Status { get; init; }

    public required string DetailsRef { get; init; }

    /// <summary>How often the details were changed: who remembers something of them knows by it whether it still holds.</summary>
    public int DetailsRound { get; init; }

    public required string Name { get; init; }
    public string? Phone { get; init; }
    public DocumentType? DocumentType { get; init; }
    public string? Document { get; init; }
    public string? DocumentHash { get; init; }

    public RealName RealName { get; init; }
    public string? VerifiedBy { get; init; }
    public string? VerifiedAt { get; init; }
    public DateTimeOffset? VerifiedOn { get; init; }

    public GuardianOf? Guardian { get; init; }

    /// <summary>A secret that a guardian may show, and how often a wrong one was.</summary>
    public GuardianSecret? GuardianSecret { get; init; }

    public ImmutableArray<Consent> Consents { get; init; } = [];

    public ImmutableArray<string> Skills { get; init; } = [];
    public ImmutableArray<string> Fields { get; init; } = [];
    public ImmutableArray<WeeklyHours> Availability { get; init; } = [];
    public int? RadiusKm { get; init; }

    public string? SuspendedFor { get; init; }
    public string? MergedInto { get; init; }

    public override Facets Facets => new(
        Open: Status is not (VolunteerStatus.Merged or VolunteerStatus.Closed),
        Status: Json.Name(Status),
        Category: Json.Name(RealName),
        Text: string.Join(' ', [Id, Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..], .. Skills, .. Fields, Guardian?.Person ?? ""]));
}

/// <summary>A minor's guardian: sealed details, a masked name, and the account where there is one.</summary>
public sealed record GuardianOf(string Ref, string Name, Guardianship Relation, string? Person);

/// <summary>Kept as a keyed hash; good until <paramref name="Until"/> and for <see cref="MostTries"/> attempts.</summary>
public sealed record GuardianSecret(string Hash, DateTimeOffset Until, int Tries)
{
    public const int MostTries = 5;
}

/// <summary>What was consented to, by whom, when. A new version of a text is a new consent.</summary>
public sealed record Consent(ConsentPurpose Purpose, string TextVersion, bool ByGuardian, string By, DateTimeOffset GivenAt, DateTimeOffset? RevokedAt);

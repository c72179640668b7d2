using System.Collections.Immutable;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Volunteers;

/// <summary>A volunteer's details, sealed, with what rules may see of them.</summary>
/// <param name="Ref">The reference that the sealed row stands under.</param>
/// <param name="Born">The birth date, for this decision alone: it is kept nowhere but in the sealed row.</param>
/// <param name="Phone">The masked number.</param>
/// <param name="Document">The masked number of the document.</param>
/// <param name="IdentityChanged">Whether name, birth date or document differ from what was known.</param>
/// <param name="DocumentNamed">Whether the document was named now, and does not stand there from before: so one that was refused is declared anew.</param>
[GenerateSerializer, Immutable, Alias("sealedVolunteer")]
public sealed record SealedVolunteer(
    [property: Id(0)] string Ref,
    [property: Id(1)] byte[] Row,
    [property: Id(2)] string MaskedName,
    [property: Id(3)] DateOnly? Born,
    [property: Id(4)] string? Phone,
    [property: Id(5)] string? Document,
    [property: Id(6)] DocumentType? DocumentType,
    [property: Id(7)] string? DocumentHash,
    [property: Id(8)] bool IdentityChanged = false,
    [property: Id(9)] bool DocumentNamed = false);

/// <summary>A guardian's details, sealed.</summary>
/// <param name="Person">The guardian's own person in the network, where he acts with an account.</param>
[GenerateSerializer, Immutable, Alias("sealedGuardian")]
public sealed record SealedGuardian(
    [property: Id(0)] string Ref,
    [property: Id(1)] byte[] Row,
    [property: Id(2)] string MaskedName,
    [property: Id(3)] Guardianship Relation,
    [property: Id(4)] string? Person = null);

/// <summary>A person becomes a volunteer. What is not named can be added later.</summary>
[GenerateSerializer, Immutable, Alias("registerVolunteer")]
public sealed record RegisterVolunteer
{
    /// <summary>The person in the network whom the number belongs to; null for somebody who has no account of his own.</summary>
    [Id(0)] public string? Person { get; init; }

    /// <summary>The keyed hash under which the number was given out.</summary>
    [Id(1)] public required string Subject { get; init; }

    [Id(2)] public required string Unit { get; init; }

    [Id(3)] public required string UnitPath { get; init; }

    [Id(4)] public required SealedVolunteer Details { get; init; }

    [Id(5)] public SealedGuardian? Guardian { get; init; }

    [Id(6)] public ImmutableArray<string> Skills { get; init; } = [];

    [Id(7)] public ImmutableArray<string> Fields { get; init; } = [];

    [Id(8)] public ImmutableArray<WeeklyHours> Availability { get; init; } = [];

    [Id(9)] public int? RadiusKm { get; init; }

    /// <summary>Version of the notice that was agreed to.</summary>
    [Id(10)] public required string NoticeVersion { get; init; }

    /// <summary>Version of the separate rules for the data of children, where a guardian agreed to them.</summary>
    [Id(11)] public string? ChildRulesVersion { get; init; }

    /// <summary>Whether the edge has found that the unclaimed profile of this number is the person's: same document, same telephone.</summary>
    [Id(12)] public bool Claims { get; init; }
}

/// <summary>Changes what is given and leaves the rest.</summary>
[GenerateSerializer, Immutable, Alias("editVolunteer")]
public sealed record EditVolunteer
{
    [Id(0)] public SealedVolunteer? Details { get; init; }

    [Id(1)] public string? Unit { get; init; }

    [Id(2)] public string? UnitPath { get; init; }

    [Id(3)] public ImmutableArray<string>? Skills { get; init; }

    [Id(4)] public ImmutableArray<string>? Fields { get; init; }

    [Id(5)] public ImmutableArray<WeeklyHours>? Availability { get; init; }

    /// <summary>0 = anywhere.</summary>
    [Id(6)] public int? RadiusKm { get; init; }

    /// <summary>The version that <see cref="Details"/> were made from.</summary>
    [Id(7)] public long? Seen { get; init; }
}

/// <summary>Somebody who saw the document says whether it is the person's.</summary>
/// <param name="Seen">The document as it was seen, by its keyed hash: it must be the one that was declared.</param>
[GenerateSerializer, Immutable, Alias("verifyVolunteer")]
public sealed record VerifyVolunteer([property: Id(0)] bool Genuine, [property: Id(1)] string Unit, [property: Id(2)] string? Seen);

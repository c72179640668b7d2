using System.Collections.Immutable;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Volunteers;

/// <summary>A volunteer as everybody sees him who may see him at all: masked. The person's own details are opened at the edge.</summary>
[GenerateSerializer, Immutable, Alias("volunteerView")]
public sealed record VolunteerView(
    [property: Id(0)] string Number,
    [property: Id(1)] string Name,
    [property: Id(2)] string Unit,
    [property: Id(3)] VolunteerStatus Status,
    [property: Id(4)] RealName RealName,
    [property: Id(5)] DocumentType? DocumentType,
    [property: Id(6)] string? Document,
    [property: Id(7)] string? Phone,
    [property: Id(8)] bool Minor,
    [property: Id(9)] GuardianView? Guardian,
    [property: Id(10)] ImmutableArray<string> Skills,
    [property: Id(11)] ImmutableArray<string> Fields,
    [property: Id(12)] ImmutableArray<WeeklyHours> Availability,
    [property: Id(13)] int? RadiusKm,
    [property: Id(14)] ImmutableArray<MembershipView> Teams,
    [property: Id(15)] ImmutableArray<ConsentView> Consents,
    [property: Id(16)] DateTimeOffset RegisteredAt,
    [property: Id(17)] string? MergedInto,
    [property: Id(18)] long Version)
{
    /// <summary>The unit's path, for rights.</summary>
    [Id(19), System.Text.Json.Serialization.JsonIgnore] public string UnitPath { get; init; } = "";

    /// <summary>Whose it is, for rights.</summary>
    [Id(20), System.Text.Json.Serialization.JsonIgnore] public string? Person { get; init; }

    [Id(21), System.Text.Json.Serialization.JsonIgnore] public string? GuardianPerson { get; init; }

    [Id(22), System.Text.Json.Serialization.JsonIgnore] public ImmutableArray<string> OtherPersons { get; init; } = [];
}

/// <summary>A minor's guardian, masked.</summary>
[GenerateSerializer, Immutable, Alias("guardianView")]
public sealed record GuardianView([property: Id(0)] string Name, [property: Id(1)] Guardianship Relation, [property: Id(2)] bool HasAccount);

/// <summary>A consent that was given, and when it was taken back.</summary>
[GenerateSerializer, Immutable, Alias("consentView")]
public sealed record ConsentView(
    [property: Id(0)] ConsentPurpose Purpose,
    [property: Id(1)] string TextVersion,
    [property: Id(2)] bool ByGuardian,
    [property: Id(3)] DateTimeOffset GivenAt,
    [property: Id(4)] DateTimeOffset? RevokedAt);

/// <summary>A team that a volunteer is, or asks to be, a member of.</summary>
/// <param name="State"><c>requested, invited, active</c>.</param>
[GenerateSerializer, Immutable, Alias("membershipView")]
public sealed record MembershipView([property: Id(0)] string Team, [property: Id(1)] string State, [property: Id(2)] string Role, [property: Id(3)] DateTimeOffset Since);

using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>A place for whoever holds the cards: one volunteer, or a guardian (the first) with his wards. All have it or none has.</summary>
/// <param name="Children">Children under eight whom the guardian brings: they take seats, have no place of their own and no hours.</param>
[GenerateSerializer, Immutable, Alias("signUp")]
public sealed record SignUp([property: Id(0)] ImmutableArray<PlaceCard> Cards, [property: Id(1)] int Children);

/// <summary>Named members whom their leader wants in a session; each says yes himself.</summary>
[GenerateSerializer, Immutable, Alias("inviteMembers")]
public sealed record InviteMembers([property: Id(0)] string Position, [property: Id(1)] ImmutableArray<string> Volunteers);

/// <summary>A check-in or check-out of somebody who has a place, by himself.</summary>
/// <param name="Code">Six digits or a token, as the leader's screen shows them at the time.</param>
/// <param name="Where">Where the device says it is; compared and forgotten.</param>
/// <param name="Device">A name the device made up for itself.</param>
/// <param name="At">The device's own time, where it was out of reach and tells later.</param>
[GenerateSerializer, Immutable, Alias("checkIn")]
public sealed record CheckIn(
    [property: Id(0)] string Volunteer,
    [property: Id(1)] bool Out,
    [property: Id(2)] string? Code,
    [property: Id(3)] Place? Where,
    [property: Id(4)] string? Device,
    [property: Id(5)] DateTimeOffset? At);

/// <summary>A line of the leader's roll. Times default to now, and lie inside the session.</summary>
[GenerateSerializer, Immutable, Alias("rollLine")]
public sealed record RollLine(
    [property: Id(0)] string Volunteer,
    [property: Id(1)] DateTimeOffset? In,
    [property: Id(2)] DateTimeOffset? Out,
    [property: Id(3)] Absence? Absent);

[GenerateSerializer, Immutable, Alias("rollCall")]
public sealed record RollCall([property: Id(0)] ImmutableArray<RollLine> Lines, [property: Id(1)] bool Kiosk);

/// <summary>Other minutes for a settled place, with the reason; another than who asks decides.</summary>
[GenerateSerializer, Immutable, Alias("correctPlace")]
public sealed record CorrectPlace([property: Id(0)] int Minutes, [property: Id(1)] string Reason);

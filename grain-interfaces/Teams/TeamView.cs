using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>A team as its owner knows it.</summary>
/// <param name="FiledOn">For a self-organised team: the day it was filed.</param>
/// <param name="Load">Offers and orders in hand.</param>
/// <param name="RatingSum">Sum of the stars its work was given; <paramref name="RatingCount"/> of them.</param>
/// <param name="Version">The team's ETag.</param>
[GenerateSerializer, Immutable, Alias("teamView")]
public sealed record TeamView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Unit,
    [property: Id(2)] string UnitPath,
    [property: Id(3)] string Name,
    [property: Id(4)] TeamLevel Level,
    [property: Id(5)] ImmutableArray<string> Fields,
    [property: Id(6)] ImmutableArray<string> Skills,
    [property: Id(7)] int Capacity,
    [property: Id(8)] Reach Reach,
    [property: Id(9)] ImmutableArray<WeeklyHours> Availability,
    [property: Id(10)] ImmutableArray<TimeSlot> Exceptions,
    [property: Id(11)] ImmutableArray<string> Leaders,
    [property: Id(12)] bool SelfOrganised,
    [property: Id(13)] DateOnly? FiledOn,
    [property: Id(14)] bool Active,
    [property: Id(15)] ImmutableArray<LoanView> Loans,
    [property: Id(16)] int Load,
    [property: Id(17)] int RatingSum,
    [property: Id(18)] int RatingCount,
    [property: Id(19)] DateTimeOffset CreatedAt,
    [property: Id(20)] long Version)
{
    /// <summary>Who answers in a leader's place, and when.</summary>
    [Id(21)] public ImmutableArray<Deputy> Deputies { get; init; } = [];

    /// <summary>Whether there is somebody to ring, and who, masked; the number is read apart and leaves a record.</summary>
    [Id(22)] public string? ContactName { get; init; }

    [Id(23)] public bool HasContact { get; init; }

    /// <summary>Volunteers who are members.</summary>
    [Id(24)] public int Members { get; init; }
}

/// <summary>A loan; <paramref name="EndedAt"/> once it is over, by its time or by a call back.</summary>
[GenerateSerializer, Immutable, Alias("loanView")]
public sealed record LoanView(
    [property: Id(0)] int N,
    [property: Id(1)] string To,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset Until,
    [property: Id(4)] DateTimeOffset? EndedAt);

/// <summary>A team's time between two instants: when it serves, when it is away, what is promised.</summary>
[GenerateSerializer, Immutable, Alias("teamSchedule")]
public sealed record TeamSchedule(
    [property: Id(0)] string Team,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset Until,
    [property: Id(3)] int Capacity,
    [property: Id(4)] ImmutableArray<WeeklyHours> Availability,
    [property: Id(5)] ImmutableArray<TimeSlot> Exceptions,
    [property: Id(6)] ImmutableArray<ScheduleEntry> Entries);

/// <summary>Helpers promised to an order for a time. Status: <c>reserved, inService, reported, redo, ended</c>.</summary>
[GenerateSerializer, Immutable, Alias("scheduleEntry")]
public sealed record ScheduleEntry(
    [property: Id(0)] string Order,
    [property: Id(1)] string Need,
    [property: Id(2)] string Category,
    [property: Id(3)] string Status,
    [property: Id(4)] DateTimeOffset From,
    [property: Id(5)] DateTimeOffset Until,
    [property: Id(6)] int People);

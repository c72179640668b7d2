using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>A change of a team's profile; null leaves a member as it is.</summary>
/// <param name="Capacity">Helpers out at any instant, at most.</param>
/// <param name="Availability">Weekly hours; empty = always.</param>
/// <param name="Exceptions">Times the team is away altogether; the list replaces the former.</param>
/// <param name="Leaders">Accounts (token subjects) that answer for the team.</param>
/// <param name="Deputies">Accounts that answer in a leader's place for a time; the list replaces the former.</param>
/// <param name="Active">An inactive team keeps what it has promised and promises nothing new.</param>
[GenerateSerializer, Immutable, Alias("editTeam")]
public sealed record EditTeam(
    [property: Id(0)] string? Name = null,
    [property: Id(1)] TeamLevel? Level = null,
    [property: Id(2)] ImmutableArray<string>? Fields = null,
    [property: Id(3)] ImmutableArray<string>? Skills = null,
    [property: Id(4)] int? Capacity = null,
    [property: Id(5)] Reach? Reach = null,
    [property: Id(6)] ImmutableArray<WeeklyHours>? Availability = null,
    [property: Id(7)] ImmutableArray<TimeSlot>? Exceptions = null,
    [property: Id(8)] ImmutableArray<string>? Leaders = null,
    [property: Id(9)] bool? Active = null,
    [property: Id(10)] ImmutableArray<Deputy>? Deputies = null);

/// <summary>A loan to a unit below the team's own, half-open.</summary>
/// <param name="ToPath">Path of the borrowing unit.</param>
[GenerateSerializer, Immutable, Alias("lendTeam")]
public sealed record LendTeam(
    [property: Id(0)] string To,
    [property: Id(1)] string ToPath,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset Until);

/// <summary>A new team of a unit; a self-organised one is filed (备案), not founded.</summary>
[GenerateSerializer, Immutable, Alias("registerTeam")]
public sealed record RegisterTeam
{
    [Id(0)] public string Name { get; init; } = "";
    [Id(1)] public TeamLevel Level { get; init; }
    [Id(2)] public ImmutableArray<string> Fields { get; init; } = [];
    [Id(3)] public ImmutableArray<string> Skills { get; init; } = [];
    [Id(4)] public int Capacity { get; init; } = 1;
    [Id(5)] public Reach Reach { get; init; } = Reach.Subtree;
    [Id(6)] public ImmutableArray<WeeklyHours> Availability { get; init; } = [];
    [Id(7)] public bool SelfOrganised { get; init; }
}

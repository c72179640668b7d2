using System.Collections.Immutable;

namespace Practice.Units;

/// <summary>One weekly shift of a unit's duty roster, 1 (Monday) to 7, <c>HH:mm</c>, half-open; it may end at 24:00.</summary>
/// <param name="Post">Who answers, as a post (值班员, 副站长), never a name.</param>
/// <param name="Phone">The duty telephone, which everybody may read.</param>
[GenerateSerializer, Immutable, Alias("dutyShift")]
public sealed record DutyShift(
    [property: Id(0)] int Weekday, [property: Id(1)] string From, [property: Id(2)] string Until, [property: Id(3)] string Post, [property: Id(4)] string Phone);

/// <summary>The whole roster, in place of the one before.</summary>
[GenerateSerializer, Immutable, Alias("putDuty")]
public sealed record PutDuty([property: Id(0)] ImmutableArray<DutyShift> Shifts);

/// <summary>A unit's roster. Version 0: there is none yet.</summary>
[GenerateSerializer, Immutable, Alias("dutyView")]
public sealed record DutyView([property: Id(0)] string Unit, [property: Id(1)] ImmutableArray<DutyShift> Shifts, [property: Id(2)] long Version);

/// <summary>Hours of a week in which a unit has nobody on duty, and which unit above answers then; null = nobody does.</summary>
[GenerateSerializer, Immutable, Alias("dutyGap")]
public sealed record DutyGap([property: Id(0)] int Weekday, [property: Id(1)] string From, [property: Id(2)] string Until, [property: Id(3)] string? CoveredBy);

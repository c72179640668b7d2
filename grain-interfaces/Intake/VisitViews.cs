using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>A weekly round of doors on a rest day (brief, row 81), or an edit of one: in an edit what is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("setVisitPlan")]
public sealed record SetVisitPlan
{
    /// <summary>A part of the place, like 引江小区; never a door.</summary>
    [Id(0)] public string? Area { get; init; }

    /// <summary>The rest day that is liked best: 6 (Saturday) or 7. Where it is worked (调休) the nearest rest day of the week is taken.</summary>
    [Id(1)] public int? Weekday { get; init; }

    [Id(2)] public DateOnly? From { get; init; }
    [Id(3)] public DateOnly? Until { get; init; }
    [Id(4)] public bool? Active { get; init; }
}

/// <summary>A visit plan, and its days in a month as the calendar in force has them.</summary>
[GenerateSerializer, Immutable, Alias("visitPlanView")]
public sealed record VisitPlanView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public required string Area { get; init; }
    [Id(3)] public int Weekday { get; init; }
    [Id(4)] public DateOnly From { get; init; }
    [Id(5)] public DateOnly? Until { get; init; }
    [Id(6)] public bool Active { get; init; }
    [Id(7)] public ImmutableArray<VisitDay> Days { get; init; } = [];
    [Id(8)] public long Version { get; init; }
}

/// <param name="Provisional">暂定: the year's calendar is not loaded; the day may move once it is.</param>
[GenerateSerializer, Immutable, Alias("visitDay")]
public sealed record VisitDay([property: Id(0)] DateOnly On, [property: Id(1)] bool Recorded, [property: Id(2)] bool Provisional);

/// <summary>What a round of doors has found. Nobody's name, no door: those who need something are needs of their own.</summary>
[GenerateSerializer, Immutable, Alias("recordVisit")]
public sealed record RecordVisit
{
    [Id(0)] public string? Plan { get; init; }
    [Id(1)] public DateOnly On { get; init; }
    [Id(2)] public string? Area { get; init; }
    [Id(3)] public int Households { get; init; }
    [Id(4)] public int Visitors { get; init; } = 1;
    [Id(5)] public ImmutableArray<SubmitNeed> Needs { get; init; } = [];
}

/// <summary>A visit that was made (走访记录).</summary>
[GenerateSerializer, Immutable, Alias("visitView")]
public sealed record VisitView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public string? Plan { get; init; }
    [Id(3)] public DateOnly On { get; init; }
    [Id(4)] public required string Area { get; init; }
    [Id(5)] public int Households { get; init; }
    [Id(6)] public int Visitors { get; init; }

    /// <summary>Whether the day was a rest day by the calendar then in force.</summary>
    [Id(7)] public bool RestDay { get; init; }

    [Id(8)] public ImmutableArray<string> Needs { get; init; } = [];
    [Id(9)] public long Version { get; init; }
}

using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Units;

/// <summary>未启用, 启用, 已关闭. An imported unit is inactive until it is opened.</summary>
[GenerateSerializer, Alias("unitStatus")]
public enum UnitStatus { Inactive, Active, Closed }

/// <summary>六有标准 (brief, row 3): six things every place should have.</summary>
[GenerateSerializer, Alias("haves")]
public enum Haves { Premises, FullTimeStaff, Signage, ActivityMenu, Rules, LocalCharacter }

/// <summary>One of the six haves: whether the place has it, when that was checked, and the file that shows it.</summary>
[GenerateSerializer, Immutable, Alias("readinessItem")]
public sealed record ReadinessItem([property: Id(0)] Haves Item, [property: Id(1)] bool Has, [property: Id(2)] DateOnly? CheckedOn, [property: Id(3)] string? Evidence = null);

/// <summary>What a position is: 中心主任, 第一所长, 站长, 点负责人, 联络员.</summary>
[GenerateSerializer, Alias("positionTitle")]
public enum PositionTitle { CentreDirector, FirstInstituteHead, InstituteHead, StationHead, PointHead, Contact }

/// <summary>Who holds a position, by the name the public may read, and since when.</summary>
[GenerateSerializer, Immutable, Alias("position")]
public sealed record Position([property: Id(0)] PositionTitle Title, [property: Id(1)] string Holder, [property: Id(2)] DateOnly? From = null, [property: Id(3)] DateOnly? Until = null);

/// <summary>Opening hours of one weekday, 1 (Monday) to 7, as <c>HH:mm</c>; an interval may end at 24:00.</summary>
[GenerateSerializer, Immutable, Alias("openingHours")]
public sealed record OpeningHours([property: Id(0)] int Weekday, [property: Id(1)] string From, [property: Id(2)] string Until);

/// <summary>A unit of the network as clients see it.</summary>
[GenerateSerializer, Immutable, Alias("unitView")]
public sealed record UnitView
{
    [Id(0)] public required string Code { get; init; }
    [Id(1)] public required Level Level { get; init; }
    [Id(2)] public required string Name { get; init; }
    [Id(3)] public string? Parent { get; init; }
    [Id(4)] public required string Path { get; init; }
    [Id(5)] public UnitStatus Status { get; init; }

    /// <summary>The official division code in force, which may differ from the unit's id once codes change.</summary>
    [Id(6)] public string? OfficialCode { get; init; }

    [Id(7)] public DateOnly? ValidFrom { get; init; }
    [Id(8)] public string? ResponsibleBody { get; init; }
    [Id(9)] public string? FirstResponsiblePerson { get; init; }
    [Id(10)] public ImmutableArray<Position> Positions { get; init; } = [];
    [Id(11)] public string? Address { get; init; }
    [Id(12)] public Place? Location { get; init; }
    [Id(13)] public string? Phone { get; init; }
    [Id(14)] public ImmutableArray<OpeningHours> OpeningHours { get; init; } = [];
    [Id(15)] public ImmutableArray<ReadinessItem> Readiness { get; init; } = [];

    /// <summary>How many of the six haves the place has.</summary>
    [Id(16)] public int HavesMet { get; init; }

    /// <summary>What is out of the ordinary but allowed, like a town with fewer than five detachments.</summary>
    [Id(17)] public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>What kind of place a point is: 企业, 学校, 服务窗口…</summary>
    [Id(18)] public string? PointKind { get; init; }

    [Id(19)] public long Version { get; init; }

    /// <summary>Who publishes in the head's place, and when.</summary>
    [Id(20)] public ImmutableArray<Deputy> Deputies { get; init; } = [];

    /// <summary>A department of the joint conference (成员单位), to which needs can be referred.</summary>
    [Id(21)] public bool Department { get; init; }
}

/// <summary>An edit of a unit's profile: what is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("editUnit")]
public sealed record EditUnit
{
    [Id(0)] public string? Name { get; init; }
    [Id(1)] public string? ResponsibleBody { get; init; }
    [Id(2)] public string? FirstResponsiblePerson { get; init; }
    [Id(3)] public ImmutableArray<Position>? Positions { get; init; }
    [Id(4)] public string? Address { get; init; }
    [Id(5)] public Place? Location { get; init; }
    [Id(6)] public string? Phone { get; init; }
    [Id(7)] public ImmutableArray<OpeningHours>? OpeningHours { get; init; }
    [Id(8)] public ImmutableArray<ReadinessItem>? Readiness { get; init; }

    /// <summary>Accounts that do the month's last day in the head's place for a time; the list replaces the former.</summary>
    [Id(9)] public ImmutableArray<Deputy>? Deputies { get; init; }

    /// <summary>Whether it is a department; only a unit right under a centre can be.</summary>
    [Id(10)] public bool? Department { get; init; }
}

/// <summary>A point under a station (or, where there is none, directly under an institute or centre).</summary>
[GenerateSerializer, Immutable, Alias("addPoint")]
public sealed record AddPoint([property: Id(0)] string Name, [property: Id(1)] string? Kind = null, [property: Id(2)] string? Address = null, [property: Id(3)] Place? Location = null);

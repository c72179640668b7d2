using System.Collections.Immutable;
using Practice.Services;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>An intake point, or an edit of one: in an edit what is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("setIntakePoint")]
public sealed record SetIntakePoint
{
    [Id(0)] public IntakeKind? Kind { get; init; }
    [Id(1)] public string? Name { get; init; }

    /// <summary>An office and a number, like 片区志愿者 02; never a telephone.</summary>
    [Id(2)] public string? Keeper { get; init; }

    [Id(3)] public Place? Location { get; init; }

    /// <summary>When it is opened; with <c>moveToWorkingDay</c> a day off moves it to the next working day.</summary>
    [Id(4)] public Recurrence? Schedule { get; init; }
}

/// <summary>An intake point as staff see it.</summary>
[GenerateSerializer, Immutable, Alias("intakePointView")]
public sealed record IntakePointView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public IntakeKind Kind { get; init; }
    [Id(3)] public required string Name { get; init; }
    [Id(4)] public string? Keeper { get; init; }
    [Id(5)] public Place? Location { get; init; }
    [Id(6)] public Recurrence? Schedule { get; init; }
    [Id(7)] public bool Active { get; init; }
    [Id(8)] public int Openings { get; init; }
    [Id(9)] public int Slips { get; init; }

    /// <summary>The opening that is under way.</summary>
    [Id(10)] public string? UnderWay { get; init; }

    [Id(11)] public DateTimeOffset? LastOpenedAt { get; init; }

    /// <summary>Scheduled openings since the last one, that have begun and that nobody has held.</summary>
    [Id(12)] public ImmutableArray<TimeSlot> Owed { get; init; } = [];

    [Id(13)] public TimeSlot? Next { get; init; }
    [Id(14)] public long Version { get; init; }
}

/// <summary>Two people open a box.</summary>
[GenerateSerializer, Immutable, Alias("startOpening")]
public sealed record StartOpening
{
    /// <summary>Labels of the people who open it: at least two, different.</summary>
    [Id(0)] public ImmutableArray<string>? OpenedBy { get; init; }

    /// <summary>Now, if nobody says.</summary>
    [Id(1)] public DateTimeOffset? At { get; init; }

    /// <summary>Slips found, where they are counted before they are entered.</summary>
    [Id(2)] public int? Counted { get; init; }

    [Id(3)] public ImmutableArray<string>? Photos { get; init; }
}

/// <summary>A slip that becomes no need: empty, unreadable, a joke.</summary>
[GenerateSerializer, Immutable, Alias("voidSlip")]
public sealed record VoidSlip([property: Id(0)] string? Reason, [property: Id(1)] string? SlipNo = null);

/// <summary>One opening of a box (开箱记录).</summary>
/// <remarks>Law: a closed one has <c>counted = entered + void</c>.</remarks>
[GenerateSerializer, Immutable, Alias("openingView")]
public sealed record OpeningView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Point { get; init; }
    [Id(2)] public OpeningStatus Status { get; init; }
    [Id(3)] public ImmutableArray<string> OpenedBy { get; init; } = [];
    [Id(4)] public DateTimeOffset OpenedAt { get; init; }
    [Id(5)] public DateTimeOffset? ClosedAt { get; init; }
    [Id(6)] public int? Counted { get; init; }
    [Id(7)] public int Entered { get; init; }
    [Id(8)] public ImmutableArray<VoidSlip> Void { get; init; } = [];
    [Id(9)] public ImmutableArray<string> Photos { get; init; } = [];
    [Id(10)] public long Version { get; init; }
}

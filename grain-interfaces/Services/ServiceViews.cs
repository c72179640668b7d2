using System.Collections.Immutable;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Services;

/// <summary>拟定, 常态, 不采纳, 停办.</summary>
[GenerateSerializer, Alias("serviceStatus")]
public enum ServiceStatus { Proposed, Standing, Dismissed, Retired }

/// <summary>How a service comes back: every week, on days of the month, on an n-th weekday, on dates.</summary>
[GenerateSerializer, Alias("recurrenceKind")]
public enum RecurrenceKind { Weekly, MonthlyDay, NthWeekday, Dates }

/// <summary>When a standing service takes place, in a form that a calendar can be made of.</summary>
[GenerateSerializer, Immutable, Alias("recurrence")]
public sealed record Recurrence
{
    [Id(0)] public RecurrenceKind Kind { get; init; }

    /// <summary>Weekly and n-th weekday: 1 (Monday) to 7.</summary>
    [Id(1)] public ImmutableArray<int> Weekdays { get; init; } = [];

    /// <summary>Monthly: days 1 to 31; a month without the day has no session on it.</summary>
    [Id(2)] public ImmutableArray<int> Days { get; init; } = [];

    /// <summary>N-th weekday: 1 to 4, or -1 for the month's last.</summary>
    [Id(3)] public int Nth { get; init; }

    [Id(4)] public ImmutableArray<DateOnly> Dates { get; init; } = [];

    /// <summary>Time of day <c>HH:mm</c>; the end may be 24:00.</summary>
    [Id(5)] public string From { get; init; } = "";

    [Id(6)] public string Until { get; init; } = "";

    /// <summary>Only in these months, 1 to 12; empty = in all.</summary>
    [Id(7)] public ImmutableArray<int> Months { get; init; } = [];

    /// <summary>A session on a day off is held on the next working day (遇休息日顺延).</summary>
    [Id(8)] public bool MoveToWorkingDay { get; init; }

    /// <summary>On a day off there is none (遇休息日停): of a week's days those that are worked, exchanged ones (调休) among them.</summary>
    [Id(9)] public bool OnlyWorkingDays { get; init; }
}

/// <summary>A line of the key task breakdown (重点任务分解表; brief, row 104): unit, sessions, team, people, deadline.</summary>
[GenerateSerializer, Immutable, Alias("taskLine")]
public sealed record TaskLine
{
    [Id(0)] public string Unit { get; init; } = "";
    [Id(1)] public int Quantity { get; init; }
    [Id(2)] public string? Team { get; init; }

    /// <summary>Labels of volunteers, like 健康志愿者 01; never names.</summary>
    [Id(3)] public ImmutableArray<string> People { get; init; } = [];

    [Id(4)] public DateOnly? Deadline { get; init; }
    [Id(5)] public int Done { get; init; }
}

/// <summary>What a proposal rests on: one-offs of one category, met, and their rating drawn towards the mean.</summary>
[GenerateSerializer, Immutable, Alias("serviceOrigin")]
public sealed record ServiceOrigin(
    [property: Id(0)] string Category, [property: Id(1)] int Fulfilled, [property: Id(2)] int Ratings, [property: Id(3)] double Smoothed, [property: Id(4)] string Month);

/// <summary>A service as staff see it.</summary>
[GenerateSerializer, Immutable, Alias("serviceView")]
public sealed record ServiceView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public required string Name { get; init; }
    [Id(3)] public required string Category { get; init; }
    [Id(4)] public string? Team { get; init; }
    [Id(5)] public TeamLevel? TeamKind { get; init; }
    [Id(6)] public string? Schedule { get; init; }
    [Id(7)] public Recurrence? Recurrence { get; init; }
    [Id(8)] public Place? Location { get; init; }
    [Id(9)] public int? Capacity { get; init; }
    [Id(10)] public ImmutableArray<TaskLine> Tasks { get; init; } = [];
    [Id(11)] public ServiceStatus Status { get; init; }
    [Id(12)] public ServiceOrigin? Origin { get; init; }
    [Id(13)] public ImmutableArray<TimeSlot> Sessions { get; init; } = [];
    [Id(14)] public DateTimeOffset CreatedAt { get; init; }
    [Id(15)] public long Version { get; init; }

    /// <summary>What its sessions came to since it stands.</summary>
    [Id(16)] public SessionTotals Totals { get; init; } = SessionTotals.Zero;
}

/// <summary>A service of the menu, or an edit of one: in an edit what is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("setService")]
public sealed record SetService
{
    [Id(0)] public string? Name { get; init; }
    [Id(1)] public string? Category { get; init; }

    /// <summary>The team that gives it; or, with <see cref="TeamKind"/>, any team of that kind.</summary>
    [Id(2)] public string? Team { get; init; }

    [Id(3)] public TeamLevel? TeamKind { get; init; }

    /// <summary>In words, as people read it.</summary>
    [Id(4)] public string? Schedule { get; init; }

    [Id(5)] public Recurrence? Recurrence { get; init; }
    [Id(6)] public Place? Location { get; init; }

    /// <summary>People served in one session.</summary>
    [Id(7)] public int? Capacity { get; init; }

    [Id(8)] public ImmutableArray<TaskLine>? Tasks { get; init; }
}

/// <summary>A standing service as anybody may see it.</summary>
[GenerateSerializer, Immutable, Alias("publicService")]
public sealed record PublicService(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Category,
    [property: Id(3)] string? Team,
    [property: Id(4)] string? Schedule,
    [property: Id(5)] Recurrence? Recurrence,
    [property: Id(6)] string? Address,
    [property: Id(7)] int? Capacity);

using System.Collections.Immutable;

namespace Practice.Programmes;

/// <summary>进行中, 已完成, 已收回: taken back by the unit that gave it.</summary>
[GenerateSerializer, Alias("shareStatus")]
public enum ShareStatus { Active, Done, Withdrawn }

/// <summary>A task to break down (重点任务分解; brief, row 104), or an edit of one: in an edit what is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("setTask")]
public sealed record SetTask
{
    [Id(0)] public string? Title { get; init; }
    [Id(1)] public int? Quantity { get; init; }

    /// <summary>What is counted: 场, 人次, 户.</summary>
    [Id(2)] public string? Measure { get; init; }

    [Id(3)] public DateOnly? Deadline { get; init; }

    /// <summary>The service or the programme of this unit that it belongs to.</summary>
    [Id(4)] public string? Of { get; init; }
}

/// <summary>A part as it is given out: to a unit right below, to a team, or to people.</summary>
/// <param name="To">A unit or a team; null = people of the unit itself.</param>
/// <param name="People">Labels, like 健康志愿者 01; never names.</param>
[GenerateSerializer, Immutable, Alias("givePart")]
public sealed record GivePart(
    [property: Id(0)] string? To, [property: Id(1)] int Quantity, [property: Id(2)] DateOnly? Deadline, [property: Id(3)] ImmutableArray<string> People);

/// <summary>A part and how far it is.</summary>
/// <param name="N">From 1; it stays the part's for as long as there is one.</param>
[GenerateSerializer, Immutable, Alias("taskPart")]
public sealed record TaskPart(
    [property: Id(0)] int N,
    [property: Id(1)] string? To,
    [property: Id(2)] int Quantity,
    [property: Id(3)] DateOnly? Deadline,
    [property: Id(4)] ImmutableArray<string> People,
    [property: Id(5)] int Done)
{
    /// <summary>The version of the unit below that <see cref="Done"/> was taken from.</summary>
    [Id(6)] public long Seen { get; init; }
}

/// <summary>A unit's share of a task.</summary>
/// <remarks>Law: <see cref="Done"/> is the sum of what is done in its parts.</remarks>
[GenerateSerializer, Immutable, Alias("taskView")]
public sealed record TaskView
{
    /// <summary>The task's number, the same at every unit that has a share.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public required string Title { get; init; }
    [Id(3)] public required string Measure { get; init; }
    [Id(4)] public int Quantity { get; init; }
    [Id(5)] public DateOnly Deadline { get; init; }

    /// <summary>The unit above that handed it down; null = it was set up here.</summary>
    [Id(6)] public string? From { get; init; }

    [Id(7)] public string? Of { get; init; }
    [Id(8)] public ImmutableArray<TaskPart> Parts { get; init; } = [];
    [Id(9)] public int Done { get; init; }

    /// <summary>What is given to nobody yet.</summary>
    [Id(10)] public int Left { get; init; }

    [Id(11)] public ShareStatus Status { get; init; }
    [Id(12)] public bool Overdue { get; init; }
    [Id(13)] public long Version { get; init; }
}

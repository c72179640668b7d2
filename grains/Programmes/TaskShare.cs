using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;

namespace Practice.Programmes;

/// <summary>A unit's share of a task; id = the task's, which names the unit that set it up.</summary>
public sealed record TaskShare : Item
{
    public required string Title { get; init; }
    public required string Measure { get; init; }
    public required int Quantity { get; init; }
    public required DateOnly Deadline { get; init; }
    public string? From { get; init; }
    public string? Of { get; init; }
    public ImmutableArray<TaskPart> Parts { get; init; } = [];

    /// <summary>The last number given to a part.</summary>
    public int LastPart { get; init; }

    public bool Withdrawn { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public int Done => Parts.Sum(part => part.Done);

    [System.Text.Json.Serialization.JsonIgnore]
    public ShareStatus Status => Withdrawn ? ShareStatus.Withdrawn : Done >= Quantity ? ShareStatus.Done : ShareStatus.Active;

    // The task's number stands in the category, so that its shares are found at every unit.
    public override Facets Facets => new(
        Open: !Withdrawn, Status: Json.Name(Status), Category: Id, DueAt: ChinaTime.StartOf(Deadline.AddDays(1)), Text: $"{Id} {Title}");

    public TaskView View(string unit, DateTimeOffset now) => new()
    {
        Id = Id, Unit = unit, Title = Title, Measure = Measure, Quantity = Quantity, Deadline = Deadline, From = From, Of = Of, Parts = Parts, Done = Done,
        Left = Quantity - Parts.Sum(part => part.Quantity), Status = Status, Overdue = Status == ShareStatus.Active && ChinaTime.DateOf(now) > Deadline, Version = Version,
    };
}

using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;

namespace Practice.Units;

/// <summary>An interview (约谈) with the head of a unit below; id <c>I0001</c>.</summary>
public sealed record Interview : Item
{
    public required int N { get; init; }
    public required string Unit { get; init; }
    public required string Reason { get; init; }
    public ImmutableArray<string> Needs { get; init; } = [];
    public InterviewStatus Status { get; init; }
    public required string DecidedBy { get; init; }
    public DateTimeOffset? HeldAt { get; init; }
    public string? Minutes { get; init; }
    public ImmutableArray<Commitment> Commitments { get; init; } = [];
    public DateOnly? RecheckOn { get; init; }
    public bool? Kept { get; init; }
    public string? Note { get; init; }

    public override Facets Facets => new(
        Open: Status != InterviewStatus.Closed, Status: Json.Name(Status), DueAt: Status == InterviewStatus.Held && RecheckOn is { } day ? ChinaTime.StartOf(day.AddDays(1)) : null, Text: Unit);

    public static string IdOf(int n) => string.Create(CultureInfo.InvariantCulture, $"I{n:D4}");

    public InterviewView View() => new()
    {
        N = N, Unit = Unit, Reason = Reason, Needs = Needs, Status = Status, DecidedAt = CreatedAt, HeldAt = HeldAt, Minutes = Minutes,
        Commitments = Commitments, RecheckOn = RecheckOn, Kept = Kept, Note = Note, Version = Version,
    };
}

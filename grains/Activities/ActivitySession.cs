using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>One session of an activity (场次): a time, and how many seats of each position are taken.</summary>
/// <remarks>Law: <see cref="Seats.Taken"/> is the sum over its places that hold a seat, and never more than the headcount.</remarks>
public sealed record ActivitySession : Item
{
    public required int N { get; init; }

    public required TimeSlot Slot { get; init; }

    public required string Title { get; init; }

    public required string Category { get; init; }

    public SessionState State { get; init; }

    public ImmutableArray<Seats> Seats { get; init; } = [];

    /// <summary>The last number given on the waiting list.</summary>
    public int LastTicket { get; init; }

    /// <summary>Its time has come and there is no insurance: nobody is checked in.</summary>
    public bool Halted { get; init; }

    public string? Reason { get; init; }

    /// <summary>Who stands for the roll.</summary>
    public string? SettledBy { get; init; }

    public Seats? Of(string position) => Seats.FirstOrDefault(s => s.Position == position);

    public ActivitySession With(Seats seats) => this with { Seats = [.. Seats.Select(s => s.Position == seats.Position ? seats : s)] };

    public override Facets Facets => new(
        Open: State is not (SessionState.Settled or SessionState.Cancelled),
        Status: Json.Name(State),
        Category: Category,
        Month: ChinaTime.MonthOf(Slot.From).ToString(),
        DueAt: Slot.From,
        WakeAt: State switch { SessionState.Planned => Halted ? Slot.Until : Slot.From, SessionState.Running => Slot.Until, _ => null },
        Text: $"{Id} {Title}");
}

/// <summary>The seats of one position in one session.</summary>
public sealed record Seats(string Position, int Headcount, int Taken, int Waiting)
{
    public int Free => Headcount - Taken;
}

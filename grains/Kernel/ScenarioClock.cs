using Practice.Shared;

namespace Practice.Kernel;

/// <summary>The scenario clock's one item: what the domain's time was last set to.</summary>
public sealed record ScenarioClock : Item
{
    public const string ItemId = "scenario";
    public const string Kind = "clock";

    public static readonly ItemKinds Kinds = new ItemKinds().Add<ScenarioClock>(Kind);

    public required DateTimeOffset At { get; init; }

    public bool Released { get; init; }

    public override Facets Facets => new(Open: true, Status: Released ? "released" : "set");

    public static Refusal? Advance(Draft draft, DateTimeOffset to)
    {
        var clock = draft.Book.Find<ScenarioClock>(ItemId);
        if (clock is { Released: true })
            return Refusal.Conflict("clock.released", "The scenario is over; it is real time.");
        if (clock is not null && to < clock.At)
            return Refusal.Conflict("clock.backwards", $"The scenario's clock stands at {clock.At:O} and does not go back to {to:O}.");
        if (clock?.At == to)
            return null;
        draft.Record(new ScenarioAdvanced(to), clock is null ? new() { Id = ItemId, CreatedAt = draft.Now, At = to } : clock with { At = to });
        return null;
    }

    /// <param name="real">Real time.</param>
    public static Refusal? Release(Draft draft, DateTimeOffset real)
    {
        var clock = draft.Book.Find<ScenarioClock>(ItemId);
        if (clock is { Released: true })
            return null;
        if (clock is not null && real < clock.At)
            return Refusal.Conflict("clock.ahead", $"The scenario's clock stands at {clock.At:O}, which is still to come.");
        draft.Record(new ScenarioReleased(), clock is null ? new() { Id = ItemId, CreatedAt = draft.Now, At = real, Released = true } : clock with { Released = true });
        return null;
    }
}

[EventName("clock.advanced")]
public sealed record ScenarioAdvanced(DateTimeOffset To) : DomainEvent;

[EventName("clock.released")]
public sealed record ScenarioReleased : DomainEvent;

using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>One service of the volunteer: what is in force, and every version before.</summary>
/// <remarks>Nothing is deleted: a correction is a new version, with its reason and the two who made it.</remarks>
public sealed record ServiceRecord : Item
{
    public string? Session { get; init; }
    public required string Title { get; init; }
    public string? Position { get; init; }
    public string? Category { get; init; }

    /// <summary>The team or unit that organised it: who organises, records, and who records, certifies.</summary>
    public required string By { get; init; }

    public required string Unit { get; init; }
    public required string UnitPath { get; init; }
    public string? Order { get; init; }
    public string? Place { get; init; }
    public string? Head { get; init; }
    public required string Recorder { get; init; }
    public RecordOrigin Origin { get; init; }
    public RecordState State { get; init; }
    public required TimeSlot Slot { get; init; }

    /// <summary>Whole minutes, ways excluded, truncated.</summary>
    public int Minutes { get; init; }

    public string? Reason { get; init; }

    /// <summary>The newest word of the activity about it.</summary>
    public int Round { get; init; }

    /// <summary>How many minutes check-ins bear out, as the activity says; null where it has not said.</summary>
    public int? CheckedIn { get; init; }

    /// <summary>The number under which the activity knows the person, where that has gone into this one.</summary>
    public string? Under { get; init; }

    public ImmutableArray<string> Flags { get; init; } = [];
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>What it brought, as the rule of its day said.</summary>
    public int Points { get; init; }

    public ImmutableArray<RecordVersion> Versions { get; init; } = [];
    public Correction? Correction { get; init; }

    /// <summary>What the volunteer finds wrong with it.</summary>
    public string? Dispute { get; init; }

    public bool Counts => State == RecordState.Confirmed;

    public bool Waits => State is RecordState.Proposed or RecordState.NeedsApproval || Correction is not null || Dispute is not null;

    public static string IdOf(string number, int n) => string.Create(CultureInfo.InvariantCulture, $"{number}-R{n:D4}");

    /// <remarks>Open while somebody has to decide about it. Words find it by who organised it.</remarks>
    public override Facets Facets => new(
        Open: Waits,
        Status: Json.Name(State),
        Category: Json.Name(Origin),
        Urgency: Flags.IsEmpty ? null : "flagged",
        Month: ChinaTime.MonthOf(Slot.From).ToString(),
        Text: string.Join(' ', [Title, By, Recorder]));
}

/// <summary>What a record was from a moment on.</summary>
/// <param name="Note">Why somebody said no, in words.</param>
public sealed record RecordVersion(int N, DateTimeOffset At, string By, string? Approver, TimeSlot Slot, int Minutes, RecordState State, string? Reason, string? Note = null);

/// <summary>What somebody says a record should be.</summary>
public sealed record Correction(TimeSlot Slot, int Minutes, string Reason, string By, DateTimeOffset At);

/// <summary>The confirmed service that begins on one day; the id is the day.</summary>
/// <remarks>Kept so that overlaps are found without all records in hand: no service is longer than a day, so three days tell.</remarks>
public sealed record ServiceDay : Item
{
    public ImmutableArray<DayService> Services { get; init; } = [];

    /// <summary>What the confirmed service of this day brought; what does not count any more is out of it.</summary>
    public int Points { get; init; }

    public override Facets Facets => new(Open: false, Status: "day");

    public static string IdOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The days that must be in hand before anything is decided about a time.</summary>
    public static IEnumerable<string> Around(TimeSlot slot)
    {
        // Longer than a day is refused later: its far end, which may lie beyond all calendars, is not asked for.
        var last = slot.Until - slot.From > TimeSpan.FromDays(1) ? slot.From.AddDays(1) : slot.Until;
        for (var day = ChinaTime.DateOf(slot.From).AddDays(-1); day <= ChinaTime.DateOf(last); day = day.AddDays(1))
            yield return IdOf(day);
    }
}

/// <summary>A confirmed service in a day.</summary>
public sealed record DayService(string Record, TimeSlot Slot, int Minutes, int Points);

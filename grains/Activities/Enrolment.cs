using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>One volunteer's place in one session, from the asking to the settled hours. A number and a masked name; nothing else of him.</summary>
public sealed record Enrolment : Item
{
    public required int N { get; init; }

    public required string Volunteer { get; init; }

    public required string Position { get; init; }

    public required TimeSlot Slot { get; init; }

    public required string Title { get; init; }

    public PlaceState State { get; init; }

    /// <summary>The newest hold it was asked with.</summary>
    public long Hold { get; init; }

    public string? Shown { get; init; }

    /// <summary>The guardian with whom, and only with whom, a ward is there.</summary>
    public string? Guardian { get; init; }

    /// <summary>Children under eight whom he brings.</summary>
    public int Children { get; init; }

    /// <summary>Its turn on the waiting list.</summary>
    public int Ticket { get; init; }

    public DateTimeOffset? ConfirmBy { get; init; }

    /// <summary>Why it ended, in the volunteer's words.</summary>
    public string? Reason { get; init; }

    public ImmutableArray<Stay> Stays { get; init; } = [];
    public ImmutableArray<string> Flags { get; init; } = [];
    public Absence? Absence { get; init; }

    /// <summary>As settled; the newest version.</summary>
    public int Minutes { get; init; }

    /// <summary>Settled how many times; a correction is one more.</summary>
    public int Settled { get; init; }

    public string? Record { get; init; }
    public string? RecordState { get; init; }
    public Correction? Correction { get; init; }

    /// <summary>Its session is settled or cancelled: out of hand but for a correction.</summary>
    public bool Done { get; init; }

    public int Seats => 1 + Children;

    /// <summary>Counts against the headcount.</summary>
    public bool HoldsSeat => State is PlaceState.Invited or PlaceState.Given or PlaceState.Offered or PlaceState.Attended or PlaceState.NoShow;

    /// <summary>May still come to a place.</summary>
    public bool IsLive => State is PlaceState.Invited or PlaceState.Given or PlaceState.Waiting or PlaceState.Offered;

    public Stay? Inside => Stays is [.., { Out: null } last] ? last : null;

    public static string IdOf(int n, string volunteer) => string.Create(CultureInfo.InvariantCulture, $"{n}/{volunteer}");

    /// <remarks>The category is the session's number: a roll is a list of one stream and one category.</remarks>
    public override Facets Facets => new(
        Open: !Done || Correction is not null,
        Status: Json.Name(State),
        Category: N.ToString(CultureInfo.InvariantCulture),
        Month: ChinaTime.MonthOf(Slot.From).ToString(),
        DueAt: Slot.From,
        WakeAt: State is PlaceState.Invited or PlaceState.Offered ? ConfirmBy : null,
        Text: Volunteer);
}

/// <summary>From a check-in to its check-out. Of where somebody was only the distance is kept (rules §6).</summary>
/// <param name="Device">A keyed short form of what the device calls itself.</param>
public sealed record Stay(DateTimeOffset In, CheckedBy InBy, string? Device, int? Metres)
{
    public DateTimeOffset? Out { get; init; }
    public CheckedBy? OutBy { get; init; }
    public int? OutMetres { get; init; }
}

/// <summary>Other minutes that somebody proposes.</summary>
public sealed record Correction(int Minutes, string Reason, string By, DateTimeOffset At);

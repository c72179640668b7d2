using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>A session in a volunteer's calendar. Its id is the session's; one that was another number's of the same person says so behind it.</summary>
/// <remarks>Only the activity's word ends a hold: at its time it is asked for, so that no crash leaves a place without its time.</remarks>
public sealed record CalendarPlace : Item
{
    /// <summary>The hold is asked about this much after its time, when nobody can use it any more, whichever clock he reads.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public required string Position { get; init; }
    public required TimeSlot Slot { get; init; }

    /// <summary>Number of the newest hold.</summary>
    public required long Hold { get; init; }

    /// <summary>Null while only held.</summary>
    public PlaceState? State { get; init; }

    /// <summary>When the hold runs out; null once decided.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    public DateTimeOffset? ConfirmBy { get; init; }

    /// <summary>The record of what was served.</summary>
    public string? Record { get; init; }

    /// <summary>Over, and why: <c>past</c> or the activity's word.</summary>
    public string? Ended { get; init; }

    /// <summary>Whether it keeps the time from others.</summary>
    public bool Blocks => Ended is null && State is null or PlaceState.Given;

    public string Activity => ActivityOf(Id);

    /// <param name="under">The number under which the activity knows the person; null = this one.</param>
    public static string IdOf(string session, string? under) => under is null ? session : $"{session}@{under}";

    public static string ActivityOf(string session) => session[..session.LastIndexOf('/')];

    public override Facets Facets => new(
        Open: Ended is null,
        Status: Ended ?? (State is { } state ? Json.Name(state) : "held"),
        DueAt: Ended is null ? ConfirmBy : null,
        WakeAt: Ended is not null ? null : HeldUntil is { } until ? until + Grace : Slot.Until.AddDays(1));
}

/// <summary>A guardian lets a minor take part in one activity; the id is the activity's.</summary>
public sealed record ActivityConsent : Item
{
    /// <summary>The guardian's account.</summary>
    public required string By { get; init; }

    public override Facets Facets => new(Open: false, Status: "given");
}

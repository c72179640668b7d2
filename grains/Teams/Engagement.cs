using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>One order as the team sees it: an offer to answer, then time that is promised. Its id is the order's.</summary>
/// <remarks>The order itself belongs to its unit; this follows it by messages and never decides on it.</remarks>
public sealed record Engagement : Item
{
    public const string Offered = "offered";
    public const string Kept = "reserved";
    public const string Ended = "ended";

    public required string Need { get; init; }
    public string? Category { get; init; }
    public Urgency Urgency { get; init; }
    public int People { get; init; }

    /// <summary>The time the need asks for.</summary>
    public TimeSlot? Wanted { get; init; }

    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary><c>offered</c>, <c>reserved</c>, then the order's own words for its work, at last <c>ended</c>.</summary>
    public string Status { get; init; } = Offered;

    /// <summary>How the order ended, in the order's words.</summary>
    public string? Outcome { get; init; }

    /// <summary>The time that is promised, with <see cref="People"/>; null while nothing is.</summary>
    public TimeSlot? Slot { get; init; }

    /// <summary>Ended, and whatever was promised is past: nothing can change it any more.</summary>
    public bool Closed { get; init; }

    public bool HasEnded => Status == Ended;

    /// <remarks>Lists see an ended engagement under its order's outcome (<c>declined</c>, <c>confirmed</c>, …).</remarks>
    public override Facets Facets => new(
        Open: !Closed,
        Status: Outcome ?? Status,
        Category: Category,
        Urgency: Json.Name(Urgency),
        DueAt: Status == Offered ? AnswerBy : null,
        WakeAt: HasEnded && !Closed ? Slot?.Until : null);
}

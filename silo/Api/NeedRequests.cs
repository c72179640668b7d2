using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>A need as it is sent in. Required: title, category, channel.</summary>
/// <param name="ReceivedAt">When the slip was written or the call came, if not now.</param>
/// <param name="People">Helpers needed; 1 if nothing is said.</param>
/// <param name="Contact">How to reach the resident. Sealed at once; no list shows it.</param>
/// <param name="OnBehalf">Entered by somebody else for the resident (代录).</param>
public sealed record NeedRequest(
    [property: MaxLength(NeedRules.LongestTitle)] string? Title,
    [property: MaxLength(NeedRules.LongestText)] string? Description,
    string? Category,
    Urgency? Urgency,
    Channel? Channel,
    string? Service,
    DateTimeOffset? ReceivedAt,
    string? IntakePoint,
    string? SlipNo,
    int? People,
    TimeSlot? Wanted,
    Place? Location,
    ContactRequest? Contact,
    bool OnBehalf = false,
    ImmutableArray<DeliveryTag>? Deliveries = null,
    ImmutableArray<CoverageField>? Coverage = null,
    string? OutsideNumber = null,
    DateTimeOffset? ReplyBy = null,
    ImmutableArray<string>? Photos = null,
    int? WishValue = null);

/// <summary>A name and a phone, either may be missing: old people may have no mobile.</summary>
public sealed record ContactRequest([property: MaxLength(60)] string? Name, [property: MaxLength(30)] string? Phone);

/// <summary>A step that needs a reason, and where it goes.</summary>
/// <param name="To">A unit, body or team, as the step asks.</param>
/// <param name="Until">For an extension, or a department's reply.</param>
/// <param name="Number">The number that a body outside has given it.</param>
/// <param name="Agreed">Closing: whether the level above agrees; yes if nothing is said.</param>
public sealed record ReasonRequest([property: MaxLength(500)] string? Reason, string? To = null, DateTimeOffset? Until = null, bool? Waiting = null, string? Number = null, bool? Agreed = null);

/// <summary>Another urgency, and why.</summary>
public sealed record RegradeRequest(Urgency? Urgency, [property: MaxLength(500)] string? Reason);

/// <summary>Whether an appeal is granted, and why.</summary>
public sealed record AppealDecision(bool? Granted, [property: MaxLength(500)] string? Reason);

/// <summary>A leader's yes. Everything may be left out: then it is what the need asks.</summary>
/// <param name="AnsweredBy">Filled in where a clerk records an answer given by telephone.</param>
public sealed record AcceptRequest(DateTimeOffset? From, DateTimeOffset? Until, int? People, AnsweredBy? AnsweredBy);

/// <summary>A leader's no.</summary>
/// <param name="AnsweredBy">Filled in where a clerk records an answer given by telephone.</param>
public sealed record DeclineRequest([property: MaxLength(500)] string? Reason, AnsweredBy? AnsweredBy = null);

/// <summary>Whether a contested answer stands, and why.</summary>
public sealed record ContestDecision(bool? Upheld, [property: MaxLength(500)] string? Reason);

/// <summary>Who gave an answer by telephone, from which number and when.</summary>
public sealed record AnsweredBy(string? Name, string? Phone, DateTimeOffset? At);

/// <summary>结项报告.</summary>
public sealed record ReportRequest(Practice.Orders.WorkOutcome? Outcome, string? Note, int? Participants, ImmutableArray<string>? Photos);

/// <summary>The station's word on a return (退单).</summary>
public sealed record AdjudicateRequest(bool? Granted, string? Reason);

/// <summary>One event of a history.</summary>
public sealed record HistoryEntry(long Seq, DateTimeOffset At, string Event, string Actor, string Unit, System.Text.Json.JsonElement Data);

/// <summary>What somebody without an account may know of his own need.</summary>
public sealed record ProgressView(
    string Id, NeedStatus Status, string Owner, DateTimeOffset? DueAt, bool Overdue, string? Advice, string? RedirectedTo, string? MergedInto,
    Promise? Promise, DateTimeOffset SubmittedAt, DateTimeOffset? DoneAt, ImmutableArray<string> EmergencyNumbers)
{
    public string? Category { get; init; }

    public string? CategoryName { get; init; }

    /// <summary>Where it was taken in.</summary>
    public string? Unit { get; init; }

    public string? UnitName { get; init; }

    /// <summary>The name of the unit that has it now.</summary>
    public string? OwnerName { get; init; }

    /// <summary>The team that has said yes, and when it comes.</summary>
    public string? Team { get; init; }

    public TimeSlot? Comes { get; init; }

    public DateTimeOffset? RateBy { get; init; }

    /// <summary>What happened so far, oldest first.</summary>
    public ImmutableArray<TimelineStep> Way { get; init; } = [];
}

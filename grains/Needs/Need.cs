using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>A need on a unit's need list (需求清单), from the first word to the last rating.</summary>
public sealed record Need : Item
{
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public Urgency Urgency { get; init; }
    public Channel Channel { get; init; }
    public string? Service { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public string? IntakePoint { get; init; }
    public string? SlipNo { get; init; }
    public int People { get; init; } = 1;
    public TimeSlot? Wanted { get; init; }
    public Place? Location { get; init; }
    public string? ContactRef { get; init; }
    public string? ContactName { get; init; }
    public string? PhoneCode { get; init; }
    public bool OnBehalf { get; init; }

    /// <summary>A micro-wish's, in yuan.</summary>
    public int? WishValue { get; init; }
    public ImmutableArray<DeliveryTag> Deliveries { get; init; } = [];
    public ImmutableArray<CoverageField> Coverage { get; init; } = [];

    /// <summary>The account that filed it, and the one it belongs to.</summary>
    public required string FiledBy { get; init; }

    public string? Resident { get; init; }
    public required NeedStatus Status { get; init; }

    /// <summary>The unit now responsible.</summary>
    public required string Owner { get; init; }

    public required DueTimes Due { get; init; }

    /// <summary>Where the search for help stands; null before and after.</summary>
    public Search? Search { get; init; }

    /// <summary>Live and former orders, newest last.</summary>
    public ImmutableArray<string> Orders { get; init; } = [];

    /// <summary>How many of <see cref="Orders"/>, from the first, belong to attempts that did not meet the need: they count for it no more.</summary>
    public int FormerOrders { get; init; }

    /// <summary>Questions for help that went to other levels, over the need's whole life. Only the answer to the newest is heard.</summary>
    public int Questions { get; init; }

    public ImmutableArray<string> Supporters { get; init; } = [];
    public ImmutableArray<Rating> Ratings { get; init; } = [];
    public Promise? Promise { get; init; }
    public int BrokenPromises { get; init; }

    /// <summary>The present promise's date has passed.</summary>
    public bool PromiseBroken { get; init; }

    public string? MergedInto { get; init; }

    /// <summary>Why it was rejected, redirected, withdrawn or not fulfilled, as a code; the words for the resident stand in <see cref="Advice"/>.</summary>
    public string? Reason { get; init; }

    public string? Advice { get; init; }
    public string? RedirectedTo { get; init; }
    public AllocationView? Allocation { get; init; }

    /// <summary>Since when the clock stands still because the resident must answer first.</summary>
    public DateTimeOffset? AwaitingSince { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>When helpers enough had said yes: contact counts from here.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>When it ended without the work being done.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether it was done within its limit, or within its promise.</summary>
    public bool? OnTime { get; init; }

    /// <summary>Whether it was sent back for redo after a bad rating; happens once.</summary>
    public bool Redone { get; init; }

    public DateTimeOffset? CallBackDue { get; init; }

    /// <summary>The month it is counted in: that of its submission.</summary>
    public required string Month { get; init; }

    /// <summary>The opening or visit that it came by.</summary>
    public string? Opening { get; init; }

    public string? Visit { get; init; }

    /// <summary>When the duty clock began, if not at the submission.</summary>
    public DateTimeOffset? ClockFrom { get; init; }

    public string? OutsideNumber { get; init; }
    public DateTimeOffset? ReplyBy { get; init; }
    public DateTimeOffset? RepliedAt { get; init; }
    public ImmutableArray<string> Photos { get; init; } = [];

    /// <summary>The account that found it reasonable.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>即办件: written down after the work, which was done at <see cref="Worked"/>.</summary>
    public bool RecordedAfter { get; init; }

    public TimeSlot? Worked { get; init; }

    /// <summary>本人办理: one person checked it, did it and confirmed it.</summary>
    public bool SelfHandled { get; init; }

    /// <summary>Drawn for the level above to call back; and whether it has.</summary>
    public bool Sampled { get; init; }

    public bool SampleAnswered { get; init; }

    /// <summary>Calls that nobody answered; three are the last.</summary>
    public int CallAttempts { get; init; }

    public DateTimeOffset? LastCallAt { get; init; }
    public bool Unreached { get; init; }

    /// <summary>One-time links and codes given out, whatever became of them.</summary>
    public int Links { get; init; }

    /// <summary>What was done with it beside the work, and why; the newest last.</summary>
    public ImmutableArray<DeskWord> Words { get; init; } = [];

    public Referral? Referral { get; init; }

    /// <summary>Somebody says that nobody can do it.</summary>
    public Impossible? Impossible { get; init; }

    public Appeal? Appeal { get; init; }

    /// <summary>When the next rung of the ladder is reached; where it stands is told by its <see cref="Climb"/>.</summary>
    public DateTimeOffset? ClimbAt { get; init; }

    /// <summary>Neither done nor ended otherwise.</summary>
    public bool IsUnsettled => Status is NeedStatus.Submitted or NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Accepted
        or NeedStatus.InService or NeedStatus.Unfulfilled;

    /// <summary>The limit that runs now.</summary>
    public DateTimeOffset? Limit => AwaitingSince is not null ? null : Status switch
    {
        NeedStatus.Submitted => Due.Review,
        NeedStatus.Verified => Due.Dispatch,
        NeedStatus.Dispatching => Due.Accept,
        NeedStatus.Accepted or NeedStatus.InService => Due.Finish,
        NeedStatus.Unfulfilled => PromiseEnds,
        NeedStatus.Done or NeedStatus.Rated => CallBackDue,
        _ => null,
    };

    public override Facets Facets => new(
        Open: IsUnsettled || ImpossibleRules.IsAppealed(this) || (Status is NeedStatus.Done or NeedStatus.Rated && (Due.Rate is not null || CallBackDue is not null)),
        Status: Json.Name(Status),
        Category: Category,
        Urgency: Json.Name(Urgency),
        Month: Month,
        DueAt: Limit,
        WakeAt: WakeAt,
        Text: $"{Id} {Title} {Description} {Location?.Address} {Resident}");

    // The owner acts by itself when a rung of the ladder is reached, when a promise breaks and when the rating window closes.
    private DateTimeOffset? WakeAt => Status is NeedStatus.Done or NeedStatus.Rated ? Due.Rate
        : !IsUnsettled ? null
        : !PromiseBroken && PromiseEnds is { } ends && !(ClimbAt <= ends) ? ends
        : ClimbAt;

    private DateTimeOffset? PromiseEnds => Promise is { } promise ? ChinaTime.StartOf(promise.PromisedDate.AddDays(1)) : null;
}

/// <summary>The search for help across levels.</summary>
/// <param name="At">The unit that looks now.</param>
/// <param name="Tried">Teams that were asked already, with what came of it.</param>
/// <param name="Declines">Declined and expired offers at this level; two escalate (rules §4.3).</param>
/// <param name="Automatic">Whether the network goes on by itself; a dispatcher's own choice does not.</param>
/// <param name="Since">When this level began.</param>
/// <param name="Levels">The levels asked so far, in order.</param>
public sealed record Search(
    string At, ImmutableArray<string> Tried, int Declines, bool Automatic, DateTimeOffset Since,
    ImmutableArray<string> Levels = default);

/// <summary>One rater's word. A second one by the same rater follows a redo.</summary>
public sealed record Rating(string Rater, int Score, string? Comment, bool FeeCharged, DateTimeOffset At, string? Channel, int? FollowUp = null)
{
    /// <summary>The orders whose work it was given to; each team has it in its tally once.</summary>
    public ImmutableArray<string> Orders { get; init; } = [];

    /// <summary>The number of the paper form (纸质点评表) it was copied from.</summary>
    public string? SlipNo { get; init; }

    /// <summary>The score that counts: the follow-up's where there is one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Counts => FollowUp ?? Score;
}

namespace Practice.Web.Api;

/// <summary>A role on a unit or a team.</summary>
public sealed record RoleView(string Role, string Unit);

/// <summary>Who a token says it is.</summary>
/// <param name="Withheld">For want of what the roles are left out: <c>secondFactor</c>.</param>
public sealed record MeView(string Subject, string? Name, string? Person, IReadOnlyList<RoleView> Roles, string? Withheld);

/// <summary>When each step is due; <paramref name="Provisional"/> while the year's calendar is not loaded.</summary>
public sealed record DueView(DateTimeOffset? Review, DateTimeOffset? Dispatch, DateTimeOffset? Accept, DateTimeOffset? Contact, DateTimeOffset? Finish, DateTimeOffset? Rate, bool Provisional);

public sealed record OrderBrief(string Id, string Team, string Status, bool Lead, int People);

/// <summary>A need that may be the same; likeness 0 to 1.</summary>
public sealed record DuplicateView(string Need, string Title, double Likeness);

/// <summary>A team that could do it. The parts say why, each 0 to 1; the score is their mean by weight.</summary>
public sealed record CandidateView(string Team, string Name, double Score, IReadOnlyDictionary<string, double> Parts, int FreePeople, IReadOnlyDictionary<string, double>? Weights);

public sealed record CallsView(int Attempts, bool Unreached, bool SelfHandled, bool Sampled);

public sealed record ImpossibleView(string? Reason, bool? Agreed);

/// <summary>A department was asked to do it, and to answer by then.</summary>
/// <param name="Final">The level above has decided that it is this department's: it does not go back again.</param>
public sealed record ReferralView(string Department, DateTimeOffset ReplyBy, bool Final, DateTimeOffset? ReturnedAt);

public sealed record AppealView(string? Reason, bool? Granted);

/// <summary>A need as its staff, its resident and its team see it; nobody's telephone.</summary>
public sealed record NeedView
{
    public required string Id { get; init; }
    public required string Unit { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public string Urgency { get; init; } = "normal";
    public string? Channel { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }
    public string? SlipNo { get; init; }
    public int People { get; init; }
    public SlotView? Wanted { get; init; }
    public PlaceView? Location { get; init; }
    public bool OnBehalf { get; init; }
    public string? ContactName { get; init; }
    public required string Status { get; init; }
    public required string Owner { get; init; }
    public DueView? Due { get; init; }
    public bool Overdue { get; init; }
    public IReadOnlyList<OrderBrief> Orders { get; init; } = [];
    public IReadOnlyList<CandidateView> Candidates { get; init; } = [];
    public int Supporters { get; init; }
    public RatingView? Rating { get; init; }
    public PromiseView? Promise { get; init; }
    public int BrokenPromises { get; init; }
    public string? MergedInto { get; init; }
    public string? Advice { get; init; }
    public string? RedirectedTo { get; init; }
    public bool AwaitingResident { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public IReadOnlyList<string> EmergencyNumbers { get; init; } = [];
    public IReadOnlyList<DuplicateView> Duplicates { get; init; } = [];
    public bool Redone { get; init; }
    public DateTimeOffset? CallBackDue { get; init; }
    public long Version { get; init; }
    public bool RecordedAfter { get; init; }
    public CallsView? Calls { get; init; }
    public ImpossibleView? Impossible { get; init; }
    public AppealView? Appeal { get; init; }
    public ReferralView? Referral { get; init; }

    /// <summary>Until when the next step is due.</summary>
    public DateTimeOffset? Limit => Status switch
    {
        "submitted" => Due?.Review, "verified" => Due?.Dispatch, "dispatching" => Due?.Accept, "accepted" or "inService" => Due?.Finish, "done" => Due?.Rate,
        "unfulfilled" when Promise is { } promise => new DateTimeOffset(promise.PromisedDate.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)), _ => null,
    };
}

public sealed record PhoneAnswerView(string? Who, string? Number, DateTimeOffset At, DateTimeOffset ContestBy, DateTimeOffset? ContestedAt, string? Contest, bool? Upheld);

public sealed record WorkReportView(string Outcome, string? Note, int Participants, DateTimeOffset At);

/// <summary>One team's part in meeting one need.</summary>
public sealed record OrderView
{
    public required string Id { get; init; }
    public required string Need { get; init; }
    public required string Team { get; init; }
    public required string Status { get; init; }
    public bool Lead { get; init; }
    public int People { get; init; }
    public SlotView? Slot { get; init; }
    public DateTimeOffset OfferedAt { get; init; }
    public DateTimeOffset? AnswerBy { get; init; }
    public double? Score { get; init; }
    public string? Reason { get; init; }
    public WorkReportView? Report { get; init; }
    public string? Title { get; init; }
    public string? Category { get; init; }
    public DateTimeOffset? FinishBy { get; init; }
    public bool ReturnAsked { get; init; }
    public PhoneAnswerView? Phone { get; init; }
}

/// <summary>How to reach somebody; that it was read is written down.</summary>
public sealed record ContactView(string? Name, string? Phone);

/// <summary>A team as its owner knows it.</summary>
public sealed record TeamView(string Id, string Unit, string Name, string? Level, IReadOnlyList<string>? Fields, IReadOnlyList<string>? Skills, int Capacity, bool Active, int Load, int RatingSum, int RatingCount);

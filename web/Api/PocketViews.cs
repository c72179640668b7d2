namespace Practice.Web.Api;

public sealed record GuardianBrief(string Name, string Relation, bool HasAccount);

public sealed record MembershipView(string Team, string State, string Role, DateTimeOffset Since);

public sealed record ConsentView(string Purpose, string TextVersion, bool ByGuardian, DateTimeOffset GivenAt, DateTimeOffset? RevokedAt);

/// <summary>A volunteer, masked.</summary>
public sealed record VolunteerView
{
    public required string Number { get; init; }
    public required string Name { get; init; }
    public required string Unit { get; init; }
    public required string Status { get; init; }
    public string RealName { get; init; } = "none";
    public string? Document { get; init; }
    public bool Minor { get; init; }
    public GuardianBrief? Guardian { get; init; }
    public IReadOnlyList<string> Skills { get; init; } = [];
    public IReadOnlyList<string> Fields { get; init; } = [];
    public IReadOnlyList<FreeHours> Availability { get; init; } = [];
    public int? RadiusKm { get; init; }
    public IReadOnlyList<MembershipView> Teams { get; init; } = [];
    public IReadOnlyList<ConsentView> Consents { get; init; } = [];
    public DateTimeOffset RegisteredAt { get; init; }
    public long Version { get; init; }

    /// <summary>Whether a consent for this is in force.</summary>
    public bool Agrees(string purpose) => Consents.Any(consent => consent.Purpose == purpose && consent.RevokedAt is null);
}

/// <summary>What only the person, or the guardian, is shown.</summary>
public sealed record VolunteerDetails(string Name, string? Phone, DateOnly? Born, string? DocumentType, string? Address, string? EmergencyName, string? EmergencyPhone);

public sealed record OwnVolunteerView(VolunteerView Profile, VolunteerDetails Details);

public sealed record GuardianCodeView(string Number, string Code);

public sealed record SkillView(string Code, string Name, string? NameEn);

public sealed record SkillList(IReadOnlyList<SkillView>? Skills);

public sealed record SkillsView(SkillList? Table);

public sealed record PositionView(string Name, int Headcount, string? Content, int? MinAge, int? MaxAge, IReadOnlyList<string>? Skills, IReadOnlyList<string>? Trainings, bool RealName);

/// <param name="Taken">Given, offered, or kept for somebody invited.</param>
public sealed record SeatsView(string Position, int Headcount, int Taken, int Waiting)
{
    public int Free => Math.Max(0, Headcount - Taken);
}

public sealed record ActivitySessionView(string Activity, int N, DateTimeOffset From, DateTimeOffset Until, string State, IReadOnlyList<SeatsView>? Positions, string? Reason, long Version);

/// <summary>An activity as its readers see it: counts, no people.</summary>
public sealed record ActivityView
{
    public required string Id { get; init; }
    public required string Unit { get; init; }
    public string? Team { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public required string State { get; init; }
    public PlaceView? Location { get; init; }
    public string? MeetingPoint { get; init; }
    public string Risk { get; init; } = "none";
    public string? RiskStatement { get; init; }
    public string? Safeguards { get; init; }
    public bool Insured { get; init; }
    public IReadOnlyList<PositionView> Positions { get; init; } = [];
    public IReadOnlyList<ActivitySessionView> Sessions { get; init; } = [];

    /// <summary>Minutes before the start until which a place is given back without a mark.</summary>
    public int CutOff { get; init; }

    public int WaitingList { get; init; }
    public DateTimeOffset? SignUpFrom { get; init; }
    public string? Reason { get; init; }
}

/// <summary>A session that suits, with its reasons.</summary>
public sealed record SuggestionView(string Activity, string Title, string Category, string Unit, ActivitySessionView Session, PlaceView? Location, IReadOnlyList<string>? Reasons, int? Metres);

public sealed record StayView(DateTimeOffset In, DateTimeOffset? Out);

/// <summary>A place in a session.</summary>
public sealed record SeatView
{
    public required string Activity { get; init; }
    public int N { get; init; }
    public required string Volunteer { get; init; }
    public string? Shown { get; init; }
    public string Position { get; init; } = "";
    public required string State { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset Until { get; init; }
    public int Seats { get; init; }
    public DateTimeOffset? ConfirmBy { get; init; }
    public int? Ahead { get; init; }
    public IReadOnlyList<StayView> Stays { get; init; } = [];
    public string? Absence { get; init; }
    public int Minutes { get; init; }
    public string? Title { get; init; }

    /// <summary>Whether something may still come of it.</summary>
    public bool IsLive => State is "invited" or "given" or "waiting" or "offered";

    /// <summary>Whether the calendar keeps its time.</summary>
    public bool Keeps => State is "given";

    public bool IsIn => Stays is [.., { Out: null }];
}

public sealed record HoursView(long SignedIn, long BackFilled, long Imported, long Total, int Stars, long Counting, long? NextAt, IReadOnlyDictionary<string, long>? Years);

public sealed record ExpiringPoints(DateTimeOffset? At, long Points);

public sealed record PointsView(long Balance, long Owed, long Earned, long Redeemed, long Expired, IReadOnlyList<ExpiringPoints>? Expiring);

public sealed record RecordView(string Id, string Title, string By, DateTimeOffset From, DateTimeOffset Until, int Minutes, string Origin, string State, string? Reason, int Points, string? Dispute);

/// <summary>What the leader's screen shows.</summary>
public sealed record CheckInCodeView(string Code, DateTimeOffset Until);

public sealed record ExchangeItemView(string Id, string Unit, string Name, string? Description, int Price, int Stock, string? Where);

public sealed record RedemptionView(string Id, string Name, string Unit, int Quantity, long Points, string State, string? Reason, DateTimeOffset? PickUpBy);

/// <param name="Code">While it waits at the counter.</param>
public sealed record OwnRedemptionView(RedemptionView Redemption, string? Code);

namespace Practice.Web.Api;

/// <summary>A category with its second level.</summary>
public sealed record CategoryView(string Code, string Name, string? NameEn, string? Hint, IReadOnlyList<SubCategoryView>? Subs);

public sealed record SubCategoryView(string Code, string Name, string? NameEn);

/// <summary>A volunteer team: its name and what it does, nobody in it.</summary>
public sealed record TeamLine(string Id, string Name, string? Level, IReadOnlyList<string>? Fields);

/// <summary>Who answers the telephone now. <see cref="Staffed"/> false: nobody is on duty, the number is the nearest that is known.</summary>
public sealed record DutyView(string Unit, DateTimeOffset At, bool Staffed, string? By, string? Name, string? Post, string? Phone, string? Until);

/// <summary>A need as a resident without an account sends it.</summary>
public sealed record FileNeed(string Unit, string Title, string? Description, string Category, string? Name, string Phone, PlaceView? Location, bool OnBehalf);

public sealed record PlaceView(string? Address);

public sealed record FiledView(string Number, string? Status, DateTimeOffset? ReviewBy, IReadOnlyList<string>? EmergencyNumbers);

public sealed record RateNeed(int Score, string? Comment, bool FeeCharged);

/// <summary>Half-open: <paramref name="From"/> included, <paramref name="Until"/> not.</summary>
public sealed record SlotView(DateTimeOffset From, DateTimeOffset Until);

public sealed record PromiseView(IReadOnlyList<string>? Steps, DateOnly PromisedDate);

/// <summary>A step of a need's way: what happened, who has it from then on, why, and until when the next thing is due.</summary>
public sealed record WayStep(DateTimeOffset At, string Step, string? Unit, string? UnitName, string? Reason, DateTimeOffset? By, DateOnly? Day);

/// <summary>What somebody without an account may know of his own need.</summary>
public sealed record ProgressView(string Id, string Status, DateTimeOffset SubmittedAt)
{
    public DateTimeOffset? DueAt { get; init; }
    public bool Overdue { get; init; }
    public string? Advice { get; init; }
    public string? RedirectedTo { get; init; }
    public string? MergedInto { get; init; }
    public PromiseView? Promise { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public IReadOnlyList<string> EmergencyNumbers { get; init; } = [];
    public string? Category { get; init; }
    public string? CategoryName { get; init; }
    public string? Unit { get; init; }
    public string? UnitName { get; init; }
    public string? OwnerName { get; init; }
    public string? Team { get; init; }
    public SlotView? Comes { get; init; }
    public DateTimeOffset? RateBy { get; init; }
    public IReadOnlyList<WayStep> Way { get; init; } = [];
}

/// <summary>Why the API refused (RFC 9457), by its stable code, and which fields it complains of.</summary>
public sealed record ProblemView(string? Code, int Status, IReadOnlyDictionary<string, string[]>? Errors, string? Detail = null);

/// <summary>An answer, or why there is none.</summary>
public sealed record Outcome<T>(T? Value, ProblemView? Problem) where T : class;

namespace Practice.Web.Api;

/// <summary>A unit, as far as a link to it needs.</summary>
/// <param name="Above">Names of the units above it, highest first; only where units were searched.</param>
public sealed record UnitLink(string Code, string? Level, string? Name, IReadOnlyList<string>? Above = null);

/// <summary>A unit in the tree.</summary>
public sealed record UnitView
{
    public required string Code { get; init; }
    public string? Level { get; init; }
    public string? Name { get; init; }

    /// <summary>From the city down to the unit's parent.</summary>
    public IReadOnlyList<UnitLink> Path { get; init; } = [];

    /// <summary>The centre above it; null: there is none, or it is one.</summary>
    public string? County => Path.FirstOrDefault(above => above.Level == "centre")?.Code;

    public IReadOnlyList<UnitLink> Children { get; init; } = [];

    public string? Address { get; init; }
    public string? Phone { get; init; }
    public IReadOnlyList<OpeningHours> OpeningHours { get; init; } = [];
}

/// <summary>A rate with both its numbers. Who has nothing to divide by has no rate.</summary>
public sealed record Rate(int Numerator, int Denominator);

/// <summary>The rates of a month; their formulas stand on the page beside them.</summary>
public sealed record Rates(Rate? AcceptanceRate, Rate? FulfilmentRate, Rate? OnTimeRate, Rate? RatingRate, Rate? SatisfactionRate);

/// <summary>Mean and number of the ratings of one need.</summary>
public sealed record RatingView(double Mean, int Count);

/// <summary>已兑现.</summary>
public sealed record FulfilledLine(string Need, string Title, string? Category, IReadOnlyList<string>? Teams, DateOnly? DoneOn, bool OnTime, RatingView? Rating, int? BrokenPromises = null);

/// <summary>未兑现: reason (a code or words), steps, promised date, the code of the unit that answers for it.</summary>
public sealed record UnfulfilledLine(
    string Need, string Title, string? Category, string? Reason, IReadOnlyList<string>? Steps, DateOnly? PromisedDate, string? Responsible, int BrokenPromises, DateOnly? SettledOn);

/// <summary>A promise, or a thing done lately; <paramref name="Unit"/> is the need's own, by its code.</summary>
public sealed record BoardLine(string Need, string? Unit, string Title, string? Category, DateOnly? Date, IReadOnlyList<string>? Steps, bool Broken, RatingView? Rating);

/// <summary>挂牌督办: a need promised more than once and not kept.</summary>
public sealed record ListedLine(string Need, string Unit, string Title, DateTimeOffset Since, int BrokenPromises);

/// <summary>A month that is published.</summary>
public sealed record PublishedMonth(string Month);

/// <summary>A unit's public board of a month as it stands now, with all that is below the unit.</summary>
public sealed record BoardView
{
    public string? Month { get; init; }
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Needs submitted in the month: by where they stand now, by first-level category, together.</summary>
    public IReadOnlyDictionary<string, long> ByStatus { get; init; } = new Dictionary<string, long>();

    public IReadOnlyDictionary<string, long> ByCategory { get; init; } = new Dictionary<string, long>();
    public long Submitted { get; init; }

    /// <summary>Needs open now, of whatever month.</summary>
    public long Open { get; init; }

    public IReadOnlyList<BoardLine> Promises { get; init; } = [];
    public IReadOnlyList<BoardLine> Done { get; init; } = [];

    /// <summary>A centre's, of its county now.</summary>
    public IReadOnlyList<ListedLine> Listed { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PublishedMonth> Publications { get; init; } = [];
}

/// <summary>What became of the needs of a published month.</summary>
public sealed record PeriodCounts
{
    public int CarriedOver { get; init; }
    public int Submitted { get; init; }
    public int Taken { get; init; }
    public int Fulfilled { get; init; }
    public int Merged { get; init; }
    public int Rejected { get; init; }
    public int Redirected { get; init; }
    public int Withdrawn { get; init; }
    public int Unfulfilled { get; init; }
    public int Pending { get; init; }
    public int BrokenPromises { get; init; }
}

/// <summary>A child's own publication.</summary>
public sealed record ChildPublication(string Unit, string? Name, DateTimeOffset PublishedAt, PeriodCounts? Counts);

/// <summary>A unit that had not published by then (未按期公示).</summary>
public sealed record LateUnit(string Unit, string? Name);

/// <summary>A correction below what was published.</summary>
public sealed record PublicationNote(int N, DateTimeOffset At, string Text);

/// <summary>A month as it was published, never changed.</summary>
public sealed record PublicationView
{
    public string? UnitName { get; init; }
    public string? Month { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public IReadOnlyList<FulfilledLine> Fulfilled { get; init; } = [];
    public IReadOnlyList<UnfulfilledLine> Unfulfilled { get; init; } = [];
    public IReadOnlyList<ServiceLine> Services { get; init; } = [];
    public PeriodCounts? Total { get; init; }
    public Rates? Rates { get; init; }
    public IReadOnlyList<ChildPublication> Children { get; init; } = [];
    public IReadOnlyList<LateUnit> Late { get; init; } = [];
    public string? Hash { get; init; }
    public IReadOnlyList<PublicationNote> Notes { get; init; } = [];

    /// <summary>The unit above that published it because this one was late; null = itself.</summary>
    public string? PublishedBy { get; init; }

    public string? BehalfReason { get; init; }
}

/// <summary>The lines of a unit's publication together with those of the units below it.</summary>
public sealed record PublishedLines(IReadOnlyList<FulfilledLine> Fulfilled, IReadOnlyList<UnfulfilledLine> Unfulfilled);

/// <summary>A standing service (服务清单).</summary>
public sealed record ServiceLine(string Id, string Name, string? Category, string? Team, string? Schedule, string? Address, int? Capacity);

/// <summary>When something can be had: 1 (Monday) to 7, times of day <c>HH:mm</c>.</summary>
public sealed record OpeningHours(int Weekday, string From, string Until);

/// <summary>A line of the resource list (资源清单).</summary>
public sealed record ResourceLine(string Id, string? Kind, string Name, string? Category, int Quantity, string? Address, IReadOnlyList<OpeningHours>? Hours);

/// <summary>A page of a public list.</summary>
public sealed record ListPage<T>(IReadOnlyList<T>? Items, string? Next);

/// <summary>A certificate of service as everybody may see it.</summary>
public sealed record CertificateLine(string Number, string State, string Issuer, DateOnly IssuedOn, string Hours, string Name);

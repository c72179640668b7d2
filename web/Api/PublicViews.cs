namespace Practice.Web.Api;

/// <summary>A unit, as far as a link to it needs.</summary>
public sealed record UnitLink(string Code, string? Level, string? Name)
{
    public string? Status { get; init; }
}

/// <summary>Units of the network, page by page.</summary>
public sealed record UnitPage(IReadOnlyList<UnitLink>? Items);

/// <summary>A rate with both its numbers. Who has nothing to divide by has no rate.</summary>
public sealed record Rate(int Numerator, int Denominator);

/// <summary>The rates of a month; their formulas stand on the page beside them.</summary>
public sealed record Rates(Rate? AcceptanceRate, Rate? FulfilmentRate, Rate? OnTimeRate, Rate? RatingRate, Rate? SatisfactionRate);

/// <summary>The counts of one category.</summary>
public sealed record CategoryCounts(int Submitted, int Fulfilled, int Owed);

/// <summary>Counts of the needs submitted in one month, by where they stand now.</summary>
public sealed record StatCounts
{
    public int Submitted { get; init; }
    public IReadOnlyDictionary<string, int> ByStatus { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, CategoryCounts> ByCategory { get; init; } = new Dictionary<string, CategoryCounts>();
    public int BrokenPromises { get; init; }
    public IReadOnlyList<int> Scores { get; init; } = [];
}

/// <summary>Mean and number of the ratings of one need.</summary>
public sealed record RatingView(double Mean, int Count);

/// <summary>已兑现.</summary>
public sealed record FulfilledLine(string Need, string Title, string? Category, IReadOnlyList<string>? Teams, DateOnly? DoneOn, bool OnTime, RatingView? Rating);

/// <summary>未兑现: reason (a code or words), steps, promised date, the code of the unit that answers for it.</summary>
public sealed record UnfulfilledLine(
    string Need, string Title, string? Category, string? Reason, IReadOnlyList<string>? Steps, DateOnly? PromisedDate, string? Responsible, int BrokenPromises, DateOnly? SettledOn);

/// <summary>A unit's public board of a month as it stands now.</summary>
public sealed record BoardView
{
    public UnitLink? Unit { get; init; }

    /// <summary>From the city down to the unit's parent.</summary>
    public IReadOnlyList<UnitLink> Path { get; init; } = [];

    public IReadOnlyList<UnitLink> Children { get; init; } = [];
    public string? Month { get; init; }

    /// <summary>The months that are published, newest first.</summary>
    public IReadOnlyList<string> Months { get; init; } = [];

    public DateTimeOffset? AsOf { get; init; }
    public StatCounts? Counts { get; init; }
    public Rates? Rates { get; init; }

    /// <summary>What is promised and not done yet.</summary>
    public IReadOnlyList<UnfulfilledLine> Promises { get; init; } = [];

    /// <summary>What the county calls its categories, by code.</summary>
    public IReadOnlyDictionary<string, string> Categories { get; init; } = new Dictionary<string, string>();
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
    public IReadOnlyList<UnitLink> Late { get; init; } = [];
    public string? Hash { get; init; }
    public IReadOnlyList<PublicationNote> Notes { get; init; } = [];
}

/// <summary>A standing service (服务清单).</summary>
public sealed record ServiceLine(string Id, string Name, string? Category, string? Team, string? Schedule, string? Address, int? Capacity);

/// <summary>When something can be had: 1 (Monday) to 7, times of day <c>HH:mm</c>.</summary>
public sealed record OpeningHours(int Weekday, string From, string Until);

/// <summary>A line of the resource list (资源清单).</summary>
public sealed record ResourceLine(string Id, string? Kind, string Name, string? Category, int Quantity, string? Address, IReadOnlyList<OpeningHours>? Hours);

/// <summary>A page of a public list.</summary>
public sealed record ListPage<T>(IReadOnlyList<T>? Items, string? Next);

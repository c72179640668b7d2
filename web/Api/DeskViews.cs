namespace Practice.Web.Api;

/// <summary>Something that waits for a unit.</summary>
/// <param name="Step">How far what is late has climbed.</param>
public sealed record InboxItem(string Kind, string Subject, string? Title, string? Category, string? Urgency, DateTimeOffset? DueAt, bool Overdue, string? Whom, string? Step);

/// <summary>A call that waits to be made a need.</summary>
public sealed record DraftView(string Id, string Unit, string Line, DateTimeOffset TakenAt, string Status, DateTimeOffset DueAt, string? Need, long Version);

public sealed record VoidSlip(string? Reason, string? SlipNo);

/// <summary>An opening of a box: slips counted, entered, void.</summary>
public sealed record OpeningView(string Id, string Point, string Status, IReadOnlyList<string> OpenedBy, DateTimeOffset OpenedAt, int? Counted, int Entered, IReadOnlyList<VoidSlip> Void);

/// <summary>A tree, a wall, a box.</summary>
public sealed record IntakePointView(
    string Id, string Unit, string Kind, string Name, string? Keeper, PlaceView? Location, bool Active, string? UnderWay, DateTimeOffset? LastOpenedAt, IReadOnlyList<SlotView>? Owed, SlotView? Next);

/// <summary>What became of a line of a heap.</summary>
public sealed record BatchOutcome(int Line, int Status, string? Id, string? Code, string? Message, IReadOnlyDictionary<string, string[]>? Errors);

public sealed record BatchView(int Entered, int Refused, IReadOnlyList<BatchOutcome> Lines);

/// <summary>A late need, the step it has climbed to, and the unit that has it in hand there.</summary>
public sealed record SupervisionLine(
    string Need, string Unit, string Title, string? Category, string? Urgency, string Status, string Step, string? Lead, DateTimeOffset? DueAt, int BrokenPromises);

public sealed record PulseCount(long Open, long Overdue);

/// <summary>A unit right below another, with all that is below it.</summary>
public sealed record PulseChild(string Code, string Name, string Level, long Open, long Overdue, long Submitted, Rate Satisfaction);

/// <summary>A unit and all below it at an instant.</summary>
public sealed record PulseView(
    string Unit, DateTimeOffset AsOf, long Open, long Overdue, IReadOnlyDictionary<string, PulseCount> ByStatus, IReadOnlyDictionary<string, PulseCount> ByLevel,
    IReadOnlyDictionary<string, PulseCount> ByCategory, IReadOnlyDictionary<string, PulseCount> ByUrgency, Rate Satisfaction, IReadOnlyList<PulseChild> Children);

/// <summary>A team's part in a planned need: steps of the tree to it, its price beside others.</summary>
public sealed record TeamShare(string Team, int People, int Hops, int Price);

public sealed record PlanLine(
    string Need, string Unit, string? Title, string Category, string Urgency, string? Project, IReadOnlyList<TeamShare>? Teams, int Quantity, DateOnly Deadline, string? Reason, string Status);

/// <summary>How the plan did, and the greedy one beside it.</summary>
public sealed record PlanSummary(int Needs, int Placed, long Cost, int GreedyPlaced, long GreedyCost, bool ProvenOptimal);

public sealed record ChildMonth(string Unit, string? Name, DateTimeOffset? PublishedAt);

public sealed record MonthView(
    string Unit, string Month, string State, PlanSummary? Plan, IReadOnlyList<PlanLine>? Lines, IReadOnlyList<string>? Gaps, IReadOnlyList<ChildMonth>? Children, DateTimeOffset? PublishedAt, long Version);

public sealed record ProposedPromise(IReadOnlyList<string>? Steps, DateOnly PromisedDate, string? Responsible, string? Reason);

/// <summary>A need that will be shown as not met, and what could be promised for it.</summary>
public sealed record PromiseDraft(string Need, string Title, string? Category, string Status, bool Gap, string Source, ProposedPromise Proposed, int BrokenPromises, long Version);

public sealed record MonthOwed(string Unit, string Month, DateOnly PublishOn, IReadOnlyList<PromiseDraft>? Lines, int Gaps);

/// <summary>The month's last day on one screen.</summary>
public sealed record MonthDraft(PublicationView? Sheet, MonthOwed Owed);

using Practice.Kernel;
using Practice.Units;

namespace Practice.Needs;

/// <summary>A rung of the ladder was reached.</summary>
/// <param name="Limit">The limit it was counted from.</param>
/// <param name="Hour">When it was reached; the event may be written later, after an outage.</param>
[EventName("need.climbed")]
public sealed record NeedClimbed(LadderStep Step, DateTimeOffset? Limit, DateTimeOffset Hour) : DomainEvent;

/// <summary>The next rung comes at another hour: a calendar or a table of steps has changed.</summary>
[EventName("need.ladderMoved")]
public sealed record NeedLadderMoved(DateTimeOffset? Next) : DomainEvent;

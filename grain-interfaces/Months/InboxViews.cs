using Practice.Shared;

namespace Practice.Months;

/// <summary>
/// Something that waits for a unit. Kinds: <c>review, dispatch, stuck, unanswered, unfinished, confirm, return, call, contested, word, remind, recheck, referralLate, impossible, appeal, urge, supervise, listed, coordinate, promiseDue,
/// promiseBroken, callBack, gap, serviceProposed, sessionOwed, campaign, taskDue, taskToDivide, monthUnopened, monthUnconfirmed, openingDue, openingUnbalanced, visitDue, draft,
/// replyOwed, sample, pushDisabled, pushDead, calendarProvisional</c>.
/// </summary>
/// <param name="Subject">The id of the need, order, service or month.</param>
/// <param name="Whom">Whom to ring: a team.</param>
/// <param name="Step">How far a late need has climbed: <c>remind, urge, supervise, escalate, listed</c>.</param>
[GenerateSerializer, Immutable, Alias("inboxItem")]
public sealed record InboxItem(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Subject,
    [property: Id(2)] string? Title,
    [property: Id(3)] string? Category,
    [property: Id(4)] Urgency? Urgency,
    [property: Id(5)] DateTimeOffset? DueAt,
    [property: Id(6)] bool Overdue,
    [property: Id(7)] string? Whom = null,
    [property: Id(8)] string? Step = null);

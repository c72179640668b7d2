using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>A team or a unit has given it its number.</summary>
[EventName("activity.numbered")]
public sealed record ActivityNumbered(string Activity) : DomainEvent;

[EventName("activity.drafted")]
public sealed record ActivityDrafted(string Unit, string? Team, string? Order, string Category) : DomainEvent;

/// <summary>The members that are other now, by name; a draft that was reviewed has to be reviewed again.</summary>
[EventName("activity.edited")]
public sealed record ActivityEdited(ImmutableArray<string> Members) : DomainEvent;

[EventName("activity.reviewed")]
public sealed record ActivityWasReviewed : DomainEvent;

[EventName("activity.sentBack")]
public sealed record ActivitySentBack : DomainEvent;

[EventName("activity.published")]
public sealed record ActivityPublished(int Sessions) : DomainEvent;

[EventName("activity.sessionsAdded")]
public sealed record SessionsAdded(int First, int Last) : DomainEvent;

/// <summary>Its state follows from its sessions.</summary>
[EventName("activity.moved")]
public sealed record ActivityMoved(ActivityState To) : DomainEvent;

[EventName("activity.cancelled")]
public sealed record ActivityCancelled : DomainEvent;

[EventName("session.planned")]
public sealed record SessionPlanned(TimeSlot Slot) : DomainEvent;

[EventName("session.edited")]
public sealed record SessionEdited(TimeSlot Slot, ImmutableDictionary<string, int> Headcounts) : DomainEvent;

[EventName("session.started")]
public sealed record SessionStarted : DomainEvent;

/// <summary>Dangerous work without an insurance: it does not start (条例 §17).</summary>
[EventName("session.halted")]
public sealed record SessionHalted : DomainEvent;

[EventName("session.finished")]
public sealed record SessionFinished(bool Early) : DomainEvent;

[EventName("session.settled")]
public sealed record SessionSettled(int Attended, int NoShows, int Minutes) : DomainEvent;

[EventName("session.cancelled")]
public sealed record SessionCancelled(string Code) : DomainEvent;

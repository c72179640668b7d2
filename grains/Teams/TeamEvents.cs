using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>The unit has set the team up.</summary>
[EventName("team.founded")]
public sealed record TeamFounded(string Unit, TeamLevel Level, ImmutableArray<string> Fields, ImmutableArray<string> Skills, int Capacity, Reach Reach, bool SelfOrganised) : DomainEvent;

/// <summary>The profile was changed; the members that were, by name, and the figures that bind reservations.</summary>
[EventName("team.edited")]
public sealed record TeamEdited(ImmutableArray<string> Members, int Capacity, bool Active) : DomainEvent;

/// <summary>A self-organised team was filed.</summary>
[EventName("team.filed")]
public sealed record TeamFiled(DateOnly On) : DomainEvent;

/// <summary>The team is lent down.</summary>
[EventName("team.lent")]
public sealed record TeamLent(int N, string To, TimeSlot Slot) : DomainEvent;

/// <summary>A loan is over: its time had come, or the team was called back.</summary>
[EventName("team.loanEnded")]
public sealed record TeamLoanEnded(int N, string To, bool CalledBack) : DomainEvent;

/// <summary>Somebody rated the team's work, or changed his rating.</summary>
[EventName("team.rated")]
public sealed record TeamRated(string Order, int SumDelta, int CountDelta) : DomainEvent;

/// <summary>An offer came in, or its terms changed.</summary>
[EventName("team.offerReceived")]
public sealed record OfferReceived(string Need, int People, TimeSlot? Wanted, DateTimeOffset AnswerBy) : DomainEvent;

/// <summary>Helpers are promised for a time.</summary>
[EventName("team.timeReserved")]
public sealed record TimeReserved(TimeSlot Slot, int People) : DomainEvent;

/// <summary>A promise was asked for again and told again.</summary>
[EventName("team.timeRepeated")]
public sealed record TimeRepeated(TimeSlot Slot, int People) : DomainEvent;

/// <summary>A promise could not be made.</summary>
[EventName("team.timeRefused")]
public sealed record TimeRefused(string Code) : DomainEvent;

/// <summary>The order goes on.</summary>
[EventName("team.orderMoved")]
public sealed record EngagementMoved(string Status) : DomainEvent;

/// <summary>The offer or order is over; the promised time from <paramref name="FreeFrom"/> on is free.</summary>
[EventName("team.orderEnded")]
public sealed record EngagementEnded(string Status, DateTimeOffset FreeFrom) : DomainEvent;

/// <summary>The promised time of an ended order is past.</summary>
[EventName("team.orderClosed")]
public sealed record EngagementClosed : DomainEvent;

/// <summary>Somebody else is to be rung, or nobody.</summary>
[EventName("team.contactChanged")]
public sealed record TeamContactChanged(string? Person) : DomainEvent;

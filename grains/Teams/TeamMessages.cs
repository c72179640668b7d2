using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>Unit → team: you exist. Repeated harmlessly.</summary>
[MessageName("team.registered")]
public sealed record TeamRegistered(
    string Team, string Unit, string UnitPath, string Name, TeamLevel Level, ImmutableArray<string> Fields, ImmutableArray<string> Skills,
    int Capacity, Reach Reach, ImmutableArray<WeeklyHours> Availability, bool SelfOrganised) : Message;

/// <summary>Order's owner → team: an offer, with an answer-by time.</summary>
[MessageName("order.offered")]
public sealed record OrderOffered(string Order, string Need, string Category, Urgency Urgency, int People, TimeSlot? Wanted, DateTimeOffset AnswerBy) : Message;

/// <summary>Order's owner → team: the leader has said yes; keep this time for it. Answered by <see cref="Reserved"/> or <see cref="ReservationRefused"/>.</summary>
/// <param name="Slot">Null: the first free stretch of <paramref name="Duration"/> that ends by <paramref name="NotAfter"/> (or, if there is none, the first at all).</param>
[MessageName("reservation.asked")]
public sealed record ReservationAsked(string Order, string Need, TimeSlot? Slot, TimeSpan Duration, DateTimeOffset? NotAfter, int People) : Message;

/// <summary>Team → order's owner: the time is kept.</summary>
[MessageName("reservation.made")]
public sealed record Reserved(string Order, TimeSlot Slot, int People) : Message;

/// <summary>Team → order's owner: the time cannot be kept, and why (<c>team.full</c>, <c>team.inactive</c>).</summary>
[MessageName("reservation.refused")]
public sealed record ReservationRefused(string Order, string Code) : Message;

/// <summary>Order's owner → team: the offer or order is over (<paramref name="Status"/> in the order's words); whatever was kept for it is free from <paramref name="FreeFrom"/>.</summary>
[MessageName("order.ended")]
public sealed record OrderEnded(string Order, string Status, DateTimeOffset FreeFrom) : Message;

/// <summary>Order's owner → team: work goes on (<c>inService</c>, <c>reported</c>, <c>redo</c>).</summary>
[MessageName("order.moved")]
public sealed record OrderMoved(string Order, string Status) : Message;

/// <summary>Order's owner → team: somebody rated the work. A later rating by the same rater replaces the former: the difference is sent.</summary>
[MessageName("order.rated")]
public sealed record OrderRated(string Order, int SumDelta, int CountDelta) : Message;

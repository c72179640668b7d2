using Practice.Kernel;
using Practice.Shared;

namespace Practice.Needs;

[EventName("need.regraded")]
public sealed record NeedRegraded(Urgency From, Urgency To, string By) : DomainEvent;

[EventName("need.referred")]
public sealed record NeedReferred(string Department, DateTimeOffset ReplyBy, bool Final) : DomainEvent;

[EventName("need.referralReturned")]
public sealed record NeedReferralReturned(string Department) : DomainEvent;

[EventName("need.impossibleProposed")]
public sealed record NeedImpossibleProposed(string By) : DomainEvent;

[EventName("need.impossibleRefused")]
public sealed record NeedImpossibleRefused(string By) : DomainEvent;

[EventName("need.appealed")]
public sealed record NeedAppealed(string To) : DomainEvent;

[EventName("need.appealDecided")]
public sealed record NeedAppealDecided(bool Granted, string? Anew) : DomainEvent;

/// <summary>The level above agrees that it is not possible.</summary>
[EventName("need.closingConfirmed")]
public sealed record NeedClosingConfirmed(string By) : DomainEvent;

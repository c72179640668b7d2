using Practice.Kernel;

namespace Practice.Units;

/// <summary>Unit → level above: a word of yours is owed on this need.</summary>
[MessageName("matter.raised")]
public sealed record MatterRaised(string Kind, string Need, string Category, DateTimeOffset? DueBy) : Message;

/// <summary>Unit → level above: it is no longer owed.</summary>
[MessageName("matter.settled")]
public sealed record MatterSettled(string Kind, string Need) : Message;

[EventName("matter.opened")]
public sealed record MatterOpened(string Need) : DomainEvent;

[EventName("matter.closed")]
public sealed record MatterClosed(string Need) : DomainEvent;

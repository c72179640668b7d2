using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

[EventName("unit.imported")]
public sealed record UnitImported(Level Level, string? Parent) : DomainEvent;

[EventName("unit.reimported")]
public sealed record UnitReimported : DomainEvent;

[EventName("unit.opened")]
public sealed record UnitOpened : DomainEvent;

[EventName("unit.closed")]
public sealed record UnitClosed : DomainEvent;

/// <summary>Which parts of the profile changed; their contents stand in the row.</summary>
[EventName("unit.edited")]
public sealed record UnitEdited(string[] Fields) : DomainEvent;

/// <summary>On the parent: a point was added under it.</summary>
[EventName("unit.pointAdded")]
public sealed record PointAdded(string Point) : DomainEvent;

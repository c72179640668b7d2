using System.Collections.Immutable;
using System.Globalization;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Services;

/// <summary>A session of a standing service; id <c>{service}/{day}</c>, where the day is the one that its recurrence names.</summary>
public sealed record ServiceSession : Item
{
    public required string Service { get; init; }
    public required string Name { get; init; }
    public required string Category { get; init; }
    public required DateOnly Day { get; init; }
    public required TimeSlot Slot { get; init; }
    public string? Team { get; init; }
    public ServiceSessionStatus Status { get; init; }
    public int Served { get; init; }
    public string? Reason { get; init; }
    public string? Note { get; init; }

    /// <summary>The programmes that it was counted for when it was held; a correction corrects these.</summary>
    public ImmutableArray<string> CountedFor { get; init; } = [];

    public override Facets Facets => new(
        Open: Status == ServiceSessionStatus.Planned, Status: Json.Name(Status), Category: Category, Month: YearMonth.Of(Day).ToString(), DueAt: Slot.Until, Text: $"{Id} {Name}");

    public static string IdOf(string service, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{service}/{day:yyyyMMdd}");

    public ServiceSessionView View(DateTimeOffset now) => new(
        Id, Service, Name, Category, Day, Slot.From, Slot.Until, Team, Status, Served, Reason, Note, Status == ServiceSessionStatus.Planned && Slot.Until <= now, Version);
}

using System.Collections.Immutable;

namespace Practice.Settings;

/// <summary>What one unit has configured. A table that is null, or a year that is missing, is inherited. Persisted: rename nothing.</summary>
[GenerateSerializer, Immutable, Alias("unitSettings")]
public sealed record UnitSettings
{
    public static readonly UnitSettings None = new();

    /// <summary>Number of changes so far; a table's version is the number of its latest change.</summary>
    [Id(0)] public long Version { get; init; }

    [Id(1)] public VersionedTable<CategoryTable>? Categories { get; init; }

    [Id(2)] public VersionedTable<SkillTable>? Skills { get; init; }

    [Id(3)] public VersionedTable<TimeLimitTable>? TimeLimits { get; init; }

    /// <summary>Loaded years, in order.</summary>
    [Id(4)] public ImmutableArray<VersionedTable<CalendarTable>> Calendars { get; init; } = [];

    /// <summary>What was done under an Idempotency-Key, oldest first.</summary>
    [Id(5)] public ImmutableArray<TableOutcome> Outcomes { get; init; } = [];

    [Id(6)] public VersionedTable<RankingTable>? Ranking { get; init; }

    [Id(7)] public VersionedTable<LadderTable>? Ladder { get; init; }

    [Id(8)] public VersionedTable<RoutingTable>? Routing { get; init; }

    [Id(9)] public VersionedTable<TemplateTable>? Templates { get; init; }

    /// <summary>What is not yet in force, by when it will be.</summary>
    [Id(10)] public ImmutableArray<VersionedTable<TableSet>> Planned { get; init; } = [];

    [Id(11)] public VersionedTable<VolunteeringTable>? Volunteering { get; init; }

    public VersionedTable<CalendarTable>? Calendar(int year) => Calendars.FirstOrDefault(c => c.Table.Year == year);
}

/// <summary>A table and the change that made it.</summary>
/// <param name="ChangedBy">The account, never a person's name.</param>
[GenerateSerializer, Immutable, Alias("versionedTable`1")]
public sealed record VersionedTable<T>(
    [property: Id(0)] T Table,
    [property: Id(1)] long Version,
    [property: Id(2)] DateTimeOffset ChangedAt,
    [property: Id(3)] string ChangedBy)
{
    /// <summary>The instant from which it holds; null = from its change on.</summary>
    [Id(4)] public DateTimeOffset? EffectiveFrom { get; init; }
}

/// <summary>The tables that hold at a unit.</summary>
/// <param name="Calendars">Loaded years only, in order.</param>
[GenerateSerializer, Immutable, Alias("settingsView")]
public sealed record SettingsView(
    [property: Id(0)] SettingsSection<CategoryTable> Categories,
    [property: Id(1)] SettingsSection<SkillTable> Skills,
    [property: Id(2)] SettingsSection<TimeLimitTable> TimeLimits,
    [property: Id(3)] ImmutableArray<SettingsSection<CalendarTable>> Calendars)
{
    [Id(4)] public SettingsSection<RankingTable>? Ranking { get; init; }

    [Id(5)] public SettingsSection<LadderTable>? Ladder { get; init; }

    [Id(6)] public SettingsSection<RoutingTable>? Routing { get; init; }

    [Id(7)] public SettingsSection<TemplateTable>? Templates { get; init; }

    [Id(8)] public SettingsSection<VolunteeringTable>? Volunteering { get; init; }
}

/// <summary>A table that holds at a unit, and whose it is.</summary>
/// <param name="From">The unit that configured it; null = it comes with the system.</param>
/// <param name="Version">The newest version of the asked unit's own, one that is only planned included, else 0: what <c>If-Match</c> must name.</param>
[GenerateSerializer, Immutable, Alias("settingsSection`1")]
public sealed record SettingsSection<T>([property: Id(0)] T Table, [property: Id(1)] string? From, [property: Id(2)] long Version)
{
    /// <summary>From when it holds, where a day was set.</summary>
    [Id(3)] public DateTimeOffset? EffectiveFrom { get; init; }

    /// <summary>When a planned version of the asked unit's own takes its place.</summary>
    [Id(4)] public DateTimeOffset? NextFrom { get; init; }
}

/// <summary>A change that came with a key. The table is the request's own, so that its version is all there is to remember.</summary>
/// <param name="Key">Scoped by caller.</param>
/// <param name="Fingerprint">Of the request: the same key with another one is <c>idempotency.mismatch</c>.</param>
[GenerateSerializer, Immutable, Alias("tableOutcome")]
public sealed record TableOutcome(
    [property: Id(0)] string Key,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] long Version,
    [property: Id(3)] DateTimeOffset At);

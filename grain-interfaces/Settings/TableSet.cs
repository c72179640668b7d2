using System.Collections.Immutable;

namespace Practice.Settings;

/// <summary>One table of any kind. Law: exactly one member is set.</summary>
[GenerateSerializer, Immutable, Alias("tableSet")]
public sealed record TableSet
{
    [Id(0)] public CategoryTable? Categories { get; init; }

    [Id(1)] public SkillTable? Skills { get; init; }

    [Id(2)] public TimeLimitTable? TimeLimits { get; init; }

    [Id(3)] public CalendarTable? Calendar { get; init; }

    [Id(4)] public RankingTable? Ranking { get; init; }

    [Id(5)] public LadderTable? Ladder { get; init; }

    [Id(6)] public RoutingTable? Routing { get; init; }

    [Id(7)] public TemplateTable? Templates { get; init; }

    [Id(8)] public VolunteeringTable? Volunteering { get; init; }

    /// <summary>No table: the kind that is inherited from then on.</summary>
    [Id(9)] public string? Inherited { get; init; }

    /// <summary>As in the address: <c>time-limits</c>.</summary>
    public string Kind() => this switch
    {
        { Categories: not null } => "categories",
        { Skills: not null } => "skills",
        { TimeLimits: not null } => "time-limits",
        { Calendar: { } calendar } => $"calendars/{calendar.Year}",
        { Ranking: not null } => "ranking",
        { Ladder: not null } => "ladder",
        { Routing: not null } => "routing",
        { Templates: not null } => "templates",
        { Volunteering: not null } => "volunteering",
        { Inherited: { } kind } => kind,
        _ => "",
    };
}

/// <summary>A table to put, and from when it is to hold.</summary>
/// <param name="From">The day at whose beginning it comes into force; null = at once. Calendars have a year of their own and none.</param>
/// <param name="Paths">Paths of the units that a routing catalogue names, as the edge knows them; a unit that does not exist is missing.</param>
[GenerateSerializer, Immutable, Alias("putTable")]
public sealed record PutTable([property: Id(0)] TableSet Table, [property: Id(1)] DateOnly? From = null, [property: Id(2)] ImmutableDictionary<string, string>? Paths = null);

/// <summary>That a table was taken in.</summary>
[GenerateSerializer, Immutable, Alias("tablePut")]
public sealed record TablePut([property: Id(0)] long Version, [property: Id(1)] DateTimeOffset? EffectiveFrom);

/// <summary>What a unit's tables were and will be, newest first.</summary>
/// <remarks>The newest <see cref="Most"/> of each kind are kept.</remarks>
[GenerateSerializer, Immutable, Alias("settingsPast")]
public sealed record SettingsPast
{
    public const int Most = 20;

    [Id(0)] public ImmutableArray<VersionedTable<TableSet>> Tables { get; init; } = [];
}

/// <summary>One version in a unit's history.</summary>
/// <param name="Standing"><c>inForce</c>, <c>planned</c> or <c>past</c>.</param>
[GenerateSerializer, Immutable, Alias("settingsVersion")]
public sealed record SettingsVersion(
    [property: Id(0)] string Kind,
    [property: Id(1)] long Version,
    [property: Id(2)] string Standing,
    [property: Id(3)] DateTimeOffset EffectiveFrom,
    [property: Id(4)] DateTimeOffset ChangedAt,
    [property: Id(5)] string ChangedBy,
    [property: Id(6)] TableSet Table);

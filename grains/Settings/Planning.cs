using System.Collections.Immutable;

namespace Practice.Settings;

/// <summary>Which of a unit's tables hold at an instant, and which were and will be.</summary>
internal static class Planning
{
    public const int MostPlanned = 20;

    public const int FarthestDays = 731;

    /// <summary>The same with what has come into force in its place; the same object where nothing has.</summary>
    public static UnitSettings At(this UnitSettings own, DateTimeOffset now)
    {
        if (own.Planned.All(planned => planned.EffectiveFrom > now))
            return own;
        var result = own with { Planned = [.. own.Planned.Where(planned => planned.EffectiveFrom > now)] };
        return own.Planned.Where(planned => planned.EffectiveFrom <= now).OrderBy(planned => planned.EffectiveFrom).ThenBy(planned => planned.Version).Aggregate(result, Set);
    }

    /// <summary>The same with one table in force.</summary>
    public static UnitSettings Set(UnitSettings own, VersionedTable<TableSet> change)
    {
        VersionedTable<T> As<T>(T table) => new(table, change.Version, change.ChangedAt, change.ChangedBy) { EffectiveFrom = change.EffectiveFrom };
        return change.Table switch
        {
            { Categories: { } t } => own with { Categories = As(t) },
            { Skills: { } t } => own with { Skills = As(t) },
            { TimeLimits: { } t } => own with { TimeLimits = As(t) },
            { Calendar: { } t } => own with { Calendars = [.. own.Calendars.Where(c => c.Table.Year != t.Year).Append(As(t)).OrderBy(c => c.Table.Year)] },
            { Ranking: { } t } => own with { Ranking = As(t) },
            { Ladder: { } t } => own with { Ladder = As(t) },
            { Routing: { } t } => own with { Routing = As(t) },
            { Templates: { } t } => own with { Templates = As(t) },
            { Volunteering: { } t } => own with { Volunteering = As(t) },
            { Inherited: { } kind } => Without(own, kind),
            _ => own,
        };
    }

    /// <summary>The same with nothing of a kind, planned or in force.</summary>
    private static UnitSettings Without(UnitSettings own, string kind)
    {
        own = own with { Planned = [.. own.Planned.Where(planned => planned.Table.Kind() != kind)] };
        return kind switch
        {
            "categories" => own with { Categories = null },
            "skills" => own with { Skills = null },
            "time-limits" => own with { TimeLimits = null },
            "ranking" => own with { Ranking = null },
            "ladder" => own with { Ladder = null },
            "routing" => own with { Routing = null },
            "templates" => own with { Templates = null },
            "volunteering" => own with { Volunteering = null },
            _ => own,
        };
    }

    /// <summary>The tables that hold, of every kind that the unit has of its own.</summary>
    public static IEnumerable<VersionedTable<TableSet>> InForce(this UnitSettings own)
    {
        static VersionedTable<TableSet> As<T>(VersionedTable<T> table, TableSet set) =>
            new(set, table.Version, table.ChangedAt, table.ChangedBy) { EffectiveFrom = table.EffectiveFrom };
        if (own.Categories is { } categories)
            yield return As(categories, new() { Categories = categories.Table });
        if (own.Skills is { } skills)
            yield return As(skills, new() { Skills = skills.Table });
        if (own.TimeLimits is { } limits)
            yield return As(limits, new() { TimeLimits = limits.Table });
        foreach (var calendar in own.Calendars)
            yield return As(calendar, new() { Calendar = calendar.Table });
        if (own.Ranking is { } ranking)
            yield return As(ranking, new() { Ranking = ranking.Table });
        if (own.Ladder is { } ladder)
            yield return As(ladder, new() { Ladder = ladder.Table });
        if (own.Routing is { } routing)
            yield return As(routing, new() { Routing = routing.Table });
        if (own.Templates is { } templates)
            yield return As(templates, new() { Templates = templates.Table });
        if (own.Volunteering is { } volunteering)
            yield return As(volunteering, new() { Volunteering = volunteering.Table });
    }

    /// <summary>The newest version of a kind, planned ones included; 0 = none.</summary>
    public static long Newest(this UnitSettings own, string kind) =>
        own.InForce().Concat(own.Planned).Where(table => table.Table.Kind() == kind).Select(table => table.Version).DefaultIfEmpty(0).Max();

    public static DateTimeOffset? NextFrom(this UnitSettings own, string kind) =>
        own.Planned.Where(planned => planned.Table.Kind() == kind).Min(planned => planned.EffectiveFrom);

    /// <summary>The past with one version more. What an unfinished change left at this number or above is replaced.</summary>
    public static SettingsPast Add(this SettingsPast past, UnitSettings before, VersionedTable<TableSet> change)
    {
        var known = past.Tables.Where(table => table.Version <= before.Version).ToList();
        var numbers = known.Select(table => table.Version).ToHashSet();
        known.AddRange(before.InForce().Where(table => !numbers.Contains(table.Version)));
        return past with
        {
            Tables = [.. known.Append(change).GroupBy(table => table.Table.Kind())
                .SelectMany(kind => kind.OrderByDescending(table => table.Version).Take(SettingsPast.Most)).OrderByDescending(table => table.Version)],
        };
    }

    /// <param name="own">As it holds now: <see cref="At"/>.</param>
    public static ImmutableArray<SettingsVersion> History(UnitSettings own, SettingsPast past, string? kind)
    {
        var inForce = own.InForce().ToDictionary(table => table.Table.Kind(), table => table.Version, StringComparer.Ordinal);
        foreach (var given in past.Tables.Where(table => table.Version <= own.Version && table.Table.Inherited is not null && !inForce.ContainsKey(table.Table.Kind())).GroupBy(table => table.Table.Kind()).ToList())
            inForce[given.Key] = given.Max(table => table.Version);
        var planned = own.Planned.Select(table => table.Version).ToHashSet();
        return
        [
            .. past.Tables.Where(table => table.Version <= own.Version).UnionBy(own.InForce().Concat(own.Planned), table => table.Version)
                .Where(table => kind is null || table.Table.Kind() == kind).OrderByDescending(table => table.Version)
                .Select(table => new SettingsVersion(
                    table.Table.Kind(), table.Version,
                    planned.Contains(table.Version) ? "planned" : inForce.GetValueOrDefault(table.Table.Kind()) == table.Version ? "inForce" : "past",
                    table.EffectiveFrom ?? table.ChangedAt, table.ChangedAt, table.ChangedBy, table.Table)),
        ];
    }
}

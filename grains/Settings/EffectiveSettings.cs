using System.Collections.Immutable;
using System.Text.Json;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;

namespace Practice.Settings;

/// <summary>
/// The tables that hold at a unit, ready for the rules: its own, else its nearest ancestor's, else those that come with the system.
/// </summary>
/// <remarks>Immutable. Calendars are inherited year by year, texts one by one, every other table as a whole.</remarks>
public sealed record EffectiveSettings : ITerms
{
    /// <summary>What comes with the system: the thirteen categories, their skills, the limits of rules §2.4, the years 2025 and 2026.</summary>
    public static readonly EffectiveSettings Default = new(
        Resource<CategoryTable>("categories"), Resource<SkillTable>("skills"), TimeLimits.Default, WorkCalendar.Default);

    private EffectiveSettings(CategoryTable categories, SkillTable skills, TimeLimits limits, WorkCalendar calendar) =>
        (Categories, Skills, TimeLimits, Calendar) = (categories, skills, limits, calendar);

    public CategoryTable Categories { get; private init; }

    public SkillTable Skills { get; private init; }

    public TimeLimits TimeLimits { get; private init; }

    public WorkCalendar Calendar { get; private init; }

    public RankingTable Weights { get; private init; } = RankingTable.Default;

    public Ladder Ladder { get; private init; } = Ladder.Default;

    public RoutingTable Routing { get; private init; } = RoutingTable.Empty;

    public TemplateTable Templates { get; private init; } = TemplateTable.Default;

    public VolunteeringTable Volunteering { get; private init; } = VolunteeringTable.Default;

    TimeLimits ITerms.Limits => TimeLimits;

    /// <summary>The units the tables come from; null = the system.</summary>
    public string? CategoriesFrom { get; private init; }

    public string? SkillsFrom { get; private init; }

    public string? TimeLimitsFrom { get; private init; }

    public string? WeightsFrom { get; private init; }

    public string? LadderFrom { get; private init; }

    public string? RoutingFrom { get; private init; }

    public string? TemplatesFrom { get; private init; }

    public string? VolunteeringFrom { get; private init; }

    public ImmutableDictionary<int, string> CalendarsFrom { get; private init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>What holds at a child of the unit that these hold at; the same object where the child has nothing of its own.</summary>
    public EffectiveSettings With(string unit, UnitSettings own)
    {
        var result = this;
        if (own.Categories is { } categories)
            result = result with { Categories = categories.Table, CategoriesFrom = unit };
        if (own.Skills is { } skills)
            result = result with { Skills = skills.Table, SkillsFrom = unit };
        if (own.TimeLimits is { } limits && TimeTables.Read(limits.Table).Limits is { } read)
            result = result with { TimeLimits = read, TimeLimitsFrom = unit };
        if (own.Ranking is { } ranking)
            result = result with { Weights = ranking.Table, WeightsFrom = unit };
        if (own.Ladder is { } steps && WorkTables.Read(steps.Table).Ladder is { } ladder)
            result = result with { Ladder = ladder, LadderFrom = unit };
        if (own.Routing is { } routing)
            result = result with { Routing = routing.Table, RoutingFrom = unit };
        if (own.Templates is { Table: var texts })
            result = result with
            {
                Templates = new(texts.Station ?? result.Templates.Station, texts.Parent ?? result.Templates.Parent, texts.Team ?? result.Templates.Team, texts.Ladder ?? result.Templates.Ladder),
                TemplatesFrom = unit,
            };
        if (own.Volunteering is { } volunteering)
            result = result with { Volunteering = volunteering.Table, VolunteeringFrom = unit };
        foreach (var calendar in own.Calendars)
            if (TimeTables.Read(calendar.Table, calendar.Table.Year).Year is { } year)
                result = result with { Calendar = result.Calendar.With(year), CalendarsFrom = result.CalendarsFrom.SetItem(year.Year, unit) };
        return result;
    }

    public CategoryTerms? Category(string code) =>
        Categories.Find(code) is { } category
            ? new(code, category.Code, Categories.SkillsFor(code), category.DefaultUrgency, category.Sub(code)?.Name ?? category.Name)
            : null;

    private static T Resource<T>(string name)
    {
        using var stream = typeof(EffectiveSettings).Assembly.GetManifestResourceStream($"Practice.Settings.Defaults.{name}.json")
            ?? throw new InvalidOperationException($"The {name} that come with the system are missing.");
        return JsonSerializer.Deserialize<T>(stream, Json.Persisted)!;
    }
}

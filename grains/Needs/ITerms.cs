using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Settings;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>What a county has set for a unit's work: categories, limits, calendar. Rules read it; it never changes while they do.</summary>
public interface ITerms
{
    WorkCalendar Calendar { get; }

    TimeLimits Limits { get; }

    RankingTable Weights => RankingTable.Default;

    Ladder Ladder => Ladder.Default;

    /// <summary>Empty where nobody has set one up.</summary>
    RoutingTable Routing => RoutingTable.Empty;

    TemplateTable Templates => TemplateTable.Default;

    VolunteeringTable Volunteering => VolunteeringTable.Default;

    /// <summary>The terms of a category or sub-category in force; null for a code nobody has set up.</summary>
    CategoryTerms? Category(string code);
}

/// <param name="Top">The first-level category that statistics count under.</param>
/// <param name="Skills">What a team must be able to do.</param>
/// <param name="Name">What people call it.</param>
public sealed record CategoryTerms(string Code, string Top, ImmutableArray<string> Skills, Urgency DefaultUrgency, string Name = "");

/// <summary>Where an owner gets the terms in force for a path.</summary>
public interface ITermsSource
{
    ValueTask<ITerms> For(string path);
}

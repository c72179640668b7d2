using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Teams;

/// <summary>How a unit comes by its teams (brief, rows 90–93, 101).</summary>
public static class RegistryRules
{
    public static Refusal? Register(Draft draft, ITerms terms, RegisterTeam team, out string id)
    {
        id = "";
        team = team with
        {
            Fields = team.Fields.IsDefault ? [] : team.Fields,
            Skills = team.Skills.IsDefault ? [] : team.Skills,
            Availability = team.Availability.IsDefault ? [] : team.Availability,
        };
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        if (string.IsNullOrWhiteSpace(team.Name) || team.Name.Length > 60)
            return Refusal.Malformed("name.invalid", "A name has 1 to 60 characters.");
        if (team.Capacity is < 1 or > 1000)
            return Refusal.Malformed("capacity.invalid", "1 to 1,000 helpers.");
        if (team.Fields.IsEmpty && team.Skills.IsEmpty)
            return Refusal.Malformed("fields.missing", "A team names at least one field or skill.");
        if (team.Fields.FirstOrDefault(field => terms.Category(field) is null) is { } unknown)
            return Refusal.Rule("category.unknown", $"There is no category '{unknown}' here.");
        if (team.Availability.Any(a => a.Weekday is < 1 or > 7 || a.From < 0 || a.From >= a.Until || a.Until > 1440))
            return Refusal.Malformed("availability.invalid", "Weekday 1 to 7; an interval ends after it begins, by 24:00.");
        if (team.Level is TeamLevel.Corps or TeamLevel.Squad && unit.Level is not (Level.Centre or Level.City))
            return Refusal.Rule("level.notHere", "A corps and its special squads belong to a centre.");

        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Teams = numbers.Teams + 1 };
        id = Ids.Team(unit.Id, numbers.Teams);
        draft.Record(new TeamNumbered(id), numbers);
        draft.Send(Ids.TeamStream(id), new TeamRegistered(id, unit.Id, unit.Path, team.Name.Trim(), team.Level, team.Fields, team.Skills,
            team.Capacity, team.Reach, team.Availability, team.SelfOrganised));
        return null;
    }
}

[EventName("unit.teamNumbered")]
public sealed record TeamNumbered(string Team) : DomainEvent;

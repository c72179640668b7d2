using Practice.Shared;

namespace Practice.Teams;

/// <summary>What a team's profile must keep to, at registration and at every edit.</summary>
public static class TeamProfile
{
    public const int LongestName = 60;
    public const int MostCodes = 50;
    public const int LongestCode = 64;
    public const int MostHelpers = 1_000;
    public const int MostHours = 100;
    public const int MostExceptions = 400;
    public const int MostLeaders = 50;

    /// <summary>Null, or <c>team.invalid</c> with the members that are wrong.</summary>
    public static Refusal? Check(Team team)
    {
        string[] wrong = [.. Wrong(team)];
        return wrong.Length == 0
            ? null
            : new(RefusalKind.Malformed, "team.invalid", $"These members of the team make no sense: {string.Join(", ", wrong)}.", wrong);
    }

    private static IEnumerable<string> Wrong(Team team)
    {
        if (string.IsNullOrWhiteSpace(team.Name) || team.Name.Length > LongestName)
            yield return "name";
        if (!Enum.IsDefined(team.Level))
            yield return "level";
        if ((team.Fields.IsEmpty && team.Skills.IsEmpty) || !AreCodes(team.Fields))
            yield return "fields";
        if (!AreCodes(team.Skills))
            yield return "skills";
        if (team.Capacity is < 1 or > MostHelpers)
            yield return "capacity";
        if (!Enum.IsDefined(team.Reach))
            yield return "reach";
        if (team.Availability.Length > MostHours || !team.Availability.All(AreHours))
            yield return "availability";
        if (team.Exceptions.Length > MostExceptions || !team.Exceptions.All(slot => slot.IsValid))
            yield return "exceptions";
        if (team.Leaders.Length > MostLeaders || team.Leaders.Any(leader => string.IsNullOrWhiteSpace(leader) || leader.Length > 200))
            yield return "leaders";
        if (!Deputies.AreValid(team.Deputies))
            yield return "deputies";
    }

    private static bool AreCodes(IReadOnlyCollection<string> codes) => codes.Count <= MostCodes
        && codes.All(code => !string.IsNullOrEmpty(code) && code.Length <= LongestCode && !code.Any(char.IsWhiteSpace));

    private static bool AreHours(WeeklyHours hours) =>
        hours is { Weekday: >= 1 and <= 7, From: >= 0, Until: <= 1440 } && hours.From < hours.Until;
}

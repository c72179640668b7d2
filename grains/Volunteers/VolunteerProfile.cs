using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>What a volunteer's profile must keep to.</summary>
public static class VolunteerProfile
{
    public const int MostCodes = 50, LongestCode = 64, MostHours = 100, FarthestKm = 500;

    /// <summary>Null, or <c>volunteer.invalid</c> with the members that are wrong.</summary>
    public static Refusal? Check(Volunteer volunteer)
    {
        string[] wrong = [.. Wrong(volunteer)];
        return wrong.Length == 0
            ? null
            : new(RefusalKind.Malformed, "volunteer.invalid", $"These members of the profile make no sense: {string.Join(", ", wrong)}.", wrong);
    }

    private static IEnumerable<string> Wrong(Volunteer volunteer)
    {
        if (!AreCodes(volunteer.Skills))
            yield return "skills";
        if (!AreCodes(volunteer.Fields))
            yield return "fields";
        if (volunteer.Availability.Length > MostHours || volunteer.Availability.Any(hours => hours is not { Weekday: >= 1 and <= 7, From: >= 0, Until: <= 1440 } || hours.From >= hours.Until))
            yield return "availability";
        if (volunteer.RadiusKm is < 1 or > FarthestKm)
            yield return "radiusKm";
    }

    private static bool AreCodes(IReadOnlyCollection<string> codes) => codes.Count <= MostCodes
        && codes.All(code => !string.IsNullOrEmpty(code) && code.Length <= LongestCode && !code.Any(char.IsWhiteSpace));
}

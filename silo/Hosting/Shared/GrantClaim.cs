namespace Practice.Hosting;

/// <summary>How a grant travels in a token: one claim <c>grant</c> a role, with the value <c>role:unit</c>.</summary>
/// <remarks>The unit is a unit's id, a team's id for <c>teamLeader</c>, or <c>*</c>: the whole network.</remarks>
internal static class GrantClaim
{
    public const string Type = "grant";

    /// <summary>The claim with the id of the person behind an account, if there is one.</summary>
    public const string Person = "person";

    /// <summary>The audience of every token of the API.</summary>
    public const string Audience = "practice";

    public const string Operator = "operator";
    public const string TeamLeader = "teamLeader";
    public const string WholeNetwork = "*";

    public static readonly string[] Roles = [TeamLeader, "clerk", "dispatcher", "supervisor", "auditor", Operator];

    public static string Write(string role, string unit) => $"{role}:{unit}";

    /// <summary>False for what is not a known role on something: a token may name roles of a later release.</summary>
    public static bool TryRead(string value, out string role, out string unit)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        (role, unit) = colon < 0 ? (value, "") : (value[..colon], value[(colon + 1)..]);
        return unit.Length > 0 && Roles.Contains(role, StringComparer.Ordinal);
    }
}

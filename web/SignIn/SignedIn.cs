using Practice.Web.Api;

namespace Practice.Web.SignIn;

/// <summary>Whoever is signed in, for the length of one request.</summary>
/// <param name="Token">For the API; never for the browser.</param>
/// <param name="FormMark">What each form of this session carries.</param>
public sealed record SignedIn(string Token, MeView Me, string FormMark)
{
    /// <summary>How the pages call this person.</summary>
    public string Name => Me.Name is { Length: > 0 } name ? name : "";

    public bool IsStaff => Me.Roles.Count > 0;

    /// <summary>Whether one of these roles stands on the unit or above it.</summary>
    public bool Has(UnitView unit, params string[] roles) =>
        Me.Roles.Any(role => roles.Contains(role.Role, StringComparer.Ordinal) && (role.Unit == "*" || role.Unit == unit.Code || unit.Path.Any(above => above.Code == role.Unit)));

    /// <summary>Whether the unit's desk is this person's to work at; others read.</summary>
    public bool Works(UnitView unit) => Has(unit, "clerk", "dispatcher", "operator");
}

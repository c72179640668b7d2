using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>
/// Who may do what where: a role on a unit holds for its subtree, tested by path. An operator may act as any staff role but does not
/// see people's details. Residents act on what is theirs.
/// </summary>
internal sealed class Rights(UnitDirectory directory)
{
    public static readonly Role[] Staff = [Role.Clerk, Role.Dispatcher, Role.Supervisor, Role.Auditor];
    public static readonly Role[] Desk = [Role.Clerk, Role.Dispatcher];

    /// <summary>Null = allowed. An unknown unit is 404 for those who could see it if it were there, which is everybody with any grant.</summary>
    public async ValueTask<Refusal?> Require(Caller caller, string unit, Role[] roles, CancellationToken cancellation)
    {
        if (await directory.PathOf(unit, cancellation) is not { } path)
            return Refusal.NotFound("unit", unit);
        return Holds(caller, path, roles) ? null : Refusal.Forbidden($"This needs the role {string.Join(" or ", roles.Select(Kernel.Json.Name))} on {unit} or above.");
    }

    /// <summary>A team's leader, or the desk of its unit or above.</summary>
    public async ValueTask<Refusal?> RequireTeam(Caller caller, string team, CancellationToken cancellation) =>
        Ids.IsTeam(team) && Leads(caller, team) ? null : await Require(caller, Ids.IsTeam(team) ? Ids.Owner(team) : team, Desk, cancellation);

    public async ValueTask<bool> May(Caller caller, string unit, Role[] roles, CancellationToken cancellation) => await Require(caller, unit, roles, cancellation) is null;

    public static bool Leads(Caller caller, string team) => caller.Grants.Any(grant => grant.Role == Role.TeamLeader && grant.Unit == team);

    public static bool Holds(Caller caller, string path, Role[] roles) => caller.Grants.Any(grant =>
        (grant.Role == Role.Operator || Array.IndexOf(roles, grant.Role) >= 0) && Covers(grant.Unit, path));

    /// <summary>The highest of the caller's units that covers a path with one of the roles.</summary>
    public static string? Standing(Caller caller, string path, Role[] roles) => caller.Grants
        .Where(grant => (grant.Role == Role.Operator || Array.IndexOf(roles, grant.Role) >= 0) && Covers(grant.Unit, path))
        .Select(grant => grant.Unit == "*" ? path.Split('/', StringSplitOptions.RemoveEmptyEntries)[0] : grant.Unit)
        .MinBy(unit => path.IndexOf($"/{unit}/", StringComparison.Ordinal));

    /// <summary>The unit from which the caller acts on a path: the nearest that a role is held on. An operator acts as the unit itself.</summary>
    public static string? Acting(Caller caller, string path, Role[] roles) => caller.Grants
        .Where(grant => (grant.Role == Role.Operator || Array.IndexOf(roles, grant.Role) >= 0) && Covers(grant.Unit, path))
        .Select(grant => grant.Role == Role.Operator ? path.Split('/', StringSplitOptions.RemoveEmptyEntries)[^1] : grant.Unit)
        .MaxBy(unit => path.IndexOf($"/{unit}/", StringComparison.Ordinal));

    private static bool Covers(string unit, string path) => unit == "*" || path.Contains($"/{unit}/", StringComparison.Ordinal);
}

using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>
/// Who may do what where: a role on a unit holds for its subtree, tested by path. An operator may act as any staff role but does not
/// see people's details. Residents act on what is theirs.
/// </summary>
internal sealed class Rights(UnitDirectory directory, IGrainFactory grains, DomainClock clock)
{
    public static readonly Role[] Staff = [Role.Clerk, Role.Dispatcher, Role.Supervisor, Role.Auditor];
    public static readonly Role[] Desk = [Role.Clerk, Role.Dispatcher];

    /// <summary>Null = allowed. An unknown unit is 404 for those who could see it if it were there, which is everybody with any grant.</summary>
    public async ValueTask<Refusal?> Require(Caller caller, string unit, Role[] roles, CancellationToken cancellation)
    {
        if (await directory.PathOf(unit, cancellation) is not { } path)
            return Refusal.NotFound("unit", unit);
        return Holds(caller, path, roles) ? null : Refusal.Forbidden($"This needs the role {string.Join(" or ", roles.Select(Json.Name))} on {unit} or above.");
    }

    /// <summary>A team's leader, or the desk of its unit or above.</summary>
    public async ValueTask<Refusal?> RequireTeam(Caller caller, string team, CancellationToken cancellation) =>
        Ids.IsTeam(team) && Leads(caller, team) ? null : await Require(caller, Ids.IsTeam(team) ? Ids.Owner(team) : team, Desk, cancellation);

    /// <summary>Whoever answers for a team: as <see cref="RequireTeam"/>, or a deputy in his time. A deputy names nobody and edits nothing.</summary>
    public async ValueTask<Refusal?> RequireAnswering(Caller caller, string team, CancellationToken cancellation) =>
        await RequireTeam(caller, team, cancellation) is { } refusal && !await IsDeputy(caller, team) ? refusal : null;

    /// <summary>The team's leader, or a deputy in his time.</summary>
    public async ValueTask<bool> Answers(Caller caller, string team) => Leads(caller, team) || await IsDeputy(caller, team);

    /// <summary>A deputy of the team's leader in his time.</summary>
    public async ValueTask<bool> IsDeputy(Caller caller, string team) => Ids.IsTeam(team) && caller.Subject != Caller.Anonymous.Subject
        && (await grains.Owner<ITeamGrain>(Ids.TeamStream(team)).View()).Value is { } view && view.Deputies.Any(deputy => deputy.Holds(caller, clock.Now));

    /// <summary>A deputy of the unit's head in his time.</summary>
    public async ValueTask<bool> IsUnitDeputy(Caller caller, string unit, CancellationToken cancellation) => await directory.PathOf(unit, cancellation) is not null
        && (await grains.Owner<IUnitGrain>(Ids.UnitStream(unit)).View()).Value is { } view && view.Deputies.Any(deputy => deputy.Holds(caller, clock.Now));

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

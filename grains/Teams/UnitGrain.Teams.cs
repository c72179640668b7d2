using Practice.Shared;
using Practice.Teams;

namespace Practice.Units;

/// <summary>The register of the unit's own teams.</summary>
internal sealed partial class UnitGrain : ITeamRegistryGrain
{
    public async Task<Result<string>> Register(Operation operation, RegisterTeam team)
    {
        await Terms();
        var id = "";
        var registered = await Execute<string>(operation, draft => RegistryRules.Register(draft, _terms, team, out id), () => id, (_, made) => made);
        if (registered.Value is { } made)
            await Delivered(Ids.TeamStream(made));
        return registered;
    }
}

using Practice.Shared;

namespace Practice.Teams;

/// <summary>A unit's register of its own teams.</summary>
[Alias("teamRegistry"), GrainInterfaceType("teamRegistry")]
public interface ITeamRegistryGrain : IGrainWithStringKey
{
    /// <summary>Gives the team its number and brings it into being. Answers the team's id; the team can be read from then on.</summary>
    [Alias("Register")]
    Task<Result<string>> Register(Operation operation, RegisterTeam team);
}

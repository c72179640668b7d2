using Practice.Shared;

namespace Practice.Activities;

/// <summary>The activities that a team or a unit has called into being.</summary>
[GrainInterfaceType("activityRegistry"), Alias("activityRegistry")]
public interface IActivityRegistryGrain : IGrainWithStringKey
{
    /// <summary>Gives a draft its number and brings it into being. Answers its id; it can be read from then on.</summary>
    [Alias("FoundActivity")] Task<Result<string>> FoundActivity(Operation operation, SetActivity content);
}

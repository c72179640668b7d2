using Practice.Activities;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>What a team calls volunteers to.</summary>
internal sealed partial class TeamGrain : IActivityRegistryGrain
{
    public async Task<Result<string>> FoundActivity(Operation operation, SetActivity content)
    {
        if (Known() is { } refusal)
            return refusal;
        await Fetch<Engagement>(content.Order);
        var id = "";
        var founded = await Execute<string>(operation, draft => FoundingRules.ForTeam(draft, Id, content, out id), () => id, (_, made) => made);
        if (founded.Value is { } made)
            await Delivered(Ids.ActivityStream(made));
        return founded;
    }
}

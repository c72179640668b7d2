using Practice.Activities;
using Practice.Shared;

namespace Practice.Units;

/// <summary>What a unit itself calls volunteers to.</summary>
internal sealed partial class UnitGrain : IActivityRegistryGrain
{
    public async Task<Result<string>> FoundActivity(Operation operation, SetActivity content)
    {
        await Terms();
        var id = "";
        var founded = await Execute<string>(operation, draft => FoundingRules.ForUnit(draft, content, out id), () => id, (_, made) => made);
        if (founded.Value is { } made)
            await Delivered(Ids.ActivityStream(made));
        return founded;
    }
}

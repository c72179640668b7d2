using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>Who may do what with an activity: its team's leader or a deputy, the desk of its unit or above; nobody else sees a draft.</summary>
internal static class ActivityAccess
{
    public static IActivityGrain Grain(IGrainFactory grains, string id) => grains.Owner<IActivityGrain>(Ids.ActivityStream(id));

    public static ValueTask<Refusal?> RequireKeeper(this Rights rights, Caller caller, string activity, CancellationToken cancellation) => Ids.TeamOfActivity(activity) is { } team
        ? rights.RequireAnswering(caller, team, cancellation)
        : rights.Require(caller, Ids.UnitOfActivity(activity), Rights.Desk, cancellation);

    /// <summary>The keepers, or any staff of the unit or above.</summary>
    public static async ValueTask<bool> MaySee(this Rights rights, Caller caller, string activity, CancellationToken cancellation) =>
        await rights.May(caller, Ids.UnitOfActivity(activity), Rights.Staff, cancellation) || await rights.RequireKeeper(caller, activity, cancellation) is null;

    /// <summary>A step of the keepers.</summary>
    public static async Task<IResult> ByKeeper<T>(
        string id, HttpContext context, IGrainFactory grains, Rights rights, Func<IActivityGrain, Task<Result<T>>> step, Func<T, long>? version, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        return await rights.RequireKeeper(context.Caller(), id, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Answer.Ok(context, await step(Grain(grains, id)), version);
    }
}

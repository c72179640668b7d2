using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>Two numbers of one person become one, by two people who have looked.</summary>
internal static class MergeEndpoints
{
    private sealed record MergeRequestBody(string? Other, string? Reason);

    public static void MapMerges(this RouteGroupBuilder api)
    {
        var volunteer = api.MapGroup("/volunteers/{id}/merge-requests").WithTags("Volunteers");
        volunteer.MapPost("", Ask).WithSummary("Ask that another number of the same person ends and its service comes here").Produces<MergeView>(201);
        volunteer.MapGet("/{merge}", (string id, string merge, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
            VolunteerEndpoints.On(id, context, volunteers, Rights.Staff, operators: true, async _ => Answer.Ok(context, await Grain(grains, id).ViewMerge(merge)))).WithSummary("What became of it").Produces<MergeView>();
        volunteer.MapPost("/{merge}/decide", Decide).WithSummary("Somebody else decides about it").Produces<MergeView>();
    }

    private static IMergeGrain Grain(IGrainFactory grains, string number) => grains.Owner<IMergeGrain>(Ids.VolunteerStream(number));

    // Whoever asks must have both in his subtree: nobody takes service from somewhere he does not see.
    private static Task<IResult> Ask(string id, [FromBody] MergeRequestBody request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
        VolunteerEndpoints.On(id, context, volunteers, Rights.Desk, operators: false, async _ => !Ids.IsVolunteer(request.Other)
            ? Answer.Malformed("other", "Name the other number of the same person.")
            : await VolunteerEndpoints.On(request.Other!, context, volunteers, Rights.Desk, operators: false, async _ =>
                Answer.Created(context, await Grain(grains, id).AskMerge(context.Operation(request), request.Other!, request.Reason ?? ""), view => $"/api/v1/volunteers/{id}/merge-requests/{view.Id}")));

    private static Task<IResult> Decide(string id, string merge, [FromBody] DecisionRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers) =>
        VolunteerEndpoints.On(id, context, volunteers, [Role.Clerk, Role.Supervisor], operators: true, async _ => request.Allow is { } allow
            ? Answer.Ok(context, await Grain(grains, id).DecideMerge(context.Operation(request), merge, allow))
            : Answer.Malformed("allow", "Say yes or no."));
}

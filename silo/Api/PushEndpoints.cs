using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Persons;
using Practice.Push;
using Practice.Shared;
using Practice.Silo.Hosting;
using Practice.Silo.Push;

namespace Practice.Silo.Api;

/// <summary>推送到工作群和平台: WeCom and DingTalk robots and signed CloudEvents web hooks of a unit or a team. Secrets go in and never come out.</summary>
internal static class PushEndpoints
{
    public static void MapPushTargets(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/push-targets", AddToUnit).WithTags("Push").WithSummary("A robot or web hook that is told of the unit's day; a web hook is asked whether it wants to").Produces<PushTargetView>(201);
        api.MapGet("/units/{code}/push-targets", OfUnit).WithTags("Push").WithSummary("Targets of the unit and its teams, without addresses and secrets").Produces<Page<PushTargetView>>();
        api.MapPost("/teams/{id}/push-targets", AddToTeam).WithTags("Push").WithSummary("A robot or web hook that is told of the team's day").Produces<PushTargetView>(201);
        api.MapGet("/teams/{id}/push-targets", OfTeam).WithTags("Push").WithSummary("Targets of the team").Produces<Page<PushTargetView>>();
        var target = api.MapGroup("/push-targets/{id}").WithTags("Push");
        target.MapGet("", View).WithSummary("One target and how it fares").Produces<PushTargetView>();
        target.MapPatch("", Edit).WithSummary("Another time, other events, a new key; disable, enable").Produces<PushTargetView>();
        target.MapDelete("", Remove).WithSummary("Stop telling it; what waits is given up").Produces<PushTargetView>();
        target.MapPost("/push", Push).WithSummary("Push a text now; without one, today's digest").Produces<DeliveryView>(202);
    }

    /// <param name="Address">A robot's whole address or its key alone; a web hook's address.</param>
    /// <param name="Secret">DingTalk's signature secret; for a web hook 16 to 200 characters that letters are signed with.</param>
    internal sealed record TargetRequest(
        PushKind? Kind, [property: MaxLength(PushTargetRules.LongestName)] string? Name, [property: MaxLength(PushForms.LongestAddress)] string? Address,
        [property: MaxLength(PushForms.LongestSecret)] string? Secret, string? DigestAt, bool? WorkdaysOnly, ImmutableArray<string>? Events);

    internal sealed record TargetEdit(
        [property: MaxLength(PushTargetRules.LongestName)] string? Name, [property: MaxLength(PushForms.LongestAddress)] string? Address,
        [property: MaxLength(PushForms.LongestSecret)] string? Secret, string? DigestAt, bool? WorkdaysOnly, ImmutableArray<string>? Events, bool? Active);

    internal sealed record PushRequest([property: MaxLength(DeliveryRules.LongestContent)] string? Text);

    internal static IPushGrain Grain(IGrainFactory grains, string id) => grains.Owner<IPushGrain>(Ids.UnitStream(Ids.Owner(id)));

    private static async Task<IResult> AddToUnit(
        string code, [FromBody] TargetRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, PushSender sender, PracticeOptions options, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal
            ? Answer.From(refusal)
            : await Add(code, grains.Owner<IPushGrain>(Ids.UnitStream(code)), request, context, vault, sender, options, cancellation);

    private static async Task<IResult> AddToTeam(
        string id, [FromBody] TargetRequest request, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, PushSender sender, PracticeOptions options, CancellationToken cancellation)
    {
        if (await Team(id, context, grains, rights, cancellation) is { } refused)
            return refused;
        return await Add(id, Grain(grains, id), request, context, vault, sender, options, cancellation);
    }

    private static async Task<IResult> Add(
        string of, IPushGrain grain, TargetRequest request, HttpContext context, PersonVault vault, PushSender sender, PracticeOptions options, CancellationToken cancellation)
    {
        if (request.Kind is not { } kind)
            return Answer.Malformed("kind", "One of weCom, dingTalk, webhook.");
        if (PushForms.Read(kind, request.Address, request.Secret, options.Push, out var secret, out var host) is { } wrong)
            return wrong;
        int? perMinute = null;
        if (kind == PushKind.Webhook)
        {
            (var answer, perMinute) = await sender.Confirm(secret.Address, PushForms.Origin(options), cancellation);
            if (answer.Verdict != PushVerdict.Accepted)
                return PushForms.NotWanted(answer);
        }

        var added = await grain.AddTarget(context.Operation(request), new(
            of, kind, request.Name, host, secret.Seal(vault, of), perMinute, request.DigestAt, request.WorkdaysOnly ?? false, request.Events ?? []));
        return Answer.Created(context, added, view => $"/api/v1/push-targets/{view.Id}", view => view.Version);
    }

    private static async Task<IResult> OfUnit(string code, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Results.Ok(new Page<PushTargetView>(await grains.Owner<IPushGrain>(Ids.UnitStream(code)).Targets(), null));

    private static async Task<IResult> OfTeam(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await Team(id, context, grains, rights, cancellation) ?? Results.Ok(new Page<PushTargetView>([.. (await Grain(grains, id).Targets()).Where(target => target.Of == id)], null));

    private static Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, grains, rights, (_, target) => Task.FromResult(Answer.Ok(context, new Result<PushTargetView>(target, null), view => view.Version)), cancellation);

    private static async Task<IResult> Edit(
        string id, [FromBody] TargetEdit edit, HttpContext context, IGrainFactory grains, Rights rights, PersonVault vault, PushSender sender, PracticeOptions options, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        return await On(id, context, grains, rights, async (grain, target) =>
        {
            var command = new EditPushTarget(edit.Name, null, null, null, edit.DigestAt, edit.WorkdaysOnly, edit.Events, edit.Active);
            if (edit.Address is not null || edit.Secret is not null)
            {
                if (PushForms.Read(target.Kind, edit.Address, edit.Secret, options.Push, out var secret, out var host) is { } wrong)
                    return wrong;
                int? perMinute = null;
                if (target.Kind == PushKind.Webhook)
                {
                    (var answer, perMinute) = await sender.Confirm(secret.Address, PushForms.Origin(options), cancellation);
                    if (answer.Verdict != PushVerdict.Accepted)
                        return PushForms.NotWanted(answer);
                }

                command = command with { Host = host, Sealed = secret.Seal(vault, target.Of), PerMinute = perMinute };
            }

            return Answer.Ok(context, await grain.EditTarget(context.Operation(edit), id, command), view => view.Version);
        }, cancellation);
    }

    private static Task<IResult> Remove(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        On(id, context, grains, rights, async (grain, _) => Answer.Ok(context, await grain.RemoveTarget(context.Operation(), id)), cancellation);

    private static Task<IResult> Push(
        string id, [FromBody] PushRequest request, HttpContext context, IGrainFactory grains, Rights rights, Digests digests, DomainClock clock, CancellationToken cancellation) =>
        On(id, context, grains, rights, async (grain, target) =>
        {
            // Whatever somebody writes by hand, numbers and doors do not go into a group.
            var text = request.Text is { } written ? Scrub.Text(written) : await digests.Of(target.Of, ChinaTime.DateOf(clock.Now), cancellation);
            return Answer.Accepted(await grain.Push(context.Operation(request), id, request.Text is null ? Delivery.Digest : Delivery.Message, text ?? ""), view => $"/api/v1/push-targets/{id}/deliveries");
        }, cancellation);

    /// <summary>For the desk of the unit, or the leader of the team, that a target tells of.</summary>
    internal static async Task<IResult> On(
        string id, HttpContext context, IGrainFactory grains, Rights rights, Func<IPushGrain, PushTargetView, Task<IResult>> act, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'H'))
            return Answer.From(Refusal.NotFound("pushTarget", id));
        var desk = await rights.Require(context.Caller(), Ids.Owner(id), Rights.Desk, cancellation);
        if (desk is { Kind: RefusalKind.NotFound })
            return Answer.From(Refusal.NotFound("pushTarget", id));
        var target = await Grain(grains, id).ViewTarget(id);
        if (desk is not null && !(target.Value is { } known && Rights.Leads(context.Caller(), known.Of)))
            return Answer.From(desk);
        if (target.Value is { Status: PushStatus.Removed })
            return Answer.From(Refusal.NotFound("pushTarget", id));
        return target.Value is { } view ? await act(Grain(grains, id), view) : Answer.From(target.Refusal!);
    }

    private static async Task<IResult?> Team(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (!Ids.IsTeam(id))
            return Answer.From(Refusal.NotFound("team", id));
        if (await rights.RequireTeam(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        return (await grains.Owner<Practice.Teams.ITeamGrain>(Ids.TeamStream(id)).View()).Refusal is { } unknown ? Answer.From(unknown) : null;
    }
}

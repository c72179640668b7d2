using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>A place in a session: asked for, given back, checked in to, put right. By the volunteer himself, his guardian or the activity's keepers.</summary>
internal static class PlaceEndpoints
{
    public static void MapPlaces(this RouteGroupBuilder api)
    {
        var session = api.MapGroup("/activities/{id}/sessions/{n:int}").WithTags("Places");
        session.MapPost("/places", SignUp).WithSummary("Ask for a place, with wards and small children; say yes to an offer or an invitation").Produces<PlaceView>(201);
        session.MapPost("/invitations", Invite).WithSummary("Keep seats for named members, who each say yes").Produces<SessionView>();
        session.MapPost("/check-ins", CheckIn).WithSummary("Check in or out by code or by being there, now or told later").Produces<PlaceView>();
        var place = session.MapGroup("/places/{number}");
        place.MapGet("", (string id, int n, string number, HttpContext context, IGrainFactory grains, Rights rights, VolunteerDirectory volunteers, CancellationToken c) =>
            OnPlace(id, n, number, context, grains, rights, volunteers, a => a.ViewPlace(n, number), c)).WithSummary("One place").Produces<PlaceView>();
        place.MapPost("/withdraw", (string id, int n, string number, [FromBody] WithdrawRequest request, HttpContext context, IGrainFactory grains, Rights rights, VolunteerDirectory volunteers, CancellationToken c) =>
            OnPlace(id, n, number, context, grains, rights, volunteers, a => a.Withdraw(context.Operation(request), n, number, request.Reason), c)).WithSummary("Give it back, or say no").Produces<PlaceView>();
        place.MapPost("/correction", (string id, int n, string number, [FromBody] PlaceCorrectionRequest request, HttpContext context, IGrainFactory grains, Rights rights, VolunteerDirectory volunteers, CancellationToken c) =>
            OnPlace(id, n, number, context, grains, rights, volunteers, a => a.Correct(context.Operation(request), n, number, new(request.Minutes ?? -1, request.Reason ?? "")), c)).WithSummary("Propose other minutes for a settled place").Produces<PlaceView>();
        place.MapPost("/correction/decide", Decide).WithSummary("Decide about a correction that another has proposed").Produces<PlaceView>();
    }

    /// <param name="Position">May be left out where there is one.</param>
    /// <param name="Wards">Numbers of minors who take part together with their guardian.</param>
    /// <param name="Children">Children under eight whom he brings.</param>
    internal sealed record SignUpRequest(string? Position, ImmutableArray<string>? Wards, int? Children);

    internal sealed record WithdrawRequest(string? Reason);

    internal sealed record PlaceCorrectionRequest(int? Minutes, string? Reason);

    internal sealed record PlaceDecisionRequest(bool? Granted);

    internal sealed record InvitationRequest(string? Position, ImmutableArray<string>? Volunteers);

    /// <param name="Volunteer">A ward whose place was asked for together; otherwise the caller.</param>
    /// <param name="At">The device's own time, where it was out of reach.</param>
    internal sealed record CheckInRequest(bool? Out, string? Code, Place? Where, string? Device, DateTimeOffset? At, string? Volunteer);

    private static readonly Refusal NoVolunteer = Refusal.Rule("volunteer.none", "Places are for volunteers: become one first (POST /me/volunteer).");

    // A calendar keeps the time before the activity is asked, so that nobody is in two places; what became of it the calendar is told.
    private static async Task<IResult> SignUp(
        string id, int n, [FromBody] SignUpRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        if (await volunteers.NumberOf(context.Caller(), cancellation) is not { } number)
            return Answer.From(NoVolunteer);
        var wards = request.Wards is { IsDefault: false } named ? named : [];
        if (wards.Length > 9 || wards.Any(ward => !Ids.IsVolunteer(ward) || ward == number))
            return Answer.Malformed("wards", "Up to nine wards, by their volunteer numbers.");
        var children = request.Children ?? 0;
        if (children is < 0 or > PlaceRules.MostChildren)
            return Answer.Malformed("children", $"Up to {PlaceRules.MostChildren} small children.");

        // Nobody is signed up by another but a minor by his guardian (条例 §25).
        foreach (var ward in wards)
            if ((await volunteers.Grain(ward).View()).Value is not { Minor: true, GuardianPerson: { } guardian } || guardian != context.Caller().Person)
                return Answer.From(Refusal.Rule("guardian.notYours", "Only a minor's guardian signs him up.", ward));
        var activity = ActivityAccess.Grain(grains, id);
        var asked = await activity.Ask(n, request.Position, number);
        if (asked.Value is not { } ask)
            return Answer.From(asked.Refusal!);

        var cards = new List<PlaceCard>();
        foreach (var who in wards.Prepend(number))
        {
            var held = await Holder(grains, who).Hold(new(context.Caller()), who == number ? ask : ask with { Guardian = number });
            if (held.Refusal is { Code: "place.given" } && who == number && await Party(activity, n, number, wards, children) is { } there)
                return Answer.Ok(context, there, Version);
            if (held.Value is not { } card)
                return Answer.From(held.Refusal!);
            cards.Add(card);
        }

        var given = await activity.SignUp(context.Operation(request), n, new([.. cards], children));
        if (given.Value is { State: PlaceState.Refused } refused)
            return Answer.From(Refused(refused.Code!, id, n));
        return given.Value is { } view
            ? Answer.Created(context, given with { Value = view with { Near = cards[0].Near } }, v => $"/api/v1/activities/{id}/sessions/{n}/places/{v.Volunteer}", Version)
            : Answer.From(given.Refusal!);
    }

    /// <summary>The place there is, if it is of the very party that asks again.</summary>
    private static async Task<Result<PlaceView>?> Party(IActivityGrain activity, int n, string number, ImmutableArray<string> wards, int children)
    {
        foreach (var ward in wards)
            if ((await activity.ViewPlace(n, ward)).Value is not { State: PlaceState.Given, Guardian: { } guardian } || guardian != number)
                return null;
        var own = await activity.ViewPlace(n, number);
        return own.Value?.Seats == 1 + children ? own : null;
    }

    private static async Task<IResult> Invite(
        string id, int n, [FromBody] InvitationRequest request, HttpContext context, IGrainFactory grains, Rights rights, VolunteerDirectory volunteers, UnitDirectory directory, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        if (await rights.RequireKeeper(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        var named = request.Volunteers is { IsDefault: false } given ? given : [];
        if (named.IsEmpty || named.Length > PlaceRules.MostInvited || named.Any(number => !Ids.IsVolunteer(number)))
            return Answer.Malformed("volunteers", $"1 to {PlaceRules.MostInvited} volunteer numbers.");
        var (team, path) = (Ids.TeamOfActivity(id), await directory.PathOf(Ids.UnitOfActivity(id), cancellation));
        foreach (var number in named)
            if ((await volunteers.Grain(number).View()).Value is not { } view || !(team is null ? view.UnitPath.StartsWith(path!, StringComparison.Ordinal) : view.Teams.Any(m => m.Team == team && m.State == "active")))
                return Answer.From(Refusal.Rule("volunteer.notMember", "Only members of the team, or volunteers of the unit, are invited.", number));
        return Answer.Ok(context, await ActivityAccess.Grain(grains, id).Invite(context.Operation(request), n, new(request.Position ?? "", named)), view => view.Version);
    }

    private static async Task<IResult> CheckIn(
        string id, int n, [FromBody] CheckInRequest request, HttpContext context, IGrainFactory grains, VolunteerDirectory volunteers, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        if (await volunteers.NumberOf(context.Caller(), cancellation) is not { } own)
            return Answer.From(NoVolunteer);
        if (request.At is { Year: < 2000 or >= 2200 })
            return Answer.Malformed("at", "A time lies between 2000 and 2200.");
        var (number, activity) = (request.Volunteer ?? own, ActivityAccess.Grain(grains, id));
        if (number != own && (!Ids.IsVolunteer(number) || (await activity.ViewPlace(n, number)).Value?.Guardian != own))
            return Answer.From(Refusal.Forbidden("Only one's own wards are checked in by one's device."));
        var told = new CheckIn(number, request.Out ?? false, string.IsNullOrWhiteSpace(request.Code) ? null : request.Code, request.Where, request.Device, request.At);
        return Answer.Ok(context, await activity.CheckIn(context.Operation(request), n, told), Version);
    }

    private static async Task<IResult> Decide(
        string id, int n, string number, [FromBody] PlaceDecisionRequest request, HttpContext context, IGrainFactory grains, Rights rights, VolunteerDirectory volunteers, CancellationToken cancellation)
    {
        if (request.Granted is not { } granted)
            return Answer.Malformed("granted", "Say whether these minutes stand.");
        var own = await volunteers.NumberOf(context.Caller(), cancellation) == number;
        return await ActivityAccess.ByKeeper(id, context, grains, rights, async activity => own
            ? new Refusal(RefusalKind.Forbidden, "correction.own", "Nobody decides about the own service.")
            : await activity.DecideCorrection(context.Operation(request), n, number, granted), Version, cancellation);
    }

    // The volunteer himself, the guardian he is there with, or the activity's keepers.
    private static async Task<IResult> OnPlace(
        string id, int n, string number, HttpContext context, IGrainFactory grains, Rights rights, VolunteerDirectory volunteers, Func<IActivityGrain, Task<Result<PlaceView>>> step, CancellationToken cancellation)
    {
        if (!Ids.IsActivity(id))
            return Answer.From(Refusal.NotFound("activity", id));
        var activity = ActivityAccess.Grain(grains, id);
        var own = await volunteers.NumberOf(context.Caller(), cancellation);
        var mine = own is not null && (own == number || (await activity.ViewPlace(n, number)).Value?.Guardian == own);
        if (!mine && await rights.RequireKeeper(context.Caller(), id, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await step(activity), Version);
    }

    private static Refusal Refused(string code, string id, int n) => code is "session.full" or "session.closed" or "session.moved" or "hold.over" or "signUp.notYet"
        ? Refusal.Conflict(code, $"There is no place to be had in {Ids.Session(id, n)} now.")
        : Refusal.Rule(code, $"What {Ids.Session(id, n)} asks for is not there.");

    private static long Version(PlaceView view) => view.Version;

    private static IPlaceHolderGrain Holder(IGrainFactory grains, string number) => grains.Owner<IPlaceHolderGrain>(Ids.VolunteerStream(number));
}

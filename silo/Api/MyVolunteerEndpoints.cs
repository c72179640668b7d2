using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Practice.Hosting;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>A person becomes a volunteer, and sees and changes the own profile.</summary>
internal static class MyVolunteerEndpoints
{
    public static void MapMyVolunteer(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me/volunteer").WithTags("Me");
        me.MapPost("", Register).WithSummary("Become a volunteer").Produces<OwnVolunteerView>(201);
        me.MapGet("", View).WithSummary("The own profile, in the clear").Produces<OwnVolunteerView>();
        me.MapPatch("", Edit).WithSummary("Change the own profile").Produces<OwnVolunteerView>();
        me.MapGet("/accesses", Accesses).WithSummary("Who has seen one's details, newest first").Produces<Page<AccessView>>();
        me.MapPut("/consents", Consent).WithSummary("Give a consent by the version of its text, or take it back").Produces<VolunteerView>();
        me.MapPost("/guardian-code", GuardianCode).WithSummary("A minor: a code for the guardian, good for three days").Produces<GuardianCode>();
        me.MapGet("/calendar", Calendar).WithSummary("Sessions that the own time is kept for").Produces<Page<CalendarEntryView>>();
    }

    private static async Task<IResult> Register(
        [FromBody] VolunteerRequest request, HttpContext context, VolunteerDirectory volunteers, VolunteerForms forms, UnitDirectory units, CancellationToken cancellation) =>
        context.Caller().Person is { } person
            ? await Enrol(context, volunteers, units, forms, request, volunteers.SubjectOf(person), (details, path) => new()
            {
                Person = person, Subject = volunteers.SubjectOf(person), Unit = request.Unit!, UnitPath = path, Details = details, Skills = request.Skills ?? [], Fields = request.Fields ?? [],
                Availability = request.Availability ?? [], RadiusKm = request.RadiusKm, NoticeVersion = request.Notice ?? "",
            }, "/api/v1/me/volunteer", cancellation)
            : Answer.From(Refusal.Rule("person.missing", "A program is nobody: sign in as a person."));

    /// <summary>The document first, then the number, then the profile: each may be repeated, so that a crash between them costs another call.</summary>
    internal static async Task<IResult> Enrol(
        HttpContext context, VolunteerDirectory volunteers, UnitDirectory units, VolunteerForms forms, VolunteerRequest request, string subject,
        Func<SealedVolunteer, string, RegisterVolunteer> register, string location, CancellationToken cancellation)
    {
        if (forms.Seal(request, null, PersonVault.NewReference(), out var details, out _) is { } malformed)
            return Answer.From(malformed);
        var (path, county, homeless) = await Home(units, request.Unit, cancellation);
        if (homeless is not null)
            return Answer.From(homeless);

        var quiet = new Operation(context.Caller());
        var number = await volunteers.NumberOf(subject, cancellation);
        var known = number is not null && (await volunteers.Grain(number).View()).Value is not null;
        string? held = null;
        WaitingProfile? waiting = null;
        if (!known)
        {
            string? profile = null;
            if (details!.DocumentHash is { } document)
            {
                // What waits for a document is had by whoever has its telephone too: the account's proved one, not what he writes.
                if ((waiting = await volunteers.Waiting(document, cancellation)) is not null && !Proves(context, waiting))
                    return Answer.From(Refusal.Conflict("identity.taken", "Somebody is entered with this document under another telephone. If it is yours, ask a station."));
                var taken = await volunteers.Claims(document).Take(quiet, document, subject);
                if (taken.Refusal is { } refusal)
                    return Answer.From(refusal);
                (held, profile) = (document, taken.Value!.Number);
            }

            var enrolled = await volunteers.Claims(subject).Enrol(quiet, subject, county!, profile);
            if (enrolled.Refusal is { } no)
                return Answer.From(no);
            number = enrolled.Value!.Number;
        }

        var claims = waiting is not null && waiting.Number == number;
        var registered = await volunteers.Grain(number!).Register(context.Operation(request), register(details!, path!) with { Claims = claims });
        if (registered.Refusal is not null && held is not null)
            await volunteers.LetGo(quiet, number!, held, subject);
        if (registered.Value is { } joined && claims && waiting!.Team is { } team)
            await volunteers.AskTeam(quiet, team, joined);
        return registered.Value is { } view
            ? await Shown(context, volunteers, view, cancellation, location)
            : Answer.From(registered.Refusal!);
    }

    private static bool Proves(HttpContext context, WaitingProfile waiting) =>
        context.User.FindFirst(PhoneProof.Claim)?.Value is { } proof && proof == PhoneProof.Of(context.Caller().Person, waiting.Phone);

    /// <summary>Where a person lives: a county or below.</summary>
    internal static async Task<(string? Path, string? County, Refusal? Refusal)> Home(UnitDirectory units, string? unit, CancellationToken cancellation) =>
        unit is null || await units.PathOf(unit, cancellation) is not { } path ? (null, null, Refusal.Rule("unit.notFound", $"There is no unit '{unit}'."))
        : path.Split('/', StringSplitOptions.RemoveEmptyEntries) is not [_, var county, ..] ? (null, null, Refusal.Rule("unit.tooHigh", "Name the village, town or county where the person lives."))
        : (path, county, null);

    private static Task<IResult> View(HttpContext context, VolunteerDirectory volunteers, CancellationToken cancellation) =>
        Own(context, volunteers, async number => await volunteers.Grain(number).View() is { Value: { } view } ? await Shown(context, volunteers, view, cancellation) : None(), cancellation);

    private static Task<IResult> Edit([FromBody] VolunteerRequest request, HttpContext context, VolunteerDirectory volunteers, VolunteerForms forms, UnitDirectory units, CancellationToken cancellation) =>
        context.LacksIfMatch() ? Task.FromResult(Answer.IfMatchMissing()) : Own(context, volunteers, async number =>
        {
            var refs = await volunteers.Grain(number).DetailsRef(new(context.Caller()), null, null);
            if (refs.Value is not { } at || await volunteers.Open(at, cancellation) is not { } open)
                return None();
            return await Change(context, volunteers, forms, units, number, at, open.Details, request, at.Subject ?? volunteers.SubjectOf(context.Caller().Person!), cancellation);
        }, cancellation);

    private static async Task<IResult> Change(
        HttpContext context, VolunteerDirectory volunteers, VolunteerForms forms, UnitDirectory units, string number, DetailsRefs at, VolunteerDetails known,
        VolunteerRequest request, string subject, CancellationToken cancellation)
    {
        if (forms.Seal(request, known, at.Person, out var details, out var after) is { } malformed)
            return Answer.From(malformed);
        var (path, _, homeless) = request.Unit is null ? default : await Home(units, request.Unit, cancellation);
        if (homeless is not null)
            return Answer.From(homeless);

        // The new one is taken before the profile says so; the old one the profile lets go by itself.
        var (quiet, document) = (new Operation(context.Caller()), request.Document is null ? null : forms.DocumentHash(after));
        var another = document is not null && document != at.Document;
        if (another && await volunteers.Waiting(document!, cancellation) is not null)
            return Answer.From(Refusal.Conflict("identity.taken", "Somebody is entered with this document. If it is yours, ask a station to take that back."));
        if (another && (await volunteers.Claims(document!).Take(quiet, document!, subject)).Refusal is { } taken)
            return Answer.From(taken);
        var edited = await volunteers.Grain(number).Edit(context.Operation(request), new()
        {
            Details = after == known && !another ? null : details, Seen = at.Version, Unit = request.Unit, UnitPath = path, Skills = request.Skills, Fields = request.Fields,
            Availability = request.Availability, RadiusKm = request.RadiusKm,
        });
        if (edited.Refusal is not null && another)
            await volunteers.LetGo(quiet, number, document!, subject);
        return edited.Value is { } view ? await Shown(context, volunteers, view, cancellation) : Answer.From(edited.Refusal!);
    }

    private static Task<IResult> Accesses(HttpContext context, VolunteerDirectory volunteers, IUnitStore store, CancellationToken cancellation, int? limit = null, string? after = null) =>
        Own(context, volunteers, number => AccessesOf(store, number, limit, after, cancellation), cancellation);

    internal static async Task<IResult> AccessesOf(IUnitStore store, string number, int? limit, string? after, CancellationToken cancellation)
    {
        var page = await store.Search(new() { Kind = "access", Stream = Ids.VolunteerStream(number), After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Results.Ok(new Page<AccessView>([.. page.Items.Select(row => VolunteerViews.Of(ItemKinds.Read<Access>(row)))], page.Next));
    }

    private static Task<IResult> Consent([FromBody] ConsentRequest request, HttpContext context, VolunteerDirectory volunteers, CancellationToken cancellation) =>
        Own(context, volunteers, async number => request.Purpose is { } purpose
            ? Answer.Ok(context, await volunteers.Grain(number).PutConsent(context.Operation(request), purpose, request.TextVersion), view => view.Version)
            : Answer.Malformed("purpose", "A consent has a purpose."), cancellation);

    // Shown once and kept as a keyed hash. A repeat with the same key makes another code, and the newest counts.
    private static Task<IResult> GuardianCode(HttpContext context, VolunteerDirectory volunteers, PersonVault vault, CancellationToken cancellation) =>
        Own(context, volunteers, async number =>
        {
            var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", System.Globalization.CultureInfo.InvariantCulture);
            var asked = await volunteers.Grain(number).AskGuardian(new(context.Caller()), vault.LinkHash(number, code));
            context.Response.Headers.CacheControl = "no-store";
            return asked.Refusal is { } refusal ? Answer.From(refusal) : Results.Ok(new GuardianCode(number, code));
        }, cancellation);

    private static Task<IResult> Calendar(HttpContext context, VolunteerDirectory volunteers, DomainClock clock, CancellationToken cancellation, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        Own(context, volunteers, async number =>
        {
            var begin = from ?? clock.Now;
            if (begin.Year is < 2000 or >= 2200)
                return Answer.Malformed("from", "A time lies between 2000 and 2200.");
            var entries = await volunteers.Grain(number).Calendar(begin, until ?? begin.AddDays(60));
            return entries.Refusal is { } refusal ? Answer.From(refusal) : Results.Ok(new Page<CalendarEntryView>(entries.Value, null));
        }, cancellation);

    internal static async Task<IResult> Own(HttpContext context, VolunteerDirectory volunteers, Func<string, Task<IResult>> act, CancellationToken cancellation) =>
        await volunteers.NumberOf(context.Caller(), cancellation) is { } number ? await act(number) : None();

    internal static IResult None() => Answer.From(Refusal.NotFound("volunteer", "me"));

    /// <summary>The profile with its details opened: for the person, or the guardian, alone.</summary>
    internal static async Task<IResult> Shown(HttpContext context, VolunteerDirectory volunteers, VolunteerView view, CancellationToken cancellation, string? created = null)
    {
        var refs = await volunteers.Grain(view.Number).DetailsRef(new(context.Caller()), null, null);
        if (refs.Value is not { } at)
            return Answer.From(refs.Refusal!);
        if (await volunteers.Open(at, cancellation) is not { } open)
            return None();
        context.Response.Headers.CacheControl = "no-store";
        var own = new Result<OwnVolunteerView>(new(view, open.Details, open.Guardian), null);
        return created is null ? Answer.Ok(context, own, v => v.Profile.Version) : Answer.Created(context, own, _ => created, v => v.Profile.Version);
    }
}

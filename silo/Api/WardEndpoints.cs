using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>Guardians and the minors they answer for (rules §1.2).</summary>
internal static class WardEndpoints
{
    public static void MapWards(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me/wards").WithTags("Me");
        me.MapPost("", Register).WithSummary("Register a child of 8 to 17 as a volunteer").Produces<OwnVolunteerView>(201);
        me.MapGet("", List).WithSummary("The minors one answers for").Produces<Page<VolunteerView>>();
        me.MapPost("/take", Take).WithSummary("Consent for a minor, with the code that the minor was given").Produces<VolunteerView>();
        me.MapGet("/{id}", View).WithSummary("One of them, in the clear").Produces<OwnVolunteerView>();
        me.MapPost("/{id}/consents", Consent).WithSummary("Let the minor take part in one activity").Produces<VolunteerView>();
    }

    private static async Task<IResult> Register(
        [FromBody] WardRequest request, HttpContext context, VolunteerDirectory volunteers, VolunteerForms forms, UnitDirectory units, DomainClock clock, CancellationToken cancellation)
    {
        if (context.Caller().Person is not { } person)
            return Answer.From(Refusal.Rule("person.missing", "A program is nobody: sign in as a person."));
        if (request.Child is not { } child)
            return Answer.Malformed("child", "Say who the child is.");
        if (forms.Read(child.Document, out var document) is { } wrong)
            return Answer.From(wrong);
        if (forms.Seal(request.Guardian, person, out var guardian) is { } malformed)
            return Answer.From(malformed);
        if (document is not { } paper || (paper.Identity?.Born ?? child.Birth) is not { } born)
            return Answer.Malformed("document", "A child is registered with a document and a birth date.");
        if (Ages.On(born, Calendars.ChinaTime.DateOf(clock.Now)) >= Ages.Adult)
            return Answer.From(Refusal.Rule("age.adult", "An adult registers himself."));
        var subject = volunteers.WardOf(forms.DocumentHash(paper.Type, paper.Number));
        return await MyVolunteerEndpoints.Enrol(context, volunteers, units, forms, child, subject, (details, path) => new()
        {
            Subject = subject, Unit = child.Unit!, UnitPath = path, Details = details, Guardian = guardian, Skills = child.Skills ?? [], Fields = child.Fields ?? [],
            Availability = child.Availability ?? [], RadiusKm = child.RadiusKm, NoticeVersion = child.Notice ?? "", ChildRulesVersion = request.ChildRules,
        }, "/api/v1/me/wards", cancellation);
    }

    private static async Task<IResult> List(HttpContext context, IUnitStore store, VolunteerDirectory volunteers, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (context.Caller().Person is not { } person)
            return Results.Ok(new Page<VolunteerView>([], null));
        var page = await store.Search(new() { Kind = "volunteer", Words = person, After = after, Limit = Paging.Clamp(limit) }, cancellation);

        // Each is asked: by the birth date alone it is known whether there is still a guardian.
        var asked = await Task.WhenAll(page.Items.Select(row => ItemKinds.Read<Volunteer>(row)).Where(volunteer => volunteer.Guardian?.Person == person).Select(volunteer => volunteers.Grain(volunteer.Id).View()));
        return Results.Ok(new Page<VolunteerView>([.. asked.Select(answer => answer.Value).OfType<VolunteerView>().Where(view => view.GuardianPerson == person)], page.Next));
    }

    private static async Task<IResult> Take(
        [FromBody] TakeWardRequest request, HttpContext context, VolunteerDirectory volunteers, VolunteerForms forms, PersonVault vault, CancellationToken cancellation)
    {
        if (context.Caller().Person is not { } person)
            return Answer.From(Refusal.Rule("person.missing", "A program is nobody: sign in as a person."));
        if (forms.Seal(request.Guardian, person, out var guardian) is { } malformed)
            return Answer.From(malformed);
        if (!Ids.IsVolunteer(request.Number))
            return Answer.From(GuardianRules.Wrong);
        return Answer.Ok(context, await volunteers.Grain(request.Number!).PutGuardian(context.Operation(request),
            new(guardian, request.Notice ?? "", request.ChildRules, vault.LinkHash(request.Number!, request.Code ?? ""), null)), view => view.Version);
    }

    private static Task<IResult> View(string id, HttpContext context, VolunteerDirectory volunteers, CancellationToken cancellation) =>
        Ward(id, context, volunteers, view => MyVolunteerEndpoints.Shown(context, volunteers, view, cancellation));

    private static Task<IResult> Consent(string id, [FromBody] WardConsentRequest request, HttpContext context, VolunteerDirectory volunteers) =>
        Ward(id, context, volunteers, async _ => string.IsNullOrWhiteSpace(request.Activity) || request.Activity.Length > 80
            ? Answer.Malformed("activity", "Name the activity.")
            : Answer.Ok(context, await volunteers.Grain(id).ConsentToActivity(context.Operation(request), request.Activity), view => view.Version));

    // Whoever is not the guardian does not learn that there is such a minor.
    internal static async Task<IResult> Ward(string id, HttpContext context, VolunteerDirectory volunteers, Func<VolunteerView, Task<IResult>> act) =>
        Ids.IsVolunteer(id) && (await volunteers.Grain(id).View()).Value is { } view && view.GuardianPerson is { } person && person == context.Caller().Person
            ? await act(view)
            : Answer.From(Refusal.NotFound("volunteer", id));
}

using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>What suits a volunteer, one activity, a place in it: asked for, given back, checked in to; and the calendar of them all.</summary>
internal static class PlacesEndpoints
{
    private const int Most = 100, MostSuggested = 30;

    public static void MapVolunteerPlaces(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/volunteer/for-me", PageHosting.Reads, ForMe);
        app.MapMethods("/volunteer/calendar", PageHosting.Reads, Calendar);
        app.MapMethods("/volunteer/activities/{id}", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string? n = null, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => One(own, api, time, words, who, id, PocketAddress.Number(n), null, c)));
        app.MapPost("/volunteer/activities/{id}/{n}/{step}", Step);
        app.MapMethods("/volunteer/activities/{id}/{n}/check-in", PageHosting.Reads, (OwnApi own, TimeProvider time, HttpContext context, string id, string n, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Door(own, time, words, who, id, PocketAddress.Number(n), null, c)));
        app.MapPost("/volunteer/activities/{id}/{n}/check-in", CheckIn);
    }

    private static Task<IResult> ForMe(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Read(context, lang, async (words, who) =>
        {
            if (await own.Find<OwnVolunteerView>(who, "me/volunteer", cancellation) is not { } me) return PageAnswers.Show<ForMePage>(new { W = words, Now = time.GetUtcNow() });
            var (found, home) = (own.Get<ListPage<SuggestionView>>(who, $"me/activities/for-me?limit={MostSuggested}", cancellation), api.Unit(me.Profile.Unit, cancellation));
            await Task.WhenAll(found, home);
            if ((await found).Value is not { } page) return DeskPages.Refused(words, (await found).Problem!);
            var suggested = page.Items ?? [];

            // Nobody is kept from asking for another: the county's list stands below.
            var county = (await home)?.County ?? me.Profile.Unit;
            var others = (await own.Find<ListPage<ActivityView>>(who, $"public/units/{county}/activities?limit=50", cancellation))?.Items ?? [];
            var names = await api.Names([.. suggested.Select(one => one.Unit).Concat(others.Select(one => one.Unit)).Distinct()], cancellation);
            return PageAnswers.Show<ForMePage>(new
            {
                W = words, IsVolunteer = true, Waits = me.Profile.Status == "awaitingGuardian", Suggested = suggested, Others = (IReadOnlyList<ActivityView>)[.. others.Where(one => suggested.All(known => known.Activity != one.Id))], Names = names, Now = time.GetUtcNow(),
            });
        });

    private static Task<IResult> Calendar(OwnApi own, TimeProvider time, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Read(context, lang, async (words, who) =>
            PageAnswers.Show<CalendarPage>(new { W = words, Places = await Mine(own, who, time, cancellation), Now = time.GetUtcNow() }));

    private static Task<IResult> Step(
        OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string n, string step, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (!PocketAddress.IsActivity(id) || PocketAddress.Number(n) is not { } session) return PageAnswers.NotFound(words);
            var address = $"activities/{id}/sessions/{session}/places";
            var done = step switch
            {
                "sign-up" => await own.Send<SeatView>(who, HttpMethod.Post, address, new { position = form.Line("position", 60), wards = form.All("wards").Where(PocketAddress.IsVolunteer).ToArray(), children = form.Number("children") }, form.Key, cancellation),
                "withdraw" when await Own(own, who, cancellation) is { } number => await own.Send<SeatView>(who, HttpMethod.Post, $"{address}/{number}/withdraw", new { reason = form.Line("reason", 200) }, form.Key, cancellation),
                "consent" when PocketAddress.IsVolunteer(form.Raw("ward")) => Told(await own.Send<VolunteerView>(who, HttpMethod.Post, $"me/wards/{form.Raw("ward")}/consents", new { activity = id }, form.Key, cancellation)),
                _ => new(null, new("place.notFound", 404, null)),
            };
            if (done.Problem is { } problem) return await One(own, api, time, words, who, id, session, problem, cancellation);
            return new SeeOther(words.To($"/volunteer/activities/{id}?n={session}&done=place-{(step == "consent" ? "consent" : done.Value?.State)}"));
        });

    private static Task<IResult> CheckIn(OwnApi own, TimeProvider time, HttpContext context, string id, string n, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (!PocketAddress.IsActivity(id) || PocketAddress.Number(n) is not { } session) return PageAnswers.NotFound(words);
            var leaves = form.Is("out");
            var code = PocketAddress.Digits(form.Line("code", 20));
            var told = code.Length == 0
                ? new(null, new("code.missing", 422, null))
                : await own.Send<SeatView>(who, HttpMethod.Post, $"activities/{id}/sessions/{session}/check-ins", new { @out = leaves, code }, form.Key, cancellation);
            return told.Problem is { } problem
                ? await Door(own, time, words, who, id, session, problem, cancellation)
                : new SeeOther(words.To($"/volunteer/activities/{id}/{session}/check-in?done={(leaves ? "checked-out" : "checked-in")}"));
        });

    private static async Task<IResult> One(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, string id, int? n, ProblemView? trouble, CancellationToken cancellation)
    {
        if (!PocketAddress.IsActivity(id)) return PageAnswers.NotFound(words);
        var (activity, places, wards) = (own.Get<ActivityView>(who, $"activities/{id}", cancellation), Mine(own, who, time, cancellation), own.Find<ListPage<VolunteerView>>(who, "me/wards?limit=9", cancellation));
        await Task.WhenAll(activity, places, wards);
        if ((await activity).Value is not { } found) return DeskPages.Refused(words, (await activity).Problem!);
        var names = await api.Names([found.Unit], cancellation);
        var (team, mine) = (found.Team is { } code ? (await api.Teams(found.Unit, cancellation)).FirstOrDefault(known => known.Id == code)?.Name : null, await places);
        if (mine.FirstOrDefault(place => place.Activity == id && place.N == n && place.State == "waiting") is { } waits && await own.Find<SeatView>(who, $"activities/{id}/sessions/{n}/places/{waits.Volunteer}", cancellation) is { } now)
            mine = [.. mine.Select(place => place == waits ? place with { Ahead = now.Ahead } : place)];
        return PageAnswers.Show<ActivityPage>(new
        {
            W = words, Who = who, Activity = found, UnitName = names.GetValueOrDefault(found.Unit, found.Unit), TeamName = team, Places = mine, Wards = (await wards)?.Items ?? [], Asked = n, Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    private static async Task<IResult> Door(OwnApi own, TimeProvider time, Words words, SignedIn who, string id, int? n, ProblemView? trouble, CancellationToken cancellation)
    {
        if (!PocketAddress.IsActivity(id) || n is not { } session || await Own(own, who, cancellation) is not { } number) return PageAnswers.NotFound(words);
        var found = await own.Get<SeatView>(who, $"activities/{id}/sessions/{session}/places/{number}", cancellation);
        return found.Value is { } place
            ? PageAnswers.Show<CheckInPage>(new { W = words, Who = who, Place = place, Trouble = trouble, Now = time.GetUtcNow() }, trouble is null ? 200 : DeskPages.StatusOf(trouble))
            : DeskPages.Refused(words, found.Problem!);
    }

    /// <summary>The own places from this day on, soonest first.</summary>
    private static async Task<IReadOnlyList<SeatView>> Mine(OwnApi own, SignedIn who, TimeProvider time, CancellationToken cancellation)
    {
        var today = BoardMonth.DayOf(time.GetUtcNow()).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (await own.Find<ListPage<SeatView>>(who, $"me/places?limit={Most}&from={today}T16:00:00Z", cancellation))?.Items ?? [];
    }

    private static async Task<string?> Own(OwnApi own, SignedIn who, CancellationToken cancellation) => (await own.Find<OwnVolunteerView>(who, "me/volunteer", cancellation))?.Profile.Number;

    private static Outcome<SeatView> Told(Outcome<VolunteerView> ward) => new(null, ward.Problem);
}

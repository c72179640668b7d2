using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>A leader's activities: the code to check in by, the roll, its end and its hours.</summary>
internal static class RollEndpoints
{
    private const int Most = 200;
    private static readonly string[] Absences = ["noShow", "illness", "emergency", "weather", "other"];

    public static void MapRoll(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/roll/{team}", PageHosting.Reads, List);
        app.MapMethods("/roll/{id}/{n}", PageHosting.Reads, (OwnApi own, TimeProvider time, HttpContext context, string id, string n, string? after = null, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Page(own, time, words, who, id, PocketAddress.Number(n), after, null, c)));
        app.MapPost("/roll/{id}/{n}/{step}", Step);
    }

    private static Task<IResult> List(OwnApi own, TimeProvider time, HttpContext context, string team, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Read(context, lang, async (words, who) =>
        {
            if (!BoardAddress.IsTeam(team)) return PageAnswers.NotFound(words);
            var (known, listed) = (own.Get<TeamView>(who, $"teams/{team}", cancellation), own.Get<ListPage<ActivityView>>(who, $"teams/{team}/activities?limit=30", cancellation));
            await Task.WhenAll(known, listed);
            if (((await known).Problem ?? (await listed).Problem) is { } refused) return DeskPages.Refused(words, refused);
            var activities = new List<ActivityView>();
            foreach (var one in (await listed).Value?.Items ?? [])
                if (await own.Find<ActivityView>(who, "activities/" + one.Id, cancellation) is { } whole) activities.Add(whole);
            return PageAnswers.Show<RollListPage>(new { W = words, Who = who, Team = (await known).Value!, Activities = activities, Now = time.GetUtcNow() });
        });

    private static Task<IResult> Step(OwnApi own, TimeProvider time, HttpContext context, string id, string n, string step, string? after = null, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (!PocketAddress.IsActivity(id) || PocketAddress.Number(n) is not { } session) return PageAnswers.NotFound(words);
            var at = $"activities/{id}/sessions/{session}";
            Task<Outcome<ActivitySessionView>>? asked = step switch
            {
                "finish" or "settle" => own.Send<ActivitySessionView>(who, HttpMethod.Post, $"{at}/{step}", null, form.Key, cancellation),
                "roll" when PocketAddress.IsVolunteer(form.Raw("volunteer")) => own.Send<ActivitySessionView>(who, HttpMethod.Post, $"{at}/roll", new { lines = new[] { Line(form, time.GetUtcNow()) } }, form.Key, cancellation),
                _ => null,
            };
            if (asked is null) return PageAnswers.NotFound(words);
            return (await asked).Problem is { } problem ? await Page(own, time, words, who, id, session, after, problem, cancellation) : new SeeOther(words.To($"/roll/{id}/{session}?{After(after, "&")}done={step}"));
        });

    // Without a time it is now, by the network's own clock.
    private static object Line(Sent form, DateTimeOffset now) => form.Raw("what") switch
    {
        "absent" => new { volunteer = form.Raw("volunteer"), absent = Absences.FirstOrDefault(known => known == form.Raw("absent")) ?? "noShow" },
        "out" => new { volunteer = form.Raw("volunteer"), @out = Moment(form) ?? now },
        _ => new { volunteer = form.Raw("volunteer"), @in = Moment(form) },
    };

    private static DateTimeOffset? Moment(Sent form) => form.Moment("at");

    private static async Task<IResult> Page(OwnApi own, TimeProvider time, Words words, SignedIn who, string id, int? n, string? after, ProblemView? trouble, CancellationToken cancellation)
    {
        if (!PocketAddress.IsActivity(id) || n is not { } session) return PageAnswers.NotFound(words);
        var at = $"activities/{id}/sessions/{session}";
        var (activity, places, code) = (own.Get<ActivityView>(who, "activities/" + id, cancellation), own.Get<ListPage<SeatView>>(who, string.Create(CultureInfo.InvariantCulture, $"{at}/places?{After(after, "&")}limit={Most}"), cancellation), own.Find<CheckInCodeView>(who, at + "/code", cancellation));
        await Task.WhenAll(activity, places, code);
        if (((await activity).Problem ?? (await places).Problem) is { } refused) return DeskPages.Refused(words, refused);
        if ((await activity).Value!.Sessions.FirstOrDefault(known => known.N == session) is not { } found) return PageAnswers.NotFound(words);
        return PageAnswers.Show<RollPage>(new
        {
            W = words, Who = who, Activity = (await activity).Value!, Session = found, Places = (await places).Value ?? new([], null), After = After(after, ""), Code = await code, Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    // Where a page of the roll begins.
    private static string After(string? after, string then) => after is { Length: > 0 and < 200 } ? "after=" + Uri.EscapeDataString(after) + then : "";
}

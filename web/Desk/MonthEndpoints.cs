using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>月初计划、月底公示: a month is opened, its plan looked at and sent, what is owed promised, and the whole published.</summary>
internal static class MonthEndpoints
{
    public static void MapDeskMonth(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk/{code}/month", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? month = null, string? lang = null, CancellationToken c = default) =>
            DeskPages.Read(context, code, lang, (words, who, unit) => Page(own, api, time, words, who, unit, month, null, null, c)));
        app.MapPost("/desk/{code}/month", Send);
    }

    private static Task<IResult> Send(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? month = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Send(context, code, lang, async (words, who, unit, form) =>
        {
            var at = MonthOf(month, time);
            var address = $"units/{unit.Code}/months/{at}";
            var step = form.Raw("do");
            var trouble = step switch
            {
                "open" => (await own.Send<MonthView>(who, HttpMethod.Post, address + "/open", null, form.Key, cancellation)).Problem,
                "confirm" => (await own.Send<MonthView>(who, HttpMethod.Post, address + "/confirm", new { except = form.All("known").Except(form.All("send")).ToArray() }, form.Key, cancellation)).Problem,
                "promise" => (await own.Send<MonthOwed>(who, HttpMethod.Post, address + "/promises", Promises(form, all: false), form.Key, cancellation)).Problem,
                "rest" => (await own.Send<MonthOwed>(who, HttpMethod.Post, address + "/promises", Promises(form, all: true), form.Key, cancellation)).Problem,
                "publish" => (await own.Send<PublicationView>(who, HttpMethod.Post, address + "/publish", form.Line("reason", 300) is { } why ? new { reason = why } : null, form.Key, cancellation)).Problem,
                "note" => (await own.Send<PublicationView>(who, HttpMethod.Post, $"units/{unit.Code}/publications/{at}/notes", new { text = form.Text("text", 500) }, form.Key, cancellation)).Problem,
                _ => new ProblemView("step.unknown", 400, null),
            };
            return trouble is null ? new SeeOther(words.To($"/desk/{unit.Code}/month?month={at}&done=month-{step}")) : await Page(own, api, time, words, who, unit, month, form, trouble, cancellation);
        });

    // Lines that were typed into, each with its own promise; what is left may take what was filled in beforehand.
    private static object Promises(Sent form, bool all) => new
    {
        items = form.All("need").Where(need => Board.BoardAddress.IsNeed(need) && form.Is("take-" + need)).Select(need => new
        {
            need, promise = new
            {
                steps = form.Text("steps-" + need, 1000)?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [], promisedDate = form.Day("date-" + need),
                reason = form.Line("reason-" + need, 200),
            },
        }).ToArray(),
        rest = all,
    };

    private static async Task<IResult> Page(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, UnitView unit, string? month, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var at = MonthOf(month, time);
        var (found, drafted) = (own.Get<MonthView>(who, $"units/{unit.Code}/months/{at}", cancellation), own.Get<MonthDraft>(who, $"units/{unit.Code}/months/{at}/draft", cancellation));
        await Task.WhenAll(found, drafted);
        if ((await found).Problem is { Status: not 404 } refused) return DeskPages.Refused(words, refused);
        var plan = (await found).Value;
        var teams = new Dictionary<string, string>();
        // Names of teams, as far as a page has use for them: a plan of a county is long.
        foreach (var team in (plan?.Lines ?? []).SelectMany(line => line.Teams ?? []).Select(share => share.Team).Distinct().Take(60))
            teams[team] = (await own.Find<TeamView>(who, $"teams/{Uri.EscapeDataString(team)}", cancellation))?.Name ?? team;
        return PageAnswers.Show<MonthPage>(new
        {
            W = words, Who = who, Unit = unit, Month = at, Plan = plan, Draft = (await drafted).Value, Teams = (IReadOnlyDictionary<string, string>)teams,
            Today = BoardMonth.DayOf(time.GetUtcNow()), Trouble = trouble, Typed = typed,
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    private static BoardMonth MonthOf(string? month, TimeProvider time) => BoardMonth.TryParse(month, out var asked) ? asked : BoardMonth.Of(BoardMonth.DayOf(time.GetUtcNow()));
}

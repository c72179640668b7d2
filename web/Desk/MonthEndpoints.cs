using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Practice.Web.Api;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>月初计划、月底公示: a month is opened, its plan looked at and sent, what is owed promised, and the whole published.</summary>
internal static class MonthEndpoints
{
    private const int LinesPage = 300, OwedPage = 30;

    /// <summary>A page's promises with steps as long as they may be: three bytes a character, each written with three.</summary>
    private const long LargestForm = 512 * 1024;

    public static void MapDeskMonth(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/desk/{code}/month", PageHosting.Reads, (OwnApi own, TimeProvider time, HttpContext context, string code, string? month = null, int? lines = null, int? owed = null, string? lang = null, CancellationToken c = default) =>
            DeskPages.Read(context, code, lang, (words, who, unit) => Page(own, time, words, who, unit, month, (lines ?? 1, owed ?? 1), null, null, c)));
        app.MapPost("/desk/{code}/month", Send).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
    }

    private static Task<IResult> Send(OwnApi own, TimeProvider time, HttpContext context, string code, string? month = null, int? lines = null, int? owed = null, string? lang = null, CancellationToken cancellation = default) =>
        DeskPages.Send(context, code, lang, async (words, who, unit, form) =>
        {
            var at = MonthOf(month, time);
            var address = $"units/{unit.Code}/months/{at}";
            var step = form.Raw("do");
            var trouble = step switch
            {
                "open" => (await own.Send<MonthView>(who, HttpMethod.Post, address + "/open", null, form.Key, cancellation)).Problem,
                "confirm" => (await own.Send<MonthView>(who, HttpMethod.Post, address + "/confirm", new { except = form.All("known").Except(form.All("send")).ToArray() }, form.Key, cancellation)).Problem,
                "promise" => (await own.Send<MonthOwed>(who, HttpMethod.Post, address + "/promises", Promises(form), form.Key, cancellation)).Problem,
                "rest" => (await own.Send<MonthOwed>(who, HttpMethod.Post, address + "/promises", new { rest = true }, form.Key, cancellation)).Problem,
                "publish" => (await own.Send<PublicationView>(who, HttpMethod.Post, address + "/publish", form.Line("reason", 300) is { } why ? new { reason = why } : null, form.Key, cancellation)).Problem,
                "note" => (await own.Send<PublicationView>(who, HttpMethod.Post, $"units/{unit.Code}/publications/{at}/notes", new { text = form.Text("text", 500) }, form.Key, cancellation)).Problem,
                _ => new ProblemView("step.unknown", 400, null),
            };
            return trouble is null
                ? new SeeOther(words.To(string.Create(CultureInfo.InvariantCulture, $"/desk/{unit.Code}/month?month={at}&owed={owed ?? 1}&done=month-{step}")))
                : await Page(own, time, words, who, unit, month, (lines ?? 1, owed ?? 1), form, trouble, cancellation);
        });

    // Lines that were typed into, each with its own promise and the version of the need that it was read with.
    private static object Promises(Sent form) => new
    {
        items = form.All("need").Where(need => Board.BoardAddress.IsNeed(need) && form.Is("take-" + need)).Select(need => new
        {
            need, promise = new
            {
                steps = form.Text("steps-" + need, 1000)?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [], promisedDate = form.Day("date-" + need),
                reason = form.Line("reason-" + need, 200),
            },
            version = form.Number("version-" + need),
        }).ToArray(),
    };

    private static async Task<IResult> Page(
        OwnApi own, TimeProvider time, Words words, SignedIn who, UnitView unit, string? month, (int Lines, int Owed) page, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var at = MonthOf(month, time);
        var (found, drafted) = (own.Get<MonthView>(who, $"units/{unit.Code}/months/{at}", cancellation), own.Get<MonthDraft>(who, $"units/{unit.Code}/months/{at}/draft", cancellation));
        await Task.WhenAll(found, drafted);
        if ((await found).Problem is { Status: not 404 } refused) return DeskPages.Refused(words, refused);
        var plan = (await found).Value;
        var lines = Slice.Of(plan?.Lines, page.Lines, LinesPage);
        var teams = await TeamNames.Of(own, who, lines.Shown.SelectMany(line => line.Teams ?? []).Select(share => share.Team), cancellation);
        return PageAnswers.Show<MonthPage>(new
        {
            W = words, Who = who, Unit = unit, Month = at, Plan = plan, Lines = lines, Draft = (await drafted).Value, Owed = Slice.Of((await drafted).Value?.Owed.Lines, page.Owed, OwedPage), Teams = teams,
            Today = BoardMonth.DayOf(time.GetUtcNow()), Trouble = trouble, Typed = typed,
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    private static BoardMonth MonthOf(string? month, TimeProvider time) => BoardMonth.TryParse(month, out var asked) ? asked : BoardMonth.Of(BoardMonth.DayOf(time.GetUtcNow()));
}

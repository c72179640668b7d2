using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;

namespace Practice.Web.Pocket;

/// <summary>A volunteer's hours with where they came from, stars and points; and a word where a record is wrong.</summary>
internal static class HoursEndpoints
{
    private const int PageSize = 30;

    public static void MapHours(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/volunteer/hours", PageHosting.Reads, (OwnApi own, PublicApi api, HttpContext context, string? after = null, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Page(own, api, words, who, after, null, c)));
        app.MapMethods("/volunteer/hours.xlsx", PageHosting.Reads, Export);
        app.MapPost("/volunteer/hours/dispute", Dispute);
    }

    private static Task<IResult> Dispute(OwnApi own, PublicApi api, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (!PocketAddress.IsRecord(form.Raw("record"))) return PageAnswers.NotFound(words);
            var said = await own.Send<RecordView>(who, HttpMethod.Post, $"me/hours/records/{Uri.EscapeDataString(form.Raw("record"))}/dispute", new { reason = form.Line("reason", 200) }, form.Key, cancellation);
            return said.Problem is { } problem ? await Page(own, api, words, who, null, problem, cancellation) : new SeeOther(words.To("/volunteer/hours?done=dispute"));
        });

    private static Task<IResult> Export(OwnApi own, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Read(context, lang, (words, who) => Download.Of(own, context, words, who, "me/hours/records?format=xlsx", "hours.xlsx", cancellation));

    private static async Task<IResult> Page(OwnApi own, PublicApi api, Text.Words words, SignedIn who, string? after, ProblemView? trouble, CancellationToken cancellation)
    {
        var (hours, points, records) = (own.Get<HoursView>(who, "me/hours", cancellation), own.Find<PointsView>(who, "me/points", cancellation),
            own.Find<ListPage<RecordView>>(who, $"me/hours/records?limit={PageSize}{(after is { Length: > 0 and < 300 } ? "&after=" + Uri.EscapeDataString(after) : "")}", cancellation));
        await Task.WhenAll(hours, points, records);
        if ((await hours).Value is not { } sums) return (await hours).Problem is { Status: 404 } ? Results.LocalRedirect(words.To("/volunteer/join")) : DeskPages.Refused(words, (await hours).Problem!);
        var list = await records ?? new([], null);
        var names = await api.Names([.. (list.Items ?? []).Select(record => UnitOf(record.By)).Distinct()], cancellation);
        return PageAnswers.Show<HoursPage>(new { W = words, Who = who, Hours = sums, Points = await points, Records = list, Names = names, IsLater = after is { Length: > 0 }, Trouble = trouble }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    /// <summary>The unit that organised it, or whose team did.</summary>
    internal static string UnitOf(string by) => by.IndexOf("-T", StringComparison.Ordinal) is > 0 and var at ? by[..at] : by;
}

using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;

namespace Practice.Web.Pocket;

/// <summary>A volunteer's hours with where they came from, stars and points; and a word where a record is wrong. The own, or a ward's.</summary>
internal static class HoursEndpoints
{
    private const int PageSize = 30;

    public static void MapHours(this IEndpointRouteBuilder app)
    {
        foreach (var root in Whose.Roots)
        {
            app.MapMethods(root + "/hours", PageHosting.Reads, (OwnApi own, PublicApi api, HttpContext context, string? after = null, string? lang = null, CancellationToken c = default) =>
                Whose.Read(context, lang, (words, who, whose) => Page(own, api, words, who, whose, after, null, null, c)));
            app.MapMethods(root + "/hours.xlsx", PageHosting.Reads, Export);
            app.MapPost(root + "/hours/dispute", Dispute);
        }
    }

    private static Task<IResult> Dispute(OwnApi own, PublicApi api, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        Whose.Send(context, lang, async (words, who, whose, form) =>
        {
            if (!PocketAddress.IsRecord(form.Raw("record"))) return PageAnswers.NotFound(words);
            var said = await own.Send<RecordView>(who, HttpMethod.Post, $"{whose.Api}/hours/records/{Uri.EscapeDataString(form.Raw("record"))}/dispute", new { reason = form.Line("reason", 200) }, form.Key, cancellation);
            return said.Problem is { } problem ? await Page(own, api, words, who, whose, null, form, problem, cancellation) : new SeeOther(words.To(whose.Pages + "/hours?done=dispute"));
        });

    private static Task<IResult> Export(OwnApi own, HttpContext context, string? lang = null, CancellationToken cancellation = default) =>
        Whose.Read(context, lang, (words, who, whose) => Download.Of(own, context, words, who, whose.Hours(records: true) + "?format=xlsx", "hours.xlsx", cancellation));

    private static async Task<IResult> Page(OwnApi own, PublicApi api, Text.Words words, SignedIn who, Whose whose, string? after, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var (hours, points, records) = (own.Get<HoursView>(who, whose.Hours(records: false), cancellation), own.Find<PointsView>(who, whose.Api + "/points", cancellation),
            own.Find<ListPage<RecordView>>(who, $"{whose.Hours(records: true)}?limit={PageSize}{(after is { Length: > 0 and < 300 } ? "&after=" + Uri.EscapeDataString(after) : "")}", cancellation));
        // Whoever is not the guardian any more is shown nothing, whatever else he may read.
        var ward = whose.Ward is null ? Task.FromResult<OwnVolunteerView?>(null) : own.Find<OwnVolunteerView>(who, whose.Profile, cancellation);
        await Task.WhenAll(hours, points, records, ward);
        if (whose.Ward is not null && await ward is null) return PageAnswers.NotFound(words);
        if ((await hours).Value is not { } sums) return (await hours).Problem is { Status: 404 } ? whose.Missing(words) : DeskPages.Refused(words, (await hours).Problem!);
        var list = await records ?? new([], null);
        var names = await api.Names([.. (list.Items ?? []).Select(record => UnitOf(record.By)).Distinct()], cancellation);
        return PageAnswers.Show<HoursPage>(new
        {
            W = words, Who = who, Whose = whose, Ward = (await ward)?.Profile, Hours = sums, Points = await points, Records = list, Names = names, IsLater = after is { Length: > 0 }, Typed = typed, Trouble = trouble,
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    /// <summary>The unit that organised it, or whose team did.</summary>
    internal static string UnitOf(string by) => by.IndexOf("-T", StringComparison.Ordinal) is > 0 and var at ? by[..at] : by;
}

using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Admin;

/// <summary>A unit as its operator sees it: its tables with every version, and the letters that could not be delivered.</summary>
internal static class UnitEndpoints
{
    private const int MostFound = 30, PageSize = 30;

    public static void MapOperatorUnits(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/operator/units", PageHosting.Reads, Find);
        app.MapMethods("/operator/units/{code}", PageHosting.Reads, (OwnApi own, TimeProvider time, HttpContext context, string code, string? after = null, string? lang = null, CancellationToken c = default) =>
            OperatorPages.Read(context, code, lang, (words, who, unit) => One(own, time, words, who, unit, after, null, c)));
        app.MapPost("/operator/units/{code}/resend", Resend);
    }

    private static Task<IResult> Find(PublicApi api, HttpContext context, string? q = null, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Read(context, lang, async (words, who) =>
        {
            if (BoardAddress.IsUnit(q?.Trim()) && await api.Unit(q!.Trim(), cancellation) is { } unit) return Results.LocalRedirect(words.To("/operator/units/" + unit.Code));
            var asked = Typed.Words(q, 40);
            var found = asked is null ? [] : await api.Search(asked, MostFound, cancellation);
            var own = who.Me.Roles.Where(role => role.Role == "operator" && BoardAddress.IsUnit(role.Unit)).Select(role => role.Unit).Distinct().ToList();
            var names = await api.Names(own, cancellation);
            return PageAnswers.Show<UnitsPage>(new { W = words, Who = who, Asked = asked, Found = found, Own = (IReadOnlyDictionary<string, string>)own.ToDictionary(code => code, code => names.GetValueOrDefault(code, code)) });
        });

    private static Task<IResult> Resend(OwnApi own, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Send(context, code, lang, async (words, who, unit, form) =>
        {
            if (!Pocket.PocketAddress.IsRecord(form.Raw("letter"))) return PageAnswers.NotFound(words);
            var sent = await own.Send<DeliveryView>(who, HttpMethod.Post, $"deliveries/{Uri.EscapeDataString(form.Raw("letter"))}/resend", null, form.Key, cancellation);
            return sent.Problem is { } problem ? await One(own, time, words, who, unit, null, problem, cancellation) : new SeeOther(words.To($"/operator/units/{unit.Code}?done=letter-resend"));
        });

    private static async Task<IResult> One(OwnApi own, TimeProvider time, Words words, SignedIn who, UnitView unit, string? after, ProblemView? trouble, CancellationToken cancellation)
    {
        var (history, owed) = (own.Get<ListPage<SettingsVersionView>>(who, $"units/{unit.Code}/settings/history", cancellation),
            own.Find<ListPage<DeliveryView>>(who, string.Create(CultureInfo.InvariantCulture, $"units/{unit.Code}/deliveries?status=dead&limit={PageSize}{OperatorPages.After(after)}"), cancellation));
        await Task.WhenAll(history, owed);
        return (await history).Value is { } versions
            ? PageAnswers.Show<UnitPage>(new
            {
                W = words, Who = who, Unit = unit, Versions = versions.Items ?? [], Owed = await owed ?? new([], null), MayEdit = who.Has(unit, "operator"), IsLater = after is { Length: > 0 }, Trouble = trouble, Now = time.GetUtcNow(),
            }, trouble is null ? 200 : DeskPages.StatusOf(trouble))
            : DeskPages.Refused(words, (await history).Problem!);
    }
}

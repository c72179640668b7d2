using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Admin;

/// <summary>A unit's time limits, categories and calendar: read by every operator, set by its own at once or from a day on, inherited again.</summary>
internal static class TableEndpoints
{
    /// <summary>A hundred categories with all they have below them.</summary>
    private const long LargestForm = 1024 * 1024;

    private const int FirstYear = 2000, LastYear = 2100;

    public static void MapOperatorTables(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/operator/units/{code}/limits", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken c = default) =>
            OperatorPages.Read(context, code, lang, (words, who, unit) => Limits(own, api, time, words, who, unit, null, null, c)));
        app.MapPost("/operator/units/{code}/limits", (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken c = default) =>
            Send(own, context, code, lang, "limits", "time-limits", LimitForm.Table, (words, who, unit, form, trouble) => Limits(own, api, time, words, who, unit, form, trouble, c), c));
        app.MapMethods("/operator/units/{code}/categories", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken c = default) =>
            OperatorPages.Read(context, code, lang, (words, who, unit) => Categories(own, api, time, words, who, unit, null, null, c)));
        app.MapPost("/operator/units/{code}/categories", (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken c = default) =>
            Send(own, context, code, lang, "categories", "categories", CategoryForm.Table, (words, who, unit, form, trouble) => Categories(own, api, time, words, who, unit, form, trouble, c), c)).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        app.MapMethods("/operator/units/{code}/calendar", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? year = null, string? lang = null, CancellationToken c = default) =>
            OperatorPages.Read(context, code, lang, (words, who, unit) => Calendar(own, api, words, who, unit, YearOf(year, time), null, null, c)));
        app.MapPost("/operator/units/{code}/calendar", (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string code, string? lang = null, CancellationToken c = default) =>
            OperatorPages.Send(context, code, lang, async (words, who, unit, form) =>
            {
                var year = YearOf(form.Raw("year"), time);
                var put = await own.Send<object>(who, HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"units/{unit.Code}/calendars/{year}"), new
                {
                    year, daysOff = Lines(form, "daysOff"), workingWeekendDays = Lines(form, "workingWeekendDays"), source = form.Line("source", 200),
                }, form.Key, c, Seen(form));
                return put.Problem is { } problem
                    ? await Calendar(own, api, words, who, unit, year, form, problem, c)
                    : new SeeOther(words.To(string.Create(CultureInfo.InvariantCulture, $"/operator/units/{unit.Code}/calendar?year={year}&done=table-calendar")));
            }));
    }

    /// <summary>Sets a table, from the day that was named, or gives it up.</summary>
    private static Task<IResult> Send(
        OwnApi own, HttpContext context, string code, string? lang, string page, string address, Func<Sent, object?> table,
        Func<Words, SignedIn, UnitView, Sent, ProblemView, Task<IResult>> again, CancellationToken cancellation) =>
        OperatorPages.Send(context, code, lang, async (words, who, unit, form) =>
        {
            var at = $"units/{unit.Code}/{address}";
            var inherit = form.Raw("do") == "inherit";
            Outcome<object> put;
            if (inherit) put = await own.Send<object>(who, HttpMethod.Delete, at, null, form.Key, cancellation, Seen(form));
            else if (form.Raw("effectiveFrom").Length > 0 && form.Day("effectiveFrom") is null) put = new(null, new("effectiveFrom.past", 422, null));
            else if (table(form) is not { } body) put = new(null, new("table.lines", 422, null));
            else put = await own.Send<object>(who, HttpMethod.Put, at + (form.Day("effectiveFrom") is { } from ? "?effectiveFrom=" + from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ""), body, form.Key, cancellation, Seen(form));
            return put.Problem is { } problem
                ? await again(words, who, unit, form, problem)
                : new SeeOther(words.To($"/operator/units/{unit.Code}/{page}?done=table-{(inherit ? "inherit" : form.Day("effectiveFrom") is null ? "set" : "planned")}"));
        });

    private static async Task<IResult> Limits(OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, UnitView unit, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var found = await own.Get<SectionView<Dictionary<string, Dictionary<string, string>>>>(who, $"units/{unit.Code}/time-limits", cancellation);
        return found.Value is { Table: { } table } section
            ? PageAnswers.Show<LimitsPage>(new
            {
                W = words, Who = who, Unit = unit, Table = table, Head = await Head(api, section, cancellation), MayEdit = who.Has(unit, "operator"), Typed = typed, Trouble = trouble, Now = time.GetUtcNow(),
            }, trouble is null ? 200 : DeskPages.StatusOf(trouble))
            : DeskPages.Refused(words, found.Problem ?? new(null, 404, null));
    }

    private static async Task<IResult> Categories(OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, UnitView unit, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var found = await own.Get<SectionView<CategoryTableView>>(who, $"units/{unit.Code}/categories", cancellation);
        return found.Value is { Table: { } table } section
            ? PageAnswers.Show<CategoriesPage>(new
            {
                W = words, Who = who, Unit = unit, Lines = typed is null ? CategoryForm.Of(table) : CategoryForm.Lines(typed), Head = await Head(api, section, cancellation), MayEdit = who.Has(unit, "operator"), Typed = typed, Trouble = trouble,
                Now = time.GetUtcNow(),
            }, trouble is null ? 200 : DeskPages.StatusOf(trouble))
            : DeskPages.Refused(words, found.Problem ?? new(null, 404, null));
    }

    private static async Task<IResult> Calendar(OwnApi own, PublicApi api, Words words, SignedIn who, UnitView unit, int year, Sent? typed, ProblemView? trouble, CancellationToken cancellation)
    {
        var found = await own.Get<SectionView<CalendarView>>(who, string.Create(CultureInfo.InvariantCulture, $"units/{unit.Code}/calendars/{year}"), cancellation);
        return found.Value is { Table: { } table } section
            ? PageAnswers.Show<CalendarPage>(new
            {
                W = words, Who = who, Unit = unit, Year = year, Table = table, Head = await Head(api, section, cancellation), MayEdit = who.Has(unit, "operator"), Typed = typed, Trouble = trouble,
            }, trouble is null ? 200 : DeskPages.StatusOf(trouble))
            : DeskPages.Refused(words, found.Problem ?? new(null, 404, null));
    }

    private static async Task<TableHead> Head<T>(PublicApi api, SectionView<T> section, CancellationToken cancellation) where T : class =>
        new(section.From is { } from ? (await api.Names([from], cancellation)).GetValueOrDefault(from, from) : null, section.From, section.Version, section.EffectiveFrom, section.NextFrom);

    private static string Seen(Sent form) => string.Create(CultureInfo.InvariantCulture, $"\"{form.Number("version") ?? 0}\"");

    private static string[] Lines(Sent form, string field) => form.Text(field, 10_000)?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static int YearOf(string? typed, TimeProvider time) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and <= LastYear ? year : BoardMonth.DayOf(time.GetUtcNow()).Year;
}

/// <summary>Whose table it is, and from when.</summary>
/// <param name="From">The name of the unit that configured it; null: it comes with the system.</param>
/// <param name="Version">What a change must name.</param>
public sealed record TableHead(string? From, string? Unit, long Version, DateTimeOffset? EffectiveFrom, DateTimeOffset? NextFrom);

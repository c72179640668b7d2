using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Admin;

/// <summary>Who holds which role: looked through, given and taken with a reason, with every change; and ending the sign-ins of a lost device.</summary>
internal static class PeopleEndpoints
{
    public const int LongestReason = 500;

    private const int PageSize = 50;

    public static void MapOperatorPeople(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/operator/people", PageHosting.Reads, List);
        app.MapMethods("/operator/people/{id}", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
            OperatorPages.Read(context, lang, (words, who) => One(own, api, time, words, who, id, new(null, null), null, c)));
        app.MapPost("/operator/people/{id}/{step}", Step);
    }

    /// <summary>Names of the units that roles stand on; a team goes by its unit's and its number.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Names(PublicApi api, IEnumerable<string> units, CancellationToken cancellation) =>
        await api.Names([.. units.Where(BoardAddress.IsUnit).Distinct()], cancellation);

    private static Task<IResult> List(OwnApi own, PublicApi api, HttpContext context, string? after = null, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Read(context, lang, async (words, who) =>
        {
            var found = await own.Get<ListPage<StaffView>>(who, string.Create(CultureInfo.InvariantCulture, $"staff?limit={PageSize}{OperatorPages.After(after)}"), cancellation);
            return found.Value is { } page
                ? PageAnswers.Show<PeoplePage>(new { W = words, Who = who, Page = page, Names = await Names(api, (page.Items ?? []).SelectMany(one => one.Roles).Select(role => role.Unit), cancellation), IsLater = after is { Length: > 0 } })
                : DeskPages.Refused(words, found.Problem!);
        });

    private static Task<IResult> Step(OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string step, string? lang = null, CancellationToken cancellation = default) =>
        OperatorPages.Send(context, lang, async (words, who, form) =>
        {
            if (!OperatorPages.IsId(id)) return PageAnswers.NotFound(words);
            var (role, unit) = OperatorPages.Role(form);
            var change = new { role, unit, reason = form.Line("reason", LongestReason) };
            // Why a role is given or taken is asked for later: it is never left out.
            ProblemView? trouble = step switch
            {
                "give" or "take" when change.reason is null => new("reason.missing", 422, null),
                "give" => (await own.Send<StaffView>(who, HttpMethod.Post, $"staff/{id}/roles", change, form.Key, cancellation)).Problem,
                "take" => (await own.Send<StaffView>(who, HttpMethod.Post, $"staff/{id}/roles/take", change, form.Key, cancellation)).Problem,
                "end" => (await own.Send<object>(who, HttpMethod.Delete, $"staff/{id}/sessions", null, form.Key, cancellation)).Problem,
                _ => new("step.unknown", 404, null),
            };
            if (trouble is { Code: "step.unknown" }) return PageAnswers.NotFound(words);
            if (trouble is not null) return await One(own, api, time, words, who, id, new(step == "take" ? $"take-{role}-{unit}" : step, form), trouble, cancellation);
            // Whoever has lost the last role in reach is not shown any more.
            var left = step != "take" || await own.Find<StaffView>(who, "staff/" + id, cancellation) is not null;
            return new SeeOther(words.To($"/operator/people{(left ? "/" + id : "")}?done=people-{step}"));
        });

    private static async Task<IResult> One(OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, string id, StepForm form, ProblemView? trouble, CancellationToken cancellation)
    {
        if (!OperatorPages.IsId(id)) return PageAnswers.NotFound(words);
        var (found, history) = (own.Get<StaffView>(who, "staff/" + id, cancellation), own.Find<GrantChangeView[]>(who, $"staff/{id}/history", cancellation));
        await Task.WhenAll(found, history);
        if ((await found).Value is not { } person) return DeskPages.Refused(words, (await found).Problem!);
        var changes = await history ?? [];
        var names = await Names(api, person.Roles.Select(role => role.Unit).Concat(changes.Select(change => change.Unit)), cancellation);
        return PageAnswers.Show<PersonPage>(new
        {
            W = words, Who = who, Person = person, Changes = (IReadOnlyList<GrantChangeView>)changes, Names = names, Form = form, Trouble = trouble, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }
}

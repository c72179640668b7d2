using Practice.Web.Api;
using Practice.Web.Desk;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Team;

/// <summary>A team leader's pocket: offers to answer in time, orders to go to, reports to close them with.</summary>
internal static class TeamEndpoints
{
    private const int Most = 100;

    /// <summary>What a leader does himself; everything else is the desk's.</summary>
    private static readonly string[] Steps = ["accept", "decline", "start", "report", "release", "contest"];

    public static void MapTeam(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/team/{id}", PageHosting.Reads, (OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string? lang = null, CancellationToken c = default) =>
            SignedInPages.Read(context, lang, (words, who) => Page(own, api, time, words, who, id, null, null, null, null, c)));
        app.MapPost("/team/{id}/orders/{order}/{step}", Step);
    }

    private static Task<IResult> Step(
        OwnApi own, PublicApi api, TimeProvider time, HttpContext context, string id, string order, string step, string? lang = null, CancellationToken cancellation = default) =>
        SignedInPages.Send(context, lang, async (words, who, form) =>
        {
            if (!Board.BoardAddress.IsTeam(id)) return PageAnswers.NotFound(words);
            if (step == "contact" && form.Line("need", 40) is { } need && Board.BoardAddress.IsNeed(need))
            {
                var contact = await own.Get<ContactView>(who, $"needs/{need}/contact", cancellation);
                return await Page(own, api, time, words, who, id, null, null, contact.Problem, contact.Value is { } told ? (order, told) : null, cancellation);
            }

            if (!Steps.Contains(step) || !NeedSteps.OfOrder.TryGetValue(step, out var known)) return PageAnswers.NotFound(words);
            var done = await own.Send<OrderView>(who, known.Method, $"orders/{Uri.EscapeDataString(order)}/{known.Address}", known.Body(form), form.Key, cancellation);
            return done.Problem is { } problem
                ? await Page(own, api, time, words, who, id, $"{order}/{step}", form, problem, null, cancellation)
                : new SeeOther(words.To($"/team/{id}?done=team-{step}"));
        });

    private static async Task<IResult> Page(
        OwnApi own, PublicApi api, TimeProvider time, Words words, SignedIn who, string id, string? step, Sent? typed, ProblemView? trouble, (string, ContactView)? contact, CancellationToken cancellation)
    {
        if (!Board.BoardAddress.IsTeam(id)) return PageAnswers.NotFound(words);
        var (team, orders) = (own.Get<TeamView>(who, $"teams/{id}", cancellation), own.Get<ListPage<OrderView>>(who, $"teams/{id}/orders?limit={Most}", cancellation));
        await Task.WhenAll(team, orders);
        if (((await team).Problem ?? (await orders).Problem) is { } refused) return DeskPages.Refused(words, refused);
        var list = (await orders).Value?.Items ?? [];
        // Where it is, and what was wanted, only for what is still to be done: the others are told by their title.
        var needs = new Dictionary<string, NeedView>();
        foreach (var order in list.Where(order => order.Status is "offered" or "accepted" or "inService" or "redo").Take(30))
            if (await own.Find<NeedView>(who, $"needs/{order.Need}", cancellation) is { } need) needs[order.Need] = need;
        var names = await api.Names([.. list.Select(order => UnitOf(order.Need)).Distinct()], cancellation);
        return PageAnswers.Show<TeamPage>(new
        {
            W = words, Who = who, Team = (await team).Value!, Orders = list, Needs = (IReadOnlyDictionary<string, NeedView>)needs, Names = names, Form = new StepForm(step, typed), Trouble = trouble, Contact = contact, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }

    /// <summary>The unit that took a need in, as its number says it.</summary>
    internal static string UnitOf(string need) => need.LastIndexOf("-N", StringComparison.Ordinal) is var at and > 0 ? need[..at] : need;
}

using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;
using Practice.Web.Text;

namespace Practice.Web.Desk;

/// <summary>Reads what the page of one need shows.</summary>
internal sealed class DeskNeeds(OwnApi own, PublicApi api, TimeProvider time)
{
    private const int MostOrders = 8;

    /// <param name="step">The step that was refused, with what was typed for it.</param>
    public async Task<IResult> Page(
        Words words, SignedIn who, string id, string? step, Sent? typed, ProblemView? trouble, ContactView? contact, CancellationToken cancellation, string? link = null)
    {
        if (!BoardAddress.IsNeed(id)) return PageAnswers.NotFound(words);
        var (found, progress) = (own.Get<NeedView>(who, $"needs/{id}", cancellation), own.Find<ProgressView>(who, $"needs/{id}/progress", cancellation));
        await Task.WhenAll(found, progress);
        if ((await found).Value is not { } need) return DeskPages.Refused(words, (await found).Problem!);
        var unit = await api.Unit(need.Unit, cancellation);
        var works = unit is not null && who.Works(unit);
        var candidates = works && need.Status is "verified" or "dispatching" ? own.Find<ListPage<CandidateView>>(who, $"needs/{id}/candidates", cancellation) : Task.FromResult<ListPage<CandidateView>?>(null);
        var orders = new List<OrderView>();
        foreach (var brief in need.Orders.TakeLast(MostOrders))
            if (await own.Find<OrderView>(who, $"orders/{Uri.EscapeDataString(brief.Id)}", cancellation) is { } order) orders.Add(order);
        var teams = await TeamNames.Of(own, who, orders.Select(order => order.Team), cancellation);
        orders.Reverse();
        // Whose it is to answer, and who could take it over.
        var department = need is { Status: "dispatching", Referral: { ReturnedAt: null } referral } ? api.Unit(referral.Department, cancellation) : Task.FromResult<UnitView?>(null);
        var others = works && orders.Any(OrderCard.CanPass) ? api.Teams(need.Unit, cancellation) : Task.FromResult<IReadOnlyList<TeamLine>>([]);
        await Task.WhenAll(department, others);
        return PageAnswers.Show<NeedPage>(new
        {
            W = words, Who = who, Unit = unit, Need = need, Progress = await progress, Candidates = (await candidates)?.Items ?? [], Orders = orders, Teams = teams,
            Works = works, Department = await department, Others = await others, Form = new StepForm(step, typed), Trouble = trouble, Contact = contact, Link = link, Now = time.GetUtcNow(),
        }, trouble is null ? 200 : DeskPages.StatusOf(trouble));
    }
}

/// <summary>What was typed for a step that was refused: it is shown again in its place.</summary>
public sealed record StepForm(string? Step, Sent? Typed)
{
    public bool Is(string step) => Step == step;

    public string? Of(string step, string field) => Is(step) ? Typed?.Raw(field) : null;
}

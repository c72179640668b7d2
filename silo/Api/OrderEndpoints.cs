using Microsoft.AspNetCore.Mvc;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Work orders: the leader's side by the team's unit, the station's side by the need's.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this RouteGroupBuilder api)
    {
        var order = api.MapGroup("/orders/{id}").WithTags("Orders");
        order.MapGet("", View).WithSummary("One work order").Produces<OrderView>();
        order.MapPost("/accept", Accept).WithSummary("Yes; answers when the team's schedule has kept the time").Produces<OrderView>();
        order.MapPost("/decline", Decline).WithSummary("No, with a reason").Produces<OrderView>();
        order.MapPost("/contest", Contest).WithSummary("The leader: that answer by telephone is not mine").Produces<OrderView>();
        order.MapPost("/contest/decision", Decide).WithSummary("A person's word on a contested answer").Produces<OrderView>();
        order.MapPost("/start", (string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            ByTeam(id, context, grains, rights, needs => needs.StartOrder(context.Operation(), id), c)).WithSummary("The work begins").Produces<OrderView>();
        order.MapPost("/report", Report).WithSummary("结项报告").Produces<OrderView>();
        order.MapPost("/return", (string id, [FromBody] ReasonRequest body, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            ByTeam(id, context, grains, rights, needs => needs.ReturnOrder(context.Operation(body), id, body.Reason ?? ""), c)).WithSummary("Ask out of it (退单)").Produces<OrderView>();
        order.MapPost("/confirm", (string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            ByDesk(id, context, grains, rights, needs => needs.ConfirmOrder(context.Operation(), id), c)).WithSummary("The station agrees that it is done").Produces<OrderView>();
        order.MapPost("/redo", (string id, [FromBody] ReasonRequest body, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken c) =>
            ByDesk(id, context, grains, rights, needs => needs.RedoOrder(context.Operation(body), id, body.Reason ?? ""), c)).WithSummary("The team goes again").Produces<OrderView>();
        order.MapPost("/adjudicate", Adjudicate).WithSummary("The station's word on a return").Produces<OrderView>();
        order.MapPost("/release", Release).WithSummary("The team cannot come: free the time, find others").Produces<OrderView>();
        order.MapPost("/reassign", Release).WithSummary("Give it to another team").Produces<OrderView>();
        order.MapGet("/history", (string id, HttpContext context, IUnitStore store, Rights rights, IGrainFactory grains, CancellationToken c, long? after = null, int? limit = null) =>
            NeedEndpoints.History('W', id, context, store, rights, grains, after, limit, c)).WithSummary("Everything that happened to it").Produces<Page<HistoryEntry>>();
    }

    private static Task<IResult> View(string id, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        OnOrder(id, grains, async (_, order) =>
            await rights.Require(context.Caller(), Ids.Owner(id), Rights.Staff, cancellation) is not null
            && await rights.RequireAnswering(context.Caller(), order.Team, cancellation) is { } refusal
                ? Answer.From(refusal)
                : Answer.Ok(context, new Result<OrderView>(order, null), v => v.Version));

    private static Task<IResult> Accept(string id, [FromBody] AcceptRequest? request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        Answered(id, request?.AnsweredBy, context, grains, rights, (needs, phone, deputy) =>
            needs.AcceptOrder(context.Operation(request), id, new(request?.From, request?.Until, request?.People, phone is not null, phone, deputy)), cancellation);

    private static Task<IResult> Decline(string id, [FromBody] DeclineRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        Answered(id, request.AnsweredBy, context, grains, rights, (needs, phone, deputy) =>
            needs.DeclineOffer(context.Operation(request), id, new(request.Reason ?? "", phone, deputy)), cancellation);

    private static Task<IResult> Contest(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains) =>
        OnOrder(id, grains, async (needs, order) => Rights.Leads(context.Caller(), order.Team)
            ? Answer.Ok(context, await needs.ContestAnswer(context.Operation(request), id, request.Reason ?? ""), v => v.Version)
            : Answer.From(Refusal.Forbidden("Only the team's leader contests an answer given in his name.")));

    private static async Task<IResult> Decide(string id, [FromBody] ContestDecision request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        request.Upheld is not { } upheld
            ? Answer.Malformed("upheld", "Say whether the answer stands.")
            : await ByDesk(id, context, grains, rights, needs => needs.DecideContest(context.Operation(request), id, upheld, request.Reason ?? ""), cancellation);

    private static async Task<IResult> Report(string id, [FromBody] ReportRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        request.Outcome is not { } outcome
            ? Answer.Malformed("outcome", "An outcome is fulfilled, partly or notFulfilled.")
            : await ByTeam(id, context, grains, rights,
                needs => needs.ReportOrder(context.Operation(request), id, new(outcome, request.Note, request.Participants ?? 0, request.Photos ?? [])), cancellation);

    private static async Task<IResult> Adjudicate(string id, [FromBody] AdjudicateRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        request.Granted is not { } granted
            ? Answer.Malformed("granted", "Say whether the return is granted.")
            : await ByDesk(id, context, grains, rights, needs => needs.AdjudicateReturn(context.Operation(request), id, granted, request.Reason ?? ""), cancellation);

    // A leader who falls ill releases his own order; the desk may release or reassign any.
    private static Task<IResult> Release(string id, [FromBody] ReasonRequest request, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        request.To is null
            ? ByTeam(id, context, grains, rights, needs => needs.ReleaseOrder(context.Operation(request), id, request.Reason ?? "", null), cancellation)
            : ByDesk(id, context, grains, rights, async needs => await NeedEndpoints.OutOfReach(grains, context.Caller(), [request.To]) is { } refusal
                ? refusal
                : await needs.ReleaseOrder(context.Operation(request), id, request.Reason ?? "", request.To), cancellation);

    // The leader's side: the team's leader, the desk of the team's unit, or (for the answer by telephone) the desk of the need's unit.
    private static async Task<IResult> OnOrder(string id, IGrainFactory grains, Func<INeedListGrain, OrderView, Task<IResult>> act)
    {
        if (!Ids.IsItem(id, 'W'))
            return Answer.From(Refusal.NotFound("order", id));
        var needs = NeedEndpoints.Needs(grains, Ids.Owner(id));
        var order = await needs.ViewOrder(id);
        return order.Value is { } view ? await act(needs, view) : Answer.From(order.Refusal!);
    }

    private static Task<IResult> ByTeam(string id, HttpContext context, IGrainFactory grains, Rights rights, Func<INeedListGrain, Task<Result<OrderView>>> step, CancellationToken cancellation) =>
        OnOrder(id, grains, async (needs, order) =>
            await rights.RequireAnswering(context.Caller(), order.Team, cancellation) is not null
            && await rights.Require(context.Caller(), Ids.Owner(id), Rights.Desk, cancellation) is { } refusal
                ? Answer.From(refusal)
                : Answer.Ok(context, await step(needs), v => v.Version));

    // A leader or a deputy answers himself; what somebody said on the telephone is taken down by a desk, his own or the need's.
    private static Task<IResult> Answered(
        string id, AnsweredBy? told, HttpContext context, IGrainFactory grains, Rights rights, Func<INeedListGrain, PhoneAnswer?, bool, Task<Result<OrderView>>> step, CancellationToken cancellation) =>
        OnOrder(id, grains, async (needs, order) =>
        {
            var caller = context.Caller();
            var desk = await rights.May(caller, Ids.Owner(order.Team), Rights.Desk, cancellation) || await rights.May(caller, Ids.Owner(id), Rights.Desk, cancellation);
            var leads = Rights.Leads(caller, order.Team);
            var deputy = !desk && !leads && await rights.IsDeputy(caller, order.Team);
            if (!desk && !leads && !deputy)
                return Answer.From(Refusal.Forbidden($"Only the leader of {order.Team}, a deputy, or the desk of its unit or the need's answers this offer."));
            if (told is not null && !desk)
                return Answer.From(Refusal.Forbidden("Whoever answers himself does not write it down as a call; a clerk does."));
            return Masked(told, out var phone) is { } refusal ? Answer.From(refusal) : Answer.Ok(context, await step(needs, phone, deputy), v => v.Version);
        });

    // Who and which number are masked before anything else happens to them: enough for the leader to know himself, no more.
    private static Refusal? Masked(AnsweredBy? told, out PhoneAnswer? answer)
    {
        answer = null;
        if (told is null)
            return null;
        if (!string.IsNullOrWhiteSpace(told.Phone) && Phone.Normalize(told.Phone) is null || told.Name?.Length > 60)
            return Refusal.Malformed("answeredBy.invalid", "A name has at most 60 characters, a phone is a Chinese mobile or landline number.");
        answer = new(string.IsNullOrWhiteSpace(told.Name) ? null : Masking.Name(told.Name), string.IsNullOrWhiteSpace(told.Phone) ? null : Masking.Telephone(told.Phone), told.At);
        return null;
    }

    private static async Task<IResult> ByDesk(string id, HttpContext context, IGrainFactory grains, Rights rights, Func<INeedListGrain, Task<Result<OrderView>>> step, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'W'))
            return Answer.From(Refusal.NotFound("order", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await step(NeedEndpoints.Needs(grains, Ids.Owner(id))), v => v.Version);
    }
}

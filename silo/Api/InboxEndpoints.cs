using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Statistics;

namespace Practice.Silo.Api;

/// <summary>What waits for a unit, the day's words for its group, and its figures.</summary>
internal static class InboxEndpoints
{
    public static void MapInbox(this RouteGroupBuilder api)
    {
        api.MapGet("/units/{code}/inbox", Inbox).WithTags("Inbox").WithSummary("What waits, oldest due first").Produces<Page<InboxItem>>();
        api.MapGet("/units/{code}/statistics", Statistics).WithTags("Statistics").WithSummary("Counts and rates of a month").Produces<StatisticsView>();
    }

    /// <param name="kind">Kinds with commas between.</param>
    /// <param name="limit">Without it everything is answered at once.</param>
    private static async Task<IResult> Inbox(
        string code, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation, string? kind = null, bool? overdue = null, int? limit = null, string? after = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var kinds = kind?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var items = (await MonthEndpoints.Grain(grains, code).Inbox()).Where(item => (kinds.Length == 0 || kinds.Contains(item.Kind)) && (overdue != true || item.Overdue));
        return InboxPaging.Page(items, limit, after) is { } page ? Results.Ok(page) : Answer.Malformed("after", "Not a cursor of this list.");
    }

    private static Task<IResult> Statistics(
        string code, HttpContext context, IGrainFactory grains, Rights rights, DomainClock clock, CancellationToken cancellation, string? month = null) =>
        MonthEndpoints.On(code, month ?? ChinaTime.MonthOf(clock.Now).ToString(), context, rights, Rights.Staff,
            async m => Results.Ok(await MonthEndpoints.Grain(grains, code).Statistics(m)), cancellation);
}

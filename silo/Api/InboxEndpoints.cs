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

    private static async Task<IResult> Inbox(string code, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Results.Ok(new Page<InboxItem>(await MonthEndpoints.Grain(grains, code).Inbox(), null));

    private static Task<IResult> Statistics(
        string code, HttpContext context, IGrainFactory grains, Rights rights, DomainClock clock, CancellationToken cancellation, string? month = null) =>
        MonthEndpoints.On(code, month ?? ChinaTime.MonthOf(clock.Now).ToString(), context, rights, Rights.Staff,
            async m => Results.Ok(await MonthEndpoints.Grain(grains, code).Statistics(m)), cancellation);
}

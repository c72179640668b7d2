using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Shared;
using Practice.Statistics;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>What waits for a unit, the day's words for its group, and its figures.</summary>
internal static class InboxEndpoints
{
    private const int LongestTitle = 20;

    public static void MapInbox(this RouteGroupBuilder api)
    {
        api.MapGet("/units/{code}/inbox", Inbox).WithTags("Inbox").WithSummary("What waits, oldest due first").Produces<Page<InboxItem>>();
        api.MapGet("/units/{code}/digest", Digest).WithTags("Inbox").WithSummary("每日群里提醒: the day's words to copy").Produces<DigestView>();
        api.MapGet("/units/{code}/statistics", Statistics).WithTags("Statistics").WithSummary("Counts and rates of a month").Produces<StatisticsView>();
    }

    internal sealed record DigestView(string Unit, DateOnly Date, string Text);

    private static async Task<IResult> Inbox(string code, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Results.Ok(new Page<InboxItem>(await MonthEndpoints.Grain(grains, code).Inbox(), null));

    private static Task<IResult> Statistics(
        string code, HttpContext context, IGrainFactory grains, Rights rights, DomainClock clock, CancellationToken cancellation, string? month = null) =>
        MonthEndpoints.On(code, month ?? ChinaTime.MonthOf(clock.Now).ToString(), context, rights, Rights.Staff,
            async m => Results.Ok(await MonthEndpoints.Grain(grains, code).Statistics(m)), cancellation);

    private static async Task<IResult> Digest(
        string code, HttpContext context, IUnitStore store, Rights rights, ITermsSource terms, DomainClock clock, CancellationToken cancellation, string? date = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var day = ChinaTime.DateOf(clock.Now);
        if (date is not null && !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) || day.Year is < 2000 or >= 2200)
            return Answer.Malformed("date", "A date is written yyyy-MM-dd, from 2000 on.");
        var rows = await store.Items(Ids.UnitStream(code), "unit", [code], cancellation);
        var unit = ItemKinds.Read<UnitProfile>(rows[0]);
        var text = unit.Level is Level.Station or Level.Point
            ? await OfStation(unit, day, store, await terms.For(unit.Path), cancellation)
            : await OfParent(unit, day, store, cancellation);
        return Results.Ok(new DigestView(code, day, text));
    }

    private static async Task<string> OfStation(UnitProfile unit, DateOnly day, IUnitStore store, ITerms terms, CancellationToken cancellation)
    {
        var (start, end) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        var query = new ItemQuery { Kind = "need", Stream = Ids.UnitStream(unit.Id), Open = true };
        var (today, overdue) = (0, 0);
        ItemRow? first = null;
        await foreach (var row in store.All(query with { DueBefore = end, Order = ItemOrder.Due }, cancellation))
        {
            if (row.DueAt < start)
                overdue++;
            else
                today++;
            first = first is null || first.DueAt < start && row.DueAt >= start ? row : first;
        }

        var submitted = (await store.Count(query with { Statuses = [Json.Name(NeedStatus.Submitted)] }, cancellation)).Sum(c => c.Number);
        UrgentLine? urgent = null;
        if (first is { DueAt: { } due })
        {
            var title = PublicWords.Title(ItemKinds.Read<Need>(first), terms);
            urgent = new(title.Length > LongestTitle ? title[..LongestTitle] : title, ChinaTime.Local(due), day);
        }

        return DigestText.Station(DigestText.Called(unit.Name, unit.Level), today, overdue, (int)submitted, urgent);
    }

    private static async Task<string> OfParent(UnitProfile unit, DateOnly day, IUnitStore store, CancellationToken cancellation)
    {
        var open = new ItemQuery { Kind = "need", Under = unit.Path, Open = true };
        var late = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in store.All(open with { DueBefore = ChinaTime.StartOf(day), Order = ItemOrder.Due }, cancellation))
            late[row.Stream] = late.GetValueOrDefault(row.Stream) + 1;
        var names = new List<string>();
        foreach (var stream in late.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).Select(l => l.Key).Take(6))
            foreach (var row in await store.Items(stream, "unit", [stream["unit-".Length..]], cancellation))
                names.Add(ItemKinds.Read<UnitProfile>(row).Name);
        var toDispatch = await store.Count(open with { Statuses = [Json.Name(NeedStatus.Verified)] }, cancellation);
        var stuck = await store.Count(new() { Kind = "coordination", Stream = Ids.UnitStream(unit.Id), Statuses = [Json.Name(Dispatch.CoordinationStatus.Stuck)] }, cancellation);
        var units = await store.Count(new() { Kind = "unit", ChildrenOf = unit.Path, Statuses = [Json.Name(UnitStatus.Active)] }, cancellation);
        var below = unit.Level switch { Level.Institute => "个站", Level.Centre => "个所", _ => "个中心" };
        return DigestText.Parent(DigestText.Called(unit.Name, unit.Level), string.Create(CultureInfo.InvariantCulture, $"{units.Sum(u => u.Number)} {below}"),
            (int)toDispatch.Sum(c => c.Number), (int)stuck.Sum(c => c.Number), late.Values.Sum(), names);
    }
}

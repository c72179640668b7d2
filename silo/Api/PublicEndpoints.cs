using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Resources;
using Practice.Services;
using Practice.Shared;
using Practice.Statistics;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>What anybody may read (平台晒, 张榜公示): from the rows alone, cacheable, without personal data.</summary>
internal static class PublicEndpoints
{
    private const int BoardLines = 20;

    public static void MapPublic(this RouteGroupBuilder api)
    {
        var unit = api.MapGroup("/public/units/{code}").WithTags("Public").AllowAnonymous();
        unit.MapGet("/lists/resources", Resources).WithSummary("The resource list: people only by consent, never by name").Produces<Page<PublicResource>>();
        unit.MapGet("/lists/services", Services).WithSummary("The service list").Produces<Page<PublicService>>();
        unit.MapGet("/publications", Publications).WithSummary("Which months are published").Produces<Page<PublishedMonth>>();
        unit.MapGet("/publications/{month}", Publication).WithSummary("A month as it was published").Produces<PublicationView>();
        unit.MapGet("/publications/{month}/lines", Lines).WithSummary("The lines of a month as the unit and those below it published them").Produces<PublishedLines>();
        unit.MapGet("/board", Board).WithSummary("The board: counts, promises, what was done").Produces<BoardView>();
    }

    internal sealed record PublishedMonth(string Month, DateTimeOffset PublishedAt, string Hash);

    /// <summary>Lines that stand in publications of their own, put together for reading; <see cref="From"/> names each with its hash.</summary>
    internal sealed record PublishedLines(string Unit, string Month, ImmutableArray<FulfilledLine> Fulfilled, ImmutableArray<UnfulfilledLine> Unfulfilled, ImmutableArray<PublishedBy> From);

    internal sealed record PublishedBy(string Unit, string Hash);

    /// <summary>A promise or a thing done, in words for everybody.</summary>
    internal sealed record BoardLine(string Need, string Unit, string Title, string Category, DateOnly? Date, ImmutableArray<string> Steps, bool Broken, RatingView? Rating);

    /// <summary>挂牌督办: promised more than once and not kept. Number and category alone.</summary>
    internal sealed record ListedLine(string Need, string Unit, string Title, string Category, DateTimeOffset Since, int BrokenPromises);

    /// <param name="ByStatus">Needs submitted in the month, in the whole subtree.</param>
    /// <param name="Open">Needs open now, of whatever month.</param>
    internal sealed record BoardView(
        string Unit, string Name, Level Level, string Month, DateTimeOffset AsOf, ImmutableSortedDictionary<string, long> ByStatus,
        ImmutableSortedDictionary<string, long> ByCategory, long Submitted, long Open, ImmutableArray<BoardLine> Promises, ImmutableArray<BoardLine> Done,
        ImmutableArray<PublishedMonth> Publications)
    {
        /// <summary>A centre's: what is listed in its county now.</summary>
        public ImmutableArray<ListedLine> Listed { get; init; } = [];
    }

    private static async Task<IResult> Resources(string code, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await directory.PathOf(code, cancellation) is null)
            return Answer.From(Refusal.NotFound("unit", code));
        var page = await store.Search(
            new() { Kind = "resource", Stream = Ids.UnitStream(code), Open = true, Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Cached.Json(context, new Page<PublicResource>(
            [.. page.Items.Select(row => ResourceViews.Public(ItemKinds.Read<Resource>(row))).OfType<PublicResource>()], page.Next), seconds: 60);
    }

    private static async Task<IResult> Services(string code, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await directory.PathOf(code, cancellation) is null)
            return Answer.From(Refusal.NotFound("unit", code));
        var page = await store.Search(
            new() { Kind = "service", Stream = Ids.UnitStream(code), Statuses = [Kernel.Json.Name(ServiceStatus.Standing)], Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) },
            cancellation);
        var services = page.Items.Select(row => ItemKinds.Read<Service>(row)).ToList();
        var names = await MonthReads.TeamNames(store, services.Select(s => s.Team).OfType<string>(), cancellation);
        return Cached.Json(context, new Page<PublicService>(
            [.. services.Select(s => ServiceViews.Public(s, team => names.GetValueOrDefault(team))).OfType<PublicService>()], page.Next), seconds: 60);
    }

    private static async Task<IResult> Publications(string code, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await directory.PathOf(code, cancellation) is null)
            return Answer.From(Refusal.NotFound("unit", code));
        var page = await store.Search(new() { Kind = "publication", Stream = Ids.UnitStream(code), After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Cached.Json(context, new Page<PublishedMonth>([.. page.Items.Select(Published)], page.Next), seconds: 60);
    }

    private static async Task<IResult> Publication(string code, string month, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation)
    {
        if (await directory.PathOf(code, cancellation) is null)
            return Answer.From(Refusal.NotFound("unit", code));
        if (!YearMonth.TryParse(month, out _))
            return Answer.Malformed("month", "A month is written yyyy-MM.");
        var rows = await store.Items(Ids.UnitStream(code), "publication", [month], cancellation);
        return rows.IsEmpty
            ? Answer.From(Refusal.NotFound("publication", month))
            : Cached.Json(context, PublicationRules.View(ItemKinds.Read<Publication>(rows[0])), seconds: 300);
    }

    // A city's would be a county's lines times the counties: each county has its own.
    private static async Task<IResult> Lines(string code, string month, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, string? format = null)
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        if (!YearMonth.TryParse(month, out _))
            return Answer.Malformed("month", "A month is written yyyy-MM.");
        if ((await store.Items(Ids.UnitStream(code), "publication", [month], cancellation)).IsEmpty)
            return Answer.From(Refusal.NotFound("publication", month));
        var query = new ItemQuery { Kind = "publication", Month = month, Order = ItemOrder.Id };
        query = Ids.LevelOf(code) == Level.City ? query with { Stream = Ids.UnitStream(code) } : query with { Under = path };
        var published = new List<PublicationView>();
        await foreach (var row in store.All(query, cancellation))
            published.Add(PublicationRules.View(ItemKinds.Read<Publication>(row)));
        var lines = new PublishedLines(
            code, month,
            [.. published.SelectMany(p => p.Fulfilled).OrderByDescending(line => line.DoneOn).ThenBy(line => line.Need, StringComparer.Ordinal)],
            [.. published.SelectMany(p => p.Unfulfilled).OrderBy(line => line.PromisedDate).ThenBy(line => line.Need, StringComparer.Ordinal)],
            [.. published.Select(p => new PublishedBy(p.Unit, p.Hash ?? "")).OrderBy(p => p.Unit, StringComparer.Ordinal)]);
        return Exports.Wanted(context, format, out var kind)
            ? Exports.File(kind, $"publication-{code}-{month}", PublicationSheet.Columns, lines.Fulfilled.Cast<object>().Concat(lines.Unfulfilled).ToAsyncEnumerable())
            : Cached.Json(context, lines, seconds: 60);
    }

    // Counts are the unit's own and what its children have last reported: they follow within seconds, at the same cost at every level.
    private static async Task<IResult> Board(
        string code, HttpContext context, IUnitStore store, UnitDirectory directory, ITermsSource source, DomainClock clock, CancellationToken cancellation, string? month = null)
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        var current = ChinaTime.MonthOf(clock.Now);
        if (month is not null && !YearMonth.TryParse(month, out current))
            return Answer.Malformed("month", "A month is written yyyy-MM.");
        var rows = await store.Board(Ids.UnitStream(code), path, current.ToString(), BoardLines, cancellation);
        var unit = ItemKinds.Read<UnitProfile>(rows.Unit!);
        var terms = await source.For(path);
        var (counts, open) = Counts(rows.Tallies, current.ToString());
        var promises = rows.Unfulfilled.Concat(rows.UnderWay).Take(BoardLines);
        return Cached.Json(context, new BoardView(
            unit.Id, unit.Name, unit.Level, current.ToString(), clock.Now, counts.ByStatus.ToImmutableSortedDictionary(s => Kernel.Json.Name(s.Key), s => (long)s.Value),
            counts.ByCategory.ToImmutableSortedDictionary(c => c.Key, c => (long)c.Value.Submitted), counts.Submitted, open, [.. promises.Select(r => Line(r, terms))],
            [.. rows.Met.Select(r => Line(r, terms)).OrderByDescending(line => line.Date)], [.. rows.Publications.Select(Published)])
        {
            Listed = unit.Level == Level.Centre ? await Listed(store, path, terms, cancellation) : [],
        }, seconds: 15);
    }

    private static async Task<ImmutableArray<ListedLine>> Listed(IUnitStore store, string path, ITerms terms, CancellationToken cancellation)
    {
        var page = await store.Search(
            new() { Kind = "climb", Under = path, Open = true, Statuses = [Kernel.Json.Name(LadderStep.Listed)], Order = ItemOrder.Due, Limit = BoardLines }, cancellation);
        return
        [
            .. page.Items.Select(ItemKinds.Read<Climb>).Select(climb => new ListedLine(
                climb.Id, Ids.Owner(climb.Id), PublicWords.CategoryName(climb.Category, terms), climb.Category, climb.Rungs[^1].At, climb.BrokenPromises)),
        ];
    }

    private static (StatCounts OfMonth, long Open) Counts(ImmutableArray<ItemRow> tallies, string month)
    {
        var (sum, open) = (StatCounts.Zero, 0L);
        foreach (var row in tallies)
        {
            var counts = row.Kind == "tally" ? ItemKinds.Read<Tally>(row).Counts : ItemKinds.Read<ChildTally>(row).Counts;
            open += TallyRules.Unsettled(counts);
            if (row.Month == month)
                sum += counts;
        }

        return (sum, open);
    }

    private static BoardLine Line(ItemRow row, ITerms terms)
    {
        var need = ItemKinds.Read<Need>(row);
        var date = need.DoneAt is { } done ? ChinaTime.DateOf(done) : need.Promise?.PromisedDate;
        return new(need.Id, Ids.Owner(need.Id), PublicWords.Title(need, terms), need.Category, date,
            need.DoneAt is null && need.Promise is { } promise ? [.. promise.Steps.Select(Scrub.Text)] : [], need.PromiseBroken && need.DoneAt is null, RatingRules.Mean(need.Ratings));
    }

    private static PublishedMonth Published(ItemRow row)
    {
        var publication = ItemKinds.Read<Publication>(row);
        return new(publication.Id, publication.CreatedAt, publication.Hash);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Services;
using Practice.Shared;
using Practice.Statistics;
using Practice.Teams;
using Practice.Units;

namespace Practice.Months;

/// <summary>张榜公示 (brief, rows 113–114): each unit for itself, complete or not at all, and never changed afterwards.</summary>
/// <remarks>
/// Laws: published twice, a month stays as it was; a note changes neither body nor hash; every need that was taken on and is open has
/// steps and a date; the body balances; a parent's total is its own plus the children's publications that it shows.
/// </remarks>
public static class PublicationRules
{
    public const string Topic = "publication/";

    private const int LongestNote = 2000, MostNotes = 100, LongestReason = 200;

    /// <param name="byDeputy">Whether a deputy of the unit's head publishes.</param>
    /// <param name="behalf">The unit above that publishes because this one is late; null = the unit itself.</param>
    public static Refusal? Publish(Draft draft, ITerms terms, YearMonth month, MonthHistory history, OnBehalf? behalf = null, bool byDeputy = false)
    {
        if (UnitRules.Profile(draft) is not { } unit)
            return UnitRules.Missing(draft);
        if (draft.Book.Find<Publication>(month.ToString()) is not null)
            return null;
        if (month > ChinaTime.MonthOf(draft.Now))
            return Refusal.Rule("month.future", "A month is published once it has begun.");
        if (unit.Status == UnitStatus.Inactive)
            return UnitRules.NotOpen(unit);
        if (behalf is not null && (string.IsNullOrWhiteSpace(behalf.Reason) || behalf.Reason.Length > LongestReason))
            return Refusal.Rule("publish.reasonMissing", $"Whoever publishes for a unit says why, in 1 to {LongestReason} characters.");
        var known = MonthRules.Find(draft.Book, month);
        if (known?.IsWorking == true)
            return Refusal.Conflict("month.busy", "The month's plan is still being worked on; try again in a moment.");
        var period = Period.Of(draft.Book, month, draft.Now);
        if (period.Until < period.After)
            return Refusal.Conflict("month.order", "A later time is told of already.");
        if (PeriodRules.Gaps(draft.Book, period, draft.Now) is { Length: > 0 } gaps)
            return new(RefusalKind.Conflict, "month.gaps", $"{gaps.Length} needs have neither an outcome nor steps and a promised date that still holds.",
                [.. gaps.Select(need => need.Id)]);

        var view = Compose(draft.Book, draft.Now, terms, unit, month, period, history) with
        {
            PublishedBy = behalf?.By, BehalfReason = behalf is null ? null : Scrub.Text(behalf.Reason.Trim()), ByDeputy = byDeputy ? true : null,
        };
        var body = CanonicalJson.Of(view, "hash", "notes");
        var publication = new Publication { Id = month.ToString(), CreatedAt = draft.Now, Body = body, Hash = CanonicalJson.Hash(body), Total = view.Total };
        draft.Record(new MonthPublished(publication.Hash, view.Fulfilled.Length, view.Unfulfilled.Length, behalf?.By), publication);
        draft.Keep((known ?? MonthRules.New(draft, month)) with { State = MonthState.Published, PublishedAt = draft.Now, ClosedAt = period.Until });
        foreach (var line in draft.Book.All<PlanLine>().Where(line => line.Month == publication.Id && line.Facets.Open).ToList())
            draft.Keep(line with { InPlan = false });
        if (unit is { Parent: { } parent, Level: not Level.City })
            draft.Report(Ids.UnitStream(parent), Topic + publication.Id);
        return null;
    }

    public static Refusal? AddNote(Draft draft, YearMonth month, string text)
    {
        if (draft.Book.Find<Publication>(month.ToString()) is not { } publication)
            return Refusal.NotFound("publication", month.ToString());
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestNote)
            return Refusal.Malformed("text.invalid", $"A note has 1 to {LongestNote} characters.");
        if (publication.Notes.Length >= MostNotes)
            return Refusal.Rule("notes.full", $"A publication has at most {MostNotes} notes.");
        var note = new PublicationNote(publication.Notes.Length + 1, draft.Now, Scrub.Text(text.Trim()));
        draft.Record(new PublicationNoted(note.N), publication with { Notes = publication.Notes.Add(note) });
        return null;
    }

    /// <summary>A child has published. Its publication is immutable: told again it is the same.</summary>
    public static void TakeChild(Draft draft, ChildPublication child)
    {
        if (draft.Book.Find<ChildPublication>(child.Id)?.Hash != child.Hash)
            draft.Record(new ChildPublished(child.Child, child.Month, child.Hash), child);
    }

    /// <summary>What the parent is told.</summary>
    public static ChildPublication? Summary(Book book, string month) =>
        book.Find<Publication>(month) is { } publication && book.Only<UnitProfile>() is { } unit
            ? new()
            {
                Id = $"{unit.Id}/{month}", CreatedAt = publication.CreatedAt, Child = unit.Id, Name = unit.Name, Month = month,
                PublishedAt = publication.CreatedAt, Counts = publication.Total, Hash = publication.Hash,
            }
            : null;

    public static PublicationView View(Publication publication) =>
        JsonSerializer.Deserialize<PublicationView>(publication.Body, Json.Persisted)! with { Hash = publication.Hash, Notes = publication.Notes };

    /// <summary>The publication as it would be now.</summary>
    public static PublicationView? Preview(Book book, ITerms terms, YearMonth month, MonthHistory history, DateTimeOffset now) =>
        UnitRules.Profile(book) is { } unit ? Compose(book, now, terms, unit, month, Period.Of(book, month, now), history) : null;

    private static PublicationView Compose(Book book, DateTimeOffset now, ITerms terms, UnitProfile unit, YearMonth month, Period period, MonthHistory history)
    {
        var needs = history.Needs(book).Where(need => PeriodRules.Concerns(period, need)).ToList();
        var own = needs.Aggregate(PeriodCounts.Zero, (sum, need) => sum + PeriodRules.Count(period, need));
        var id = month.ToString();
        var children = book.All<ChildPublication>().Where(c => c.Month == id).OrderBy(c => c.Child, StringComparer.Ordinal).ToList();
        var total = children.Aggregate(own, (sum, child) => sum + child.Counts);
        return new()
        {
            Unit = unit.Id,
            UnitName = unit.Name,
            Month = month,
            PublishedAt = now,
            After = period.After,
            Until = period.Until,
            Fulfilled = [.. needs.Where(n => PeriodRules.Fulfilled(period, n)).OrderBy(n => n.DoneAt).Select(n => Met(n, book, terms, history))],
            Unfulfilled = [.. needs.Where(n => PeriodRules.Unfulfilled(period, n)).Select(n => NotMet(n, terms))],
            Services = [.. book.All<Service>().Select(s => ServiceViews.Public(s, team => TeamName(team, book, history))).OfType<PublicService>()],
            Own = own,
            Total = total,
            Rates = RateRules.Of(total),
            Children = [.. children.Select(c => new ChildPublicationView(c.Child, c.Name, c.PublishedAt, c.Counts, c.Hash))],
            Late =
            [
                .. book.All<ChildUnit>()
                    .Where(c => c.Status == UnitStatus.Active && children.All(published => published.Child != c.Id))
                    .Select(c => new LateUnit(c.Id, c.Name)),
            ],
        };
    }

    private static FulfilledLine Met(Need need, Book book, ITerms terms, MonthHistory history) => new(
        need.Id, PublicWords.Title(need, terms), need.Category,
        [
            .. need.Orders.Select(o => history.Order(book, o)).OfType<WorkOrder>().Where(o => o.Status == OrderStatus.Confirmed)
                .OrderByDescending(o => o.Lead).Select(o => TeamName(o.Team, book, history)).Distinct(),
        ],
        ChinaTime.DateOf(need.DoneAt!.Value), need.OnTime == true, RatingRules.Mean(need.Ratings), need.BrokenPromises > 0 ? need.BrokenPromises : null);

    private static UnfulfilledLine NotMet(Need need, ITerms terms) => new(
        need.Id, PublicWords.Title(need, terms), need.Category, Scrub.Text(need.Promise?.Reason ?? Why(need)),
        need.Promise is { } promise ? [.. promise.Steps.Select(Scrub.Text)] : [], need.Promise?.PromisedDate, need.Owner, need.BrokenPromises,
        PeriodRules.EndOf(need) is { } end ? ChinaTime.DateOf(end) : null);

    /// <summary>Why it is not done yet, as a code for the public words.</summary>
    public static string Why(Need need) => need.Status switch
    {
        NeedStatus.Dispatching when need.Search is { Automatic: false } => "noTeam",
        NeedStatus.Dispatching => "lookingForTeam",
        NeedStatus.Accepted or NeedStatus.InService => "inWork",
        NeedStatus.Done or NeedStatus.Rated => "doneLater",
        _ => "notYet",
    };

    private static string TeamName(string team, Book book, MonthHistory history) =>
        Scrub.Text(book.Find<TeamCard>(team)?.Name ?? history.TeamNames.GetValueOrDefault(team, "")) is { Length: > 0 } name ? name
            : string.Create(CultureInfo.InvariantCulture, $"#{team[(team.LastIndexOf('-') + 1)..]}");
}

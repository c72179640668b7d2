using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Months.Planning;
using Practice.Needs;
using Practice.Orders;
using Practice.Resources;
using Practice.Services;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Months;

/// <summary>
/// The month's plan from what a unit knows: every need it answers for that has no live order, and the teams it can ask. Pure, but of the
/// order of a second for a county: computed outside the owner's turn, from a book that does not change.
/// </summary>
/// <remarks>A slot is half a day, two for each day of the month. Laws of the plan: see <see cref="MonthPlanner"/>.</remarks>
public static class MonthPlanning
{
    private const int SlotsADay = 2;

    private static readonly (TimeSpan From, TimeSpan Until)[] HalfDays = [(TimeSpan.FromHours(7), TimeSpan.FromHours(12)), (TimeSpan.FromHours(12), TimeSpan.FromHours(21))];

    public static (ImmutableArray<PlanLine> Lines, PlanSummary Summary) Compute(
        Book book, ITerms terms, YearMonth month, int round, DateTimeOffset now, CancellationToken cancellation)
    {
        var unit = book.All<UnitProfile>().First();
        var start = Later(ChinaTime.DateOf(now), month.FirstDay);
        var gathered = Gather(book, unit, terms, month).ToList();
        var teams = Teams(book.All<TeamCard>(), gathered, unit.Path, month, now);
        var plan = MonthPlanner.Plan([.. gathered.Select(g => Need(g, terms, month, start))], teams, null, cancellation);

        var assigned = plan.Assignments.ToDictionary(a => a.Need, StringComparer.Ordinal);
        var unserved = plan.Unserved.ToDictionary(u => u.Need, u => u.Code, StringComparer.Ordinal);
        var lines = gathered.Select(g => Line(g, book, terms, month, round, start, now, assigned.GetValueOrDefault(g.Need), unserved.GetValueOrDefault(g.Need)));
        return ([.. lines], new(
            gathered.Count, plan.Assignments.Length, plan.Cost, plan.Method, plan.Greedy.Served, plan.Greedy.Cost, plan.Flow.ProvenOptimal, plan.Flow.ToString()));
    }

    /// <summary>Own needs that are taken on and have no live order, and those of units below that nobody could place. Urgent ones too: being here keeps nobody from acting before.</summary>
    private static IEnumerable<Gathered> Gather(Book book, UnitProfile unit, ITerms terms, YearMonth month)
    {
        var end = ChinaTime.StartOf(month.LastDay.AddDays(1));
        var busy = book.All<WorkOrder>().Where(order => order.IsLive).Select(order => order.Need).ToHashSet(StringComparer.Ordinal);
        foreach (var need in book.All<Need>())
            if (WantsHelp(need, unit) && !busy.Contains(need.Id) && !(need.Wanted?.From >= end))
                yield return new(need.Id, unit.Id, unit.Path, need.Category, terms.Category(need.Category)?.Skills ?? [], need.Urgency, need.People, need.Wanted, need.Service);
        foreach (var coordination in book.All<Coordination>())
            if (coordination is { Status: CoordinationStatus.Stuck, Brief: { } brief } && !(brief.Wanted?.From >= end))
                yield return new(brief.Need, brief.Unit, brief.UnitPath, brief.Category, brief.Skills, brief.Urgency, brief.People, brief.Wanted, null);
    }

    private static bool WantsHelp(Need need, UnitProfile unit) => need.Status is NeedStatus.Verified or NeedStatus.Unfulfilled
        || need is { Status: NeedStatus.Dispatching, Search: { Automatic: false } search } && search.At == unit.Id;

    private static PlanNeed Need(Gathered need, ITerms terms, YearMonth month, DateOnly start)
    {
        var (first, last) = (Slot(start, month), Slot(DeadlineOf(need, terms, month, start), month) + SlotsADay - 1);
        var units = 1;
        if (need.Wanted is { } wanted && ChinaTime.DateOf(wanted.From) >= start)
        {
            first = Slot(ChinaTime.DateOf(wanted.From), month);
            last = Slot(ChinaTime.DateOf(wanted.Until), month) + SlotsADay - 1;
        }

        return new(need.Need, need.Category, need.Skills, need.People, units, first, last, PlanOptions.WeightOf(need.Urgency), Trimmed(need.UnitPath));
    }

    private static List<PlanTeam> Teams(IEnumerable<TeamCard> cards, List<Gathered> needs, string levelPath, YearMonth month, DateTimeOffset now)
    {
        var kinds = needs.Select(n => (n.Category, n.Skills)).DistinctBy(n => n.Category).ToList();
        var at = now > ChinaTime.StartOf(month.FirstDay) ? now : ChinaTime.StartOf(month.FirstDay);
        var teams = new List<PlanTeam>();
        foreach (var card in cards.Where(card => card.Active && card.Capacity > 0))
        {
            var loan = card.Loans.FirstOrDefault(l => l.Slot.From <= at && at < l.Slot.Until);
            var inside = (loan?.ToPath ?? card.UnitPath).StartsWith(levelPath, StringComparison.Ordinal);
            ImmutableArray<string> fields = [.. kinds.Where(kind => Serves(card, kind.Category, kind.Skills)).Select(kind => kind.Category)];
            if (!inside || fields.IsEmpty)
                continue;
            var reach = loan is not null ? new PlanReach(Trimmed(loan.ToPath), true)
                : card.Reach == Reach.Subtree ? new PlanReach(Trimmed(levelPath), true)
                : new PlanReach(Trimmed(card.UnitPath), false);
            teams.Add(new(card.Id, fields, card.Skills, Trimmed(card.UnitPath), reach, Free(card, loan, month, now),
                Ranking.Smoothed(card.RatingSum, card.RatingCount), card.Load));
        }

        return teams;
    }

    // As in the ranking: the field, or all the skills.
    private static bool Serves(TeamCard card, string category, ImmutableArray<string> skills) =>
        card.Fields.Contains(category) || card.Fields.Contains(category.Split('.')[0]) || (skills.Length > 0 && skills.All(card.Skills.Contains));

    // A half-day counts where a usual visit fits into it; then with what the whole of it has left, and at least with one.
    private static ImmutableArray<int> Free(TeamCard card, Loan? loan, YearMonth month, DateTimeOffset now)
    {
        var schedule = Schedule.Of(card);
        var free = ImmutableArray.CreateBuilder<int>(month.LastDay.Day * SlotsADay);
        for (var day = month.FirstDay; day <= month.LastDay; day = day.AddDays(1))
            foreach (var (from, until) in HalfDays)
            {
                var slot = new TimeSlot(ChinaTime.At(day, from), ChinaTime.At(day, until));
                var away = card.Loans.FirstOrDefault(l => l.Slot.Overlaps(slot));
                var serves = slot.Until > now && away == loan
                    && schedule.FirstFree(slot.From > now ? slot.From : now, OrderRules.UsualVisit, slot.Until, 1) is not null;
                free.Add(serves ? Math.Max(1, card.Capacity - schedule.Peak(slot)) : 0);
            }

        return free.MoveToImmutable();
    }

    private static PlanLine Line(
        Gathered need, Book book, ITerms terms, YearMonth month, int round, DateOnly start, DateTimeOffset now, PlanAssignment? assignment, string? reason)
    {
        var deadline = DeadlineOf(need, terms, month, start);
        return new()
        {
            Id = PlanLine.IdOf(month.ToString(), need.Need),
            CreatedAt = now,
            Month = month.ToString(),
            Need = need.Need,
            Unit = need.Unit,
            Category = need.Category,
            Urgency = need.Urgency,
            Project = need.Service ?? Project(book, need.Category),
            Teams = assignment is null ? [] : [.. assignment.Parts.Select(p => new TeamShare(p.Team, p.Helpers, p.Score.Hops, p.Score.Total))],
            Quantity = need.People,
            Deadline = deadline,
            Milestones = Milestones(terms, need.Urgency, start, deadline, assignment is { Slots: [var first, ..] } ? month.FirstDay.AddDays(first / SlotsADay) : null),
            Reason = assignment is null ? reason : null,
            Round = round,
        };
    }

    // By the urgency's own limit where that ends sooner than the month's last working day.
    private static DateOnly DeadlineOf(Gathered need, ITerms terms, YearMonth month, DateOnly start)
    {
        var last = Later(terms.Calendar.LastWorkingDay(month), start);
        var limit = Deadlines.After(terms.Limits.For(need.Urgency).Finish, ChinaTime.StartOf(start), terms.Calendar);
        return limit is { } due && ChinaTime.DateOf(due.At) < last ? ChinaTime.DateOf(due.At) : last;
    }

    private static ImmutableArray<string> Milestones(ITerms terms, Urgency urgency, DateOnly start, DateOnly deadline, DateOnly? visit)
    {
        var accept = Deadlines.After(terms.Limits.For(urgency).Accept, ChinaTime.StartOf(start), terms.Calendar);
        var by = accept is { } due && ChinaTime.DateOf(due.At) < deadline ? ChinaTime.DateOf(due.At) : deadline;
        return [Milestone("accept", by), .. visit is { } day ? [Milestone("visit", day)] : Array.Empty<string>(), Milestone("finish", deadline)];
    }

    private static string Milestone(string step, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{step} {day:yyyy-MM-dd}");

    private static string? Project(Book book, string category)
    {
        var top = category.Split('.')[0];
        var standing = book.All<Service>().Where(s => s.Status == ServiceStatus.Standing).ToList();
        return (standing.FirstOrDefault(s => s.Category == category) ?? standing.FirstOrDefault(s => s.Category == top))?.Id
            ?? book.All<Resource>().FirstOrDefault(r => r is { Kind: ResourceKind.Project, Active: true } && (r.Category == category || r.Category == top))?.Id;
    }

    private static int Slot(DateOnly day, YearMonth month) => (day.DayNumber - month.FirstDay.DayNumber) * SlotsADay;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static string Trimmed(string path) => path.Trim('/');

    private sealed record Gathered(
        string Need, string Unit, string UnitPath, string Category, ImmutableArray<string> Skills, Urgency Urgency, int People, TimeSlot? Wanted, string? Service);
}

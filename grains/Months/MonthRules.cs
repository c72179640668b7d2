using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Months;

/// <summary>A month's way from its opening to its confirmed plan. Publishing stands in <see cref="PublicationRules"/>.</summary>
public static class MonthRules
{
    /// <summary>Opens, or opens again: what has no order is gathered anew. While it is being planned, opening changes nothing.</summary>
    public static Refusal? Open(Draft draft, YearMonth month)
    {
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        var current = ChinaTime.MonthOf(draft.Now);
        if (month < current || month > current.AddMonths(1))
            return Refusal.Rule("month.notNow", "The present month or the next one can be opened.");
        var known = Find(draft.Book, month);
        switch (known?.State)
        {
            case MonthState.Planning:
                return null;
            case MonthState.Confirming:
                return Refusal.Conflict("month.confirming", "The offers of the plan are being sent; open it again afterwards.");
            case MonthState.Published:
                return Refusal.Conflict("month.published", "The month is published already.");
            default:
                draft.Record(new MonthOpened((known?.Round ?? 0) + 1), (known ?? New(draft, month)) with
                {
                    State = MonthState.Planning, Round = (known?.Round ?? 0) + 1, OpenedAt = draft.Now, PlannedAt = null, WorkingSince = draft.Now,
                });
                return null;
        }
    }

    /// <summary>Some lines of the plan. Those of a round that is over are not heard.</summary>
    public static void Propose(Draft draft, YearMonth month, int round, IEnumerable<PlanLine> lines)
    {
        if (!IsAt(draft, month, MonthState.Planning, round))
            return;
        foreach (var line in lines)
            draft.Record(new LineProposed(line.Need, line.Project, [.. line.Teams.Select(t => t.Team)], line.Quantity, line.Deadline, line.Reason), line);
    }

    /// <summary>The plan is complete: what an older opening proposed and this one did not is dropped.</summary>
    public static void Planned(Draft draft, YearMonth month, int round, PlanSummary summary)
    {
        if (!IsAt(draft, month, MonthState.Planning, round))
            return;
        foreach (var stale in Lines(draft.Book, month).Where(l => l.Round < round && l.Status == PlanLineStatus.Proposed).ToList())
            draft.Record(new LineDropped(stale.Need), stale with { Status = PlanLineStatus.Dropped });
        draft.Record(new MonthPlanned(summary.Needs, summary.Placed, summary.Method, summary.ProvenOptimal), Find(draft.Book, month)! with
        {
            State = MonthState.Planned, PlannedAt = draft.Now, Plan = summary, WorkingSince = null,
        });
    }

    public static Refusal? Confirm(Draft draft, YearMonth month, ConfirmMonth command)
    {
        if (Find(draft.Book, month) is not { } known)
            return Refusal.NotFound("month", month.ToString());
        switch (known.State)
        {
            case MonthState.Planning:
                return Refusal.Conflict("month.planning", "The plan is not ready yet.");
            case MonthState.Published:
                return Refusal.Conflict("month.published", "The month is published already.");
            case MonthState.Confirming or MonthState.Confirmed:
                return null;
            default:
                var except = command.Except.ToHashSet(StringComparer.Ordinal);
                if (Choose(draft, month, command.Choices, except) is { } refused)
                    return refused;
                var left = Proposed(draft.Book, month).Where(l => except.Contains(l.Need)).ToList();
                foreach (var line in left)
                    draft.Record(new LineDropped(line.Need), line with { Status = PlanLineStatus.Dropped });
                draft.Record(new MonthConfirming(left.Count), known with { State = MonthState.Confirming, WorkingSince = draft.Now });
                return null;
        }
    }

    // A team that a person names needs to be known here; how many it sends is shared out in the order named.
    private static Refusal? Choose(Draft draft, YearMonth month, ImmutableArray<LineChoice> choices, HashSet<string> except)
    {
        foreach (var choice in choices)
        {
            if (Proposed(draft.Book, month).FirstOrDefault(line => line.Need == choice.Need) is not { } line || except.Contains(choice.Need))
                return Refusal.Rule("choice.noLine", $"The plan has no line for need '{choice.Need}'.");
            if (choice.Teams.IsDefaultOrEmpty || choice.Teams.Distinct().Count() != choice.Teams.Length)
                return Refusal.Malformed("choices.invalid", $"Name one or more different teams for need {choice.Need}.");

            var (missing, shares) = (line.Quantity, ImmutableArray.CreateBuilder<TeamShare>());
            foreach (var team in choice.Teams)
            {
                if (draft.Book.Find<TeamCard>(team) is not { Active: true } card)
                    return Refusal.Rule("team.notFound", $"There is no active team '{team}' among those of this unit and below.");
                var people = Math.Min(missing, card.Capacity);
                if (people < 1)
                    return Refusal.Rule("team.notNeeded", $"Without team {team} there are helpers enough for need {choice.Need}.");
                shares.Add(new(team, people, 0, 0));
                missing -= people;
            }

            draft.Record(new LineProposed(line.Need, line.Project, [.. choice.Teams], line.Quantity, line.Deadline, "chosen"), line with
            {
                Teams = shares.ToImmutable(), Reason = null,
            });
        }

        return null;
    }

    /// <summary>Sends some lines: to the unit's own needs at once, to another unit's by a message to it.</summary>
    public static void Send(Draft draft, ITerms terms, YearMonth month, IEnumerable<string> needs)
    {
        if (!IsAt(draft, month, MonthState.Confirming, null) || UnitRules.Profile(draft) is not { } unit)
            return;
        foreach (var need in needs)
        {
            if (draft.Book.Find<PlanLine>(PlanLine.IdOf(month.ToString(), need)) is not { Status: PlanLineStatus.Proposed } line)
                continue;
            var own = line.Unit == unit.Id;
            var offered = own ? AllocationRules.Apply(draft, terms, need, line.Allocation(), line.Teams, unit.Id) : line.Teams.Length > 0;
            draft.Record(new LineSent(need, offered), line with { Status = PlanLineStatus.Sent });
            if (!own && offered)
                draft.Send(Ids.UnitStream(line.Unit), new PlanSent(need, line.Allocation(), line.Teams));
        }
    }

    public static void Confirmed(Draft draft, YearMonth month)
    {
        if (IsAt(draft, month, MonthState.Confirming, null) && !Proposed(draft.Book, month).Any())
            draft.Record(new MonthConfirmed(), Find(draft.Book, month)! with { State = MonthState.Confirmed, ConfirmedAt = draft.Now, WorkingSince = null });
    }

    public static Month? Find(Book book, YearMonth month) => book.Find<Month>(month.ToString());

    public static Month New(Draft draft, YearMonth month) => new()
    {
        Id = month.ToString(), CreatedAt = draft.Now, State = MonthState.Planning, Round = 0, OpenedAt = draft.Now,
    };

    /// <summary>The plan's lines, by need.</summary>
    public static IEnumerable<PlanLine> Lines(Book book, YearMonth month)
    {
        var id = month.ToString();
        return book.All<PlanLine>().Where(line => line.Month == id && line.Status != PlanLineStatus.Dropped);
    }

    /// <summary>Lines that wait to be sent.</summary>
    public static IEnumerable<PlanLine> Proposed(Book book, YearMonth month) => Lines(book, month).Where(line => line.Status == PlanLineStatus.Proposed);

    private static bool IsAt(Draft draft, YearMonth month, MonthState state, int? round) =>
        Find(draft.Book, month) is { } known && known.State == state && (round is null || known.Round == round);
}

using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Dispatch;

/// <summary>What a level does when a unit below asks it for help.</summary>
public static class CoordinationRules
{
    public const string CardTopic = "card/";

    public static void Take(Draft draft, ITerms terms, string from, HelpSought sought)
    {
        var unit = UnitRules.Profile(draft);
        var (picks, parallel) = unit?.Status == UnitStatus.Active
            ? Ranking.Choose(Ranking.Rank(draft.Book.All<TeamCard>(), sought.Brief, unit.Path, draft.Now, terms.Weights), sought.Brief.People, sought.Brief.Urgency)
            : ([], false);
        var known = draft.Book.Find<Coordination>(sought.Brief.Need);
        draft.Record(new CoordinationBegun(sought.Brief.Unit, sought.Round, sought.Reason, picks.Length), new Coordination
        {
            Id = sought.Brief.Need,
            CreatedAt = known?.CreatedAt ?? draft.Now,
            Unit = sought.Brief.Unit,
            Category = sought.Brief.Category,
            Urgency = sought.Brief.Urgency,
            Status = picks.Length > 0 ? CoordinationStatus.Proposed : CoordinationStatus.Stuck,
            Round = sought.Round,
            Reason = sought.Reason,
            DueBy = sought.DueBy,
            Brief = sought.Brief,
        });
        draft.Send(from, picks.Length > 0
            ? new HelpFound(sought.Brief.Need, sought.Round, picks, parallel)
            : new HelpNotFound(sought.Brief.Need, sought.Round));
    }

    public static void Take(Draft draft, HelpStuck stuck)
    {
        if (draft.Book.Find<Coordination>(stuck.Need) is { Status: CoordinationStatus.Proposed } coordination)
            draft.Record(new CoordinationStuck(stuck.Reason), coordination with { Status = CoordinationStatus.Stuck, Reason = stuck.Reason });
    }

    public static void Take(Draft draft, HelpEnded ended)
    {
        if (draft.Book.Find<Coordination>(ended.Need) is { Status: not CoordinationStatus.Ended } coordination)
            draft.Record(new CoordinationEnded(ended.Outcome), coordination with { Status = CoordinationStatus.Ended });
    }

    /// <summary>A team's statement, from the team or from the unit below: kept if it is newer, and passed on up.</summary>
    public static void TakeCard(Draft draft, TeamCard card)
    {
        if (draft.Book.Find<TeamCard>(card.Id) is { } known && known.TeamVersion >= card.TeamVersion)
            return;
        draft.Record(new CardReceived(card.TeamVersion), card with { CreatedAt = draft.Now });
        if (UnitRules.Profile(draft) is { Parent: { } parent, Level: not Level.City } unit && card.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal))
            draft.Report(Ids.UnitStream(parent), CardTopic + card.Id);
    }
}

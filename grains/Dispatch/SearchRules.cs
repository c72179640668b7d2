using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;
using Practice.Settings;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Dispatch;

/// <summary>
/// The search for help, run by the unit that took the need in: own level first, then one level after another up to the county's
/// centre, each asked by a message and answering with one. A saga with one coordinator, so that a need has one outcome.
/// </summary>
/// <remarks>Two declined or expired offers at a level escalate (rules §4.3). To the city or another county only a person sends.</remarks>
public static class SearchRules
{
    private const int MostDeclines = 2;

    /// <summary>Teams that an open offer (抢单) goes to, best first.</summary>
    public const int MostGrabbing = 50;

    /// <summary>Begins, or begins anew, at the unit's own level.</summary>
    public static Refusal? Dispatch(Draft draft, ITerms terms, string id, DispatchNeed command)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Status is not (NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled))
            return NeedRules.WrongState(need, "dispatched");
        if (Missing(draft, need) == 0)
            return Refusal.Conflict("need.offersOut", "Offers for all helpers are out already; wait for the answers or cancel one.");
        if (command.Mode == DispatchMode.Auto && Routed(draft, terms, need) is { } rule)
            return ReferralRules.Refer(draft, terms, id, rule.To, new($"分派目录:{rule.Name}", Centre(draft), RoutingRules.ReplyBy(rule, draft.Now, terms.Calendar)));
        return command.Mode switch
        {
            DispatchMode.Auto => Auto(draft, terms, need),
            DispatchMode.Offer when command.Person is not null => Parties.Offer(draft, terms, need, command),
            DispatchMode.Offer => Chosen(draft, terms, need, command, command.Team is { } team ? [team] : [], parallel: false),
            DispatchMode.Grab when command.Teams.IsDefaultOrEmpty => Open(draft, terms, need, command),
            DispatchMode.Grab => Chosen(draft, terms, need, command, command.Teams, parallel: true),
            _ => Refusal.Malformed("mode.invalid", "A mode is auto, offer or grab."),
        };
    }

    /// <summary>What the unit's own level could do, best first: shown with every answer.</summary>
    public static ImmutableArray<Candidate> OwnCandidates(Book book, ITerms terms, Need need, DateTimeOffset now)
    {
        if (book.Only<UnitProfile>() is not { } unit)
            return [];
        return Ranking.Rank(book.All<TeamCard>(), Brief(terms, unit, need, need.People), unit.Path, now, terms.Weights);
    }

    /// <summary>An offer has come to nothing: the next candidate, or the next level.</summary>
    public static void OfferFailed(Draft draft, ITerms terms, string needId, string team, bool declined)
    {
        if (NeedRules.Find(draft, needId) is not { Status: NeedStatus.Dispatching, Search: { } search } need)
            return;
        search = search with
        {
            Tried = search.Tried.Contains(team) ? search.Tried : search.Tried.Add(team),
            Declines = search.Declines + (declined ? 1 : 0),
        };
        need = draft.Keep(need with { Search = search });
        if (Missing(draft, need) == 0)
            return;
        if (!search.Automatic)
            BackToDesk(draft, terms, need);
        else if (search.Declines >= MostDeclines)
            GoUp(draft, terms, need, "declinedTwice");
        else
            Look(draft, terms, need, "nextCandidate");
    }

    /// <summary>A level above has answered. Older rounds and needs that are settled meanwhile are not heard.</summary>
    public static void Answered(Draft draft, ITerms terms, string from, HelpFound found)
    {
        if (Current(draft, from, found.Need, found.Round) is not { } need)
            return;
        var missing = Missing(draft, need);
        var lead = !LiveOrders(draft, need).Any();
        var asked = LiveOrders(draft, need).Select(order => order.Team).ToHashSet(StringComparer.Ordinal);
        foreach (var pick in found.Picks.Where(pick => !asked.Contains(pick.Team)).TakeWhile(_ => missing > 0))
        {
            var people = Math.Min(pick.People, missing);
            OrderRules.Offer(draft, terms, need, new Pick(pick.Team, people, pick.Score), from, lead, found.Parallel);
            need = NeedRules.Find(draft, need.Id)!;
            if (found.Parallel)
                continue;
            missing -= people;
            lead = false;
        }

        if (Missing(draft, need) > 0 && !draft.IsEmpty)
            Look(draft, terms, need, "nextCandidate");
    }

    /// <summary>A team has come in with fewer helpers than it was asked for: the search for the rest goes on, if it goes on by itself.</summary>
    public static void GoOn(Draft draft, ITerms terms, string id)
    {
        if (NeedRules.Find(draft, id) is { Status: NeedStatus.Dispatching, Search.Automatic: true } need && Missing(draft, need) > 0)
            Look(draft, terms, need, "moreHelpers");
    }

    /// <summary>More or fewer helpers are wanted than before: the search goes on for the rest, or is over because enough have come in.</summary>
    public static void Resized(Draft draft, ITerms terms, string id)
    {
        if (NeedRules.Find(draft, id) is not { } need || OrderRules.Settle(draft, terms, id))
            return;
        if (need.Status != NeedStatus.Accepted)
        {
            GoOn(draft, terms, id);
            return;
        }

        if (Missing(draft, need) == 0)
            return;
        var unit = UnitRules.Profile(draft)!;
        var accept = Deadlines.After(terms.Limits.For(need.Urgency).Accept, draft.Now, terms.Calendar);
        need = NeedRules.Step(draft, need, new NeedReopened("moreHelpers"), need with
        {
            Status = NeedStatus.Dispatching,
            Owner = unit.Id,
            Search = new Search(unit.Id, need.Search?.Tried ?? [], 0, Automatic: true, draft.Now, Levels: [unit.Id]),
            Due = need.Due with { Accept = accept?.At },
        });
        Look(draft, terms, need, "moreHelpers");
    }

    public static void Answered(Draft draft, ITerms terms, string from, HelpNotFound nobody)
    {
        if (Current(draft, from, nobody.Need, nobody.Round) is { } need)
            GoUp(draft, terms, need, "noTeam");
    }

    /// <summary>A person sends it on: to the next level, to the city, or to another county.</summary>
    public static Refusal? Escalate(Draft draft, ITerms terms, string id, Reasoned command)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Status is not (NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled))
            return NeedRules.WrongState(need, "escalated");
        var to = command.To ?? NextLevel(draft, need.Owner, byPerson: true);
        if (to is null)
            return Refusal.Rule("escalate.top", "There is no level above.");
        if (!Ids.IsUnit(to) || to == need.Owner || to == UnitRules.Profile(draft)?.Id)
            return Refusal.Malformed("to.invalid", "A need is sent to another unit's code.");
        OrderRules.CancelLive(draft, need, "escalated");
        need = NeedRules.Find(draft, id)!;
        Ask(draft, terms, need, to, command.Reason, automatic: true);
        return null;
    }

    /// <summary>提级 and back: another unit on the need's way becomes responsible.</summary>
    public static Refusal? TakeOver(Draft draft, string id, string by, string? reason = null)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (!need.IsUnsettled)
            return NeedRules.WrongState(need, "taken over");
        if (need.Owner == by)
            return null;
        if (UnitRules.Profile(draft) is { } unit && !unit.Path.Split('/').Contains(by))
            return Refusal.Rule("takeOver.outside", "A need is taken over by its unit or one above it.");
        NeedRules.Step(draft, need, new NeedTakenOver(need.Owner, by),
            (reason is null ? need : DeskWords.Told(need, draft, "takenOver", by, reason)) with { Owner = by });
        return null;
    }

    /// <summary>The search ends with the need; the level that looked is told.</summary>
    public static void Stop(Draft draft, Need need, string outcome)
    {
        if (need.Search is { } search && UnitRules.Profile(draft) is { } unit && search.At != unit.Id)
            draft.Send(Ids.UnitStream(search.At), new HelpEnded(need.Id, outcome));
    }

    /// <summary>Helpers that no live offer or order stands for.</summary>
    public static int Missing(Draft draft, Need need)
    {
        // Of those that may grab it only one will; who has it already counts like any other.
        var live = LiveOrders(draft, need).ToLookup(o => o.Parallel && !o.IsTaken);
        return Math.Max(0, need.People - live[false].Sum(o => o.People) - live[true].Select(o => o.People).DefaultIfEmpty(0).Max());
    }

    /// <summary>Offers and orders of the present attempt that are not over, and those whose work is confirmed.</summary>
    public static IEnumerable<WorkOrder> LiveOrders(Draft draft, Need need) =>
        need.Orders.Skip(need.FormerOrders).Select(id => draft.Book.Find<WorkOrder>(id)).OfType<WorkOrder>().Where(order => order.IsLive || order.Status == OrderStatus.Confirmed);

    // Once at most: what was referred and came back is a person's to decide.
    private static RoutingRule? Routed(Draft draft, ITerms terms, Need need) =>
        UnitRules.Profile(draft) is { } unit && RoutingRules.For(terms, need, unit.Path) is { Follow: true } rule ? rule : null;

    private static string? Centre(Draft draft) =>
        UnitRules.Profile(draft)!.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(unit => Ids.LevelOf(unit) == Level.Centre);

    private static Refusal? Auto(Draft draft, ITerms terms, Need need)
    {
        var unit = UnitRules.Profile(draft)!;
        var search = new Search(unit.Id, need.Search?.Tried ?? [], 0, Automatic: true, draft.Now, Levels: [unit.Id]);
        var accept = Deadlines.After(terms.Limits.For(need.Urgency).Accept, draft.Now, terms.Calendar);
        Stop(draft, need, "restarted");
        need = NeedRules.Step(draft, need, new NeedDispatched(DispatchMode.Auto, unit.Id), need with
        {
            Status = NeedStatus.Dispatching, Search = search, Owner = unit.Id, Due = need.Due with { Accept = accept?.At },
        });
        Look(draft, terms, need, "dispatched");
        return null;
    }

    private static Refusal? Chosen(Draft draft, ITerms terms, Need need, DispatchNeed command, ImmutableArray<string> teams, bool parallel)
    {
        if (teams.IsDefaultOrEmpty || teams.Distinct().Count() != teams.Length || !teams.All(Ids.IsTeam))
            return Refusal.Malformed("team.invalid", parallel ? "Name two or more different teams." : "Name a team.");
        if (parallel && teams.Length is < 2 or > 20)
            return Refusal.Malformed("teams.count", "Name 2 to 20 teams to grab it.");
        if (LiveOrders(draft, need).Any(order => teams.Contains(order.Team)))
            return Refusal.Conflict("team.offered", "One of these teams has an offer or order for this need already.");
        var by = command.By ?? UnitRules.Profile(draft)!.Id;
        need = Begin(draft, terms, need, command.Mode, by, automatic: false);
        var missing = Missing(draft, need);
        var lead = !LiveOrders(draft, need).Any();
        foreach (var team in teams)
        {
            OrderRules.Offer(draft, terms, need, new Pick(team, missing, 0), by, lead, parallel);
            need = NeedRules.Find(draft, need.Id)!;
        }

        return null;
    }

    /// <summary>The need goes out by a dispatcher's word.</summary>
    /// <param name="automatic">Whether the search goes on by itself where nobody says yes; with a choice it does not.</param>
    internal static Need Begin(Draft draft, ITerms terms, Need need, DispatchMode mode, string by, bool automatic)
    {
        var unit = UnitRules.Profile(draft)!;
        Stop(draft, need, automatic ? "opened" : "chosen");
        var accept = Deadlines.After(terms.Limits.For(need.Urgency).Accept, draft.Now, terms.Calendar);
        return NeedRules.Step(draft, need, new NeedDispatched(mode, by), need with
        {
            Status = NeedStatus.Dispatching,
            Search = new Search(unit.Id, need.Search?.Tried ?? [], 0, automatic, draft.Now, Levels: [unit.Id]),
            Owner = automatic ? unit.Id : need.Owner,
            Due = need.Due with { Accept = accept?.At },
        });
    }

    // 抢单: every team of the subtree that fits may have it, the first to accept wins. If nobody does, the search goes on by itself.
    private static Refusal? Open(Draft draft, ITerms terms, Need need, DispatchNeed command)
    {
        var unit = UnitRules.Profile(draft)!;
        var missing = Missing(draft, need);
        var ranked = Ranking.Rank(draft.Book.All<TeamCard>(), Brief(draft, terms, unit, need, missing), unit.Path, draft.Now, terms.Weights);
        if (ranked.Length == 0)
            return Refusal.Rule("grab.nobody", "No team here fits it; dispatch it automatically, or send it to the next level.");
        var by = command.By ?? unit.Id;
        need = Begin(draft, terms, need, DispatchMode.Grab, by, automatic: true);
        var lead = !LiveOrders(draft, need).Any();
        foreach (var candidate in ranked.Take(MostGrabbing))
        {
            OrderRules.Offer(draft, terms, need, new Pick(candidate.Card.Id, Math.Min(missing, candidate.FreePeople), candidate.Score), by, lead, parallel: true);
            need = NeedRules.Find(draft, need.Id)!;
        }

        return null;
    }

    // Looks at the level the search stands at: the unit's own cards at once, another level's by a message.
    private static void Look(Draft draft, ITerms terms, Need need, string reason)
    {
        var unit = UnitRules.Profile(draft)!;
        var search = need.Search!;
        if (search.At != unit.Id)
        {
            Ask(draft, terms, need, search.At, reason, search.Automatic);
            return;
        }

        var missing = Missing(draft, need);
        var ranked = Ranking.Rank(draft.Book.All<TeamCard>(), Brief(draft, terms, unit, need, missing), unit.Path, draft.Now, terms.Weights);
        var (picks, parallel) = Ranking.Choose(ranked, missing, need.Urgency);
        if (picks.Length == 0)
        {
            GoUp(draft, terms, need, "noTeam");
            return;
        }

        var lead = !LiveOrders(draft, need).Any();
        foreach (var pick in picks)
        {
            OrderRules.Offer(draft, terms, need, pick, unit.Id, lead, parallel);
            need = NeedRules.Find(draft, need.Id)!;
            lead &= parallel;
        }
    }

    private static void GoUp(Draft draft, ITerms terms, Need need, string reason)
    {
        if (NextLevel(draft, need.Search!.At, byPerson: false) is { } next)
        {
            Ask(draft, terms, need, next, reason, automatic: true);
            return;
        }

        var at = need.Search!.At;
        NeedRules.Step(draft, need, new NeedStuck(at, reason), need with { Search = need.Search with { Automatic = false } });
        if (at != UnitRules.Profile(draft)!.Id)
            draft.Send(Ids.UnitStream(at), new HelpStuck(need.Id, reason));
    }

    /// <param name="answerBy">By when; null = the limit to accept.</param>
    internal static void Ask(Draft draft, ITerms terms, Need need, string level, string reason, bool automatic, DateTimeOffset? answerBy = null)
    {
        var unit = UnitRules.Profile(draft)!;
        var former = need.Search;
        var moved = former?.At != level || need.Status != NeedStatus.Dispatching;
        if (moved)
            Stop(draft, need, "passedUp");
        var accept = answerBy ?? Deadlines.After(terms.Limits.For(need.Urgency).Accept, draft.Now, terms.Calendar)?.At;
        var search = new Search(level, former?.Tried ?? [], moved ? 0 : former!.Declines, automatic, moved ? draft.Now : former!.Since,
            Levels: (former?.Levels.IsDefault == false ? former.Levels : []).Add(level));
        var after = need with
        {
            Status = NeedStatus.Dispatching, Search = search, Owner = level, Questions = need.Questions + 1,
            Due = moved ? need.Due with { Accept = accept } : need.Due,
        };
        if (moved)
            need = NeedRules.Step(draft, need, new NeedEscalated(need.Owner, level, reason, after.Due.Accept), after);
        else
            need = draft.Keep(after);
        draft.Send(Ids.UnitStream(level), new HelpSought(Brief(draft, terms, unit, need, Missing(draft, need)), need.Questions, reason, after.Due.Accept));
    }

    /// <summary>Nobody goes on by himself: a person at a level, this one or another, sees it and decides.</summary>
    internal static void LeaveToPerson(Draft draft, ITerms terms, Need need, string level, string reason)
    {
        if (level != UnitRules.Profile(draft)!.Id)
        {
            Ask(draft, terms, need, level, reason, automatic: false);
            need = NeedRules.Find(draft, need.Id)!;

            // What the level would answer by itself is not heard: one more question has been asked, of its people.
            NeedRules.Step(draft, need, new NeedStuck(level, reason), need with { Questions = need.Questions + 1 });
            draft.Send(Ids.UnitStream(level), new HelpStuck(need.Id, reason));
            return;
        }

        Stop(draft, need, reason);
        NeedRules.Step(draft, need, new NeedStuck(level, reason), need with
        {
            Owner = level, Search = new Search(level, need.Search?.Tried ?? [], 0, Automatic: false, draft.Now, Levels: [level]),
        });
    }

    private static void BackToDesk(Draft draft, ITerms terms, Need need)
    {
        if (LiveOrders(draft, need).Any())
            return;
        var dispatch = Deadlines.After(terms.Limits.For(need.Urgency).Dispatch, draft.Now, terms.Calendar);
        NeedRules.Step(draft, need, new NeedReopened("noneAccepted"), need with
        {
            Status = NeedStatus.Verified, Due = need.Due with { Dispatch = dispatch?.At, Accept = null },
        });
    }

    private static Need? Current(Draft draft, string from, string id, int round) =>
        NeedRules.Find(draft, id) is { Status: NeedStatus.Dispatching, Search: { } search } need && search.At == from && need.Questions == round
            ? need
            : null;

    // By itself the chain ends at the county's centre.
    private static string? NextLevel(Draft draft, string at, bool byPerson)
    {
        var way = UnitRules.Profile(draft)!.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var index = Array.IndexOf(way, at);
        if (index <= 0)
            return null;
        var next = way[index - 1];
        return byPerson || Ids.LevelOf(next) != Level.City ? next : null;
    }

    // Who is asked already is not asked for the rest.
    private static HelpBrief Brief(Draft draft, ITerms terms, UnitProfile unit, Need need, int people)
    {
        var brief = Brief(terms, unit, need, people);
        return brief with { Tried = [.. brief.Tried.Union(LiveOrders(draft, need).Select(order => order.Team))] };
    }

    private static HelpBrief Brief(ITerms terms, UnitProfile unit, Need need, int people) => new(
        need.Id, unit.Id, unit.Path, need.Category, terms.Category(need.Category)?.Skills ?? [], need.Urgency, people, need.Wanted,
        need.Location is null ? null : need.Location with { Address = null }, need.Search?.Tried ?? []);
}

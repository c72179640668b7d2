using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;

namespace Practice.Teams;

/// <summary>What may become of a team's profile and its loans. Pure; every change of what the card shows owes the unit a new card.</summary>
public static class TeamRules
{
    /// <summary>Loans that are over and still told of.</summary>
    public const int PastLoansKept = 20;

    /// <summary>The report's topic that carries a team's card.</summary>
    public static string CardTopic(string team) => "card/" + team;

    /// <summary>Sets the team up. Told again, it changes nothing: the team is its own owner by then.</summary>
    public static void Register(Draft draft, TeamRegistered told)
    {
        if (draft.Book.Find<Team>(told.Team) is not null)
            return;

        var team = new Team
        {
            Id = told.Team,
            CreatedAt = draft.Now,
            Unit = told.Unit,
            UnitPath = told.UnitPath,
            Name = told.Name,
            Level = told.Level,
            Fields = OrNone(told.Fields),
            Skills = OrNone(told.Skills),
            Capacity = told.Capacity,
            Reach = told.Reach,
            Availability = OrNone(told.Availability),
            SelfOrganised = told.SelfOrganised,
            FiledOn = told.SelfOrganised ? Day(draft.Now) : null,
        };
        draft.Record(new TeamFounded(team.Unit, team.Level, team.Fields, team.Skills, team.Capacity, team.Reach, team.SelfOrganised), team);
        ShowCard(draft, team);
    }

    /// <summary>Changes the profile. What is promised stays possible: capacity and absence that would break a promise are refused.</summary>
    public static Refusal? Edit(Draft draft, string id, EditTeam edit, long? ifMatch)
    {
        if (draft.Book.Find<Team>(id) is not { } team)
            return Refusal.NotFound("team", id);
        if (ifMatch is { } seen && seen != team.Version)
            return Refusal.Stale(team.Version);

        var after = team with
        {
            Name = edit.Name?.Trim() ?? team.Name,
            Level = edit.Level ?? team.Level,
            Fields = Given(edit.Fields, team.Fields),
            Skills = Given(edit.Skills, team.Skills),
            Capacity = edit.Capacity ?? team.Capacity,
            Reach = edit.Reach ?? team.Reach,
            Availability = Given(edit.Availability, team.Availability),
            Exceptions = Given(edit.Exceptions, team.Exceptions),
            Leaders = Given(edit.Leaders, team.Leaders),
            Active = edit.Active ?? team.Active,
            Deputies = Given(edit.Deputies, team.Deputies),
        };
        ImmutableArray<string> changed = [.. Changed(team, after)];
        if (changed.IsEmpty)
            return null;
        if ((TeamProfile.Check(after) ?? KeepsPromises(draft, team, after)) is { } refusal)
            return refusal;

        after = draft.Record(new TeamEdited(changed, after.Capacity, after.Active), after);
        ShowCard(draft, after);
        return null;
    }

    /// <summary>Records the day a self-organised team was filed.</summary>
    public static Refusal? File(Draft draft, string id, DateOnly on)
    {
        if (draft.Book.Find<Team>(id) is not { } team)
            return Refusal.NotFound("team", id);
        if (!team.SelfOrganised)
            return Refusal.Rule("team.notSelfOrganised", "Only a self-organised team is filed.");
        if (on > Day(draft.Now))
            return Refusal.Malformed("filing.invalid", "A team is not filed on a day to come.");

        if (on != team.FiledOn)
            draft.Record(new TeamFiled(on), team with { FiledOn = on });
        return null;
    }

    /// <summary>Lends the team down for a time. It keeps its own schedule: a loan says who may call on it, not that it is busy.</summary>
    public static Refusal? Lend(Draft draft, string id, LendTeam lend)
    {
        if (draft.Book.Find<Team>(id) is not { } team)
            return Refusal.NotFound("team", id);
        var slot = new TimeSlot(lend.From, lend.Until);
        if (!slot.IsValid)
            return Refusal.Malformed("slot.invalid", "A loan ends after it begins.");
        if (!Ids.IsUnit(lend.To) || lend.ToPath.Length <= team.UnitPath.Length || !lend.ToPath.StartsWith(team.UnitPath, StringComparison.Ordinal))
            return Refusal.Rule("loan.notBelow", "A team is lent down, to a unit below its own.");
        if (slot.Until <= draft.Now)
            return Refusal.Rule("loan.past", "This time is over.");
        if (!team.Active)
            return Refusal.Rule("team.inactive", "The team is not active.");
        if (team.Loans.Any(loan => loan.To == lend.To && loan.Slot.Overlaps(slot)))
            return Refusal.Conflict("loan.overlap", "The team is lent to this unit in that time already.");

        var made = new Loan(team.LastLoan + 1, lend.To, lend.ToPath, slot);
        team = draft.Record(new TeamLent(made.N, made.To, slot), team with { Loans = team.Loans.Add(made), LastLoan = made.N });
        ShowCard(draft, team);
        return null;
    }

    /// <summary>Calls the team back from a loan that runs or is to come.</summary>
    public static Refusal? EndLoan(Draft draft, string id, int number)
    {
        if (draft.Book.Find<Team>(id) is not { } team)
            return Refusal.NotFound("team", id);
        if (team.PastLoans.Any(loan => loan.N == number))
            return null;
        if (team.Loans.FirstOrDefault(loan => loan.N == number) is not { } loan)
            return Refusal.NotFound("loan", $"{id}/{number}");

        ShowCard(draft, End(draft, team, loan, draft.Now, calledBack: true));
        return null;
    }

    /// <summary>Loans whose time is over end by themselves.</summary>
    public static void EndExpiredLoans(Draft draft, string id)
    {
        if (draft.Book.Find<Team>(id) is not { } team)
            return;
        foreach (var loan in team.Loans.Where(loan => loan.Slot.Until <= draft.Now))
            team = End(draft, team, loan, loan.Slot.Until, calledBack: false);
        if (!draft.IsEmpty)
            ShowCard(draft, team);
    }

    /// <summary>Whom to ring. Null = nobody any more.</summary>
    public static Refusal? PutContact(Draft draft, string id, SealedContact? contact)
    {
        if (draft.Book.Find<Team>(id) is not { } team)
            return Refusal.NotFound("team", id);
        if (contact is null && team.ContactRef is null)
            return null;
        if (contact is not null)
            draft.Seal(new PersonRow(contact.Ref, contact.Row));
        draft.Record(new TeamContactChanged(contact?.Ref), team with { ContactRef = contact?.Ref, ContactName = contact?.MaskedName });
        return null;
    }

    /// <summary>Reading whom to ring leaves a record.</summary>
    public static Refusal? ReadContact(Draft draft, string id)
    {
        if (draft.Book.Find<Team>(id) is not { } team)
            return Refusal.NotFound("team", id);
        if (team.ContactRef is null)
            return Refusal.NotFound("contact", id);
        draft.Record(new ContactRead(team.ContactRef), team);
        return null;
    }

    /// <summary>The team's unit sees its card, and so does whoever has borrowed it.</summary>
    internal static void ShowCard(Draft draft, Team team)
    {
        draft.Report(Ids.UnitStream(team.Unit), CardTopic(team.Id));
        foreach (var borrower in team.Loans.Select(loan => loan.To).Distinct())
            draft.Report(Ids.UnitStream(borrower), CardTopic(team.Id));
    }

    private static Team End(Draft draft, Team team, Loan loan, DateTimeOffset at, bool calledBack)
    {
        ImmutableArray<PastLoan> past = [.. team.PastLoans, new PastLoan(loan.N, loan.To, loan.Slot, at)];

        // The borrower is told too: what it knows of the team is not refreshed once the loan is gone from the list.
        draft.Report(Ids.UnitStream(loan.To), CardTopic(team.Id));
        return draft.Record(new TeamLoanEnded(loan.N, loan.To, calledBack), team with
        {
            Loans = team.Loans.Remove(loan),
            PastLoans = past.Length > PastLoansKept ? past.RemoveAt(0) : past,
        });
    }

    // Only what is still to come can be broken, and only by what this edit adds.
    private static Refusal? KeepsPromises(Draft draft, Team before, Team after)
    {
        var ahead = Schedule.Promised(draft.Book.All<Engagement>()).Where(r => r.Slot.Until > draft.Now).ToList();
        var absent = after.Exceptions.Except(before.Exceptions).ToList();
        var schedule = Schedule.Of(after, draft.Book.All<Engagement>());
        string[] broken =
        [
            .. ahead.Where(r => absent.Any(Ahead(r.Slot, draft.Now).Overlaps)
                || (after.Capacity < before.Capacity && schedule.Peak(Ahead(r.Slot, draft.Now)) > after.Capacity)).Select(r => r.Order),
        ];
        return broken.Length == 0 ? null : Refusal.Rule("team.reserved", "Time is promised that this would take back; return those orders first.", broken);
    }

    private static TimeSlot Ahead(TimeSlot slot, DateTimeOffset now) => slot.From < now ? slot with { From = now } : slot;

    private static IEnumerable<string> Changed(Team before, Team after)
    {
        if (before.Name != after.Name)
            yield return "name";
        if (before.Level != after.Level)
            yield return "level";
        if (!before.Fields.SequenceEqual(after.Fields))
            yield return "fields";
        if (!before.Skills.SequenceEqual(after.Skills))
            yield return "skills";
        if (before.Capacity != after.Capacity)
            yield return "capacity";
        if (before.Reach != after.Reach)
            yield return "reach";
        if (!before.Availability.SequenceEqual(after.Availability))
            yield return "availability";
        if (!before.Exceptions.SequenceEqual(after.Exceptions))
            yield return "exceptions";
        if (!before.Leaders.SequenceEqual(after.Leaders))
            yield return "leaders";
        if (!before.Deputies.SequenceEqual(after.Deputies))
            yield return "deputies";
        if (before.Active != after.Active)
            yield return "active";
    }

    private static ImmutableArray<T> Given<T>(ImmutableArray<T>? edit, ImmutableArray<T> now) => edit is { IsDefault: false } given ? given : now;

    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(DomainClock.Offset).DateTime);
}

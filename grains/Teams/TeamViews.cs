using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>How a team shows itself: to its leader, to its units as a card, as a schedule. Pure.</summary>
public static class TeamViews
{
    public static TeamView? View(Book book, string id) => book.Find<Team>(id) is { } team ? Of(team, Load(book)) with { Members = MemberRules.Count(book) } : null;

    public static TeamView Of(Team team, int load) => new(
        team.Id, team.Unit, team.UnitPath, team.Name, team.Level, team.Fields, team.Skills, team.Capacity, team.Reach, team.Availability,
        team.Exceptions, team.Leaders, team.SelfOrganised, team.FiledOn, team.Active, [.. team.Loans.Select(View)], load,
        team.RatingSum, team.RatingCount, team.CreatedAt, team.Version)
    {
        Deputies = team.Deputies, ContactName = team.ContactName, HasContact = team.ContactRef is not null,
    };

    /// <summary>A loan by its number, running or over.</summary>
    public static LoanView? Loan(Team? team, int number) =>
        team?.Loans.FirstOrDefault(loan => loan.N == number) is { } loan ? View(loan)
        : team?.PastLoans.FirstOrDefault(loan => loan.N == number) is { } past ? new(past.N, past.To, past.Slot.From, past.Slot.Until, past.EndedAt)
        : null;

    /// <summary>The card that the unit and every unit above keep.</summary>
    public static TeamCard? Card(Book book, string id, DateTimeOffset now) => book.Find<Team>(id) is not { } team
        ? null
        : new()
        {
            Id = team.Id,
            CreatedAt = team.CreatedAt,
            TeamVersion = book.Version,
            Name = team.Name,
            Unit = team.Unit,
            UnitPath = team.UnitPath,
            Level = team.Level,
            Fields = team.Fields,
            Skills = team.Skills,
            Capacity = team.Capacity,
            Reach = team.Reach,
            Availability = team.Availability,
            Exceptions = [.. team.Exceptions.Where(slot => slot.Until > now)],
            Reserved = [.. Schedule.Promised(book.All<Engagement>()).Where(r => r.Slot.Until > now).OrderBy(r => r.Slot.From)],
            Load = Load(book),
            RatingSum = team.RatingSum,
            RatingCount = team.RatingCount,
            Loans = [.. team.Loans.Where(loan => loan.Slot.Until > now)],
            Members = MemberRules.Count(book),
            Active = team.Active,
        };

    /// <summary>What touches a time, from now on.</summary>
    public static TeamSchedule? Between(Book book, string id, TimeSlot asked, DateTimeOffset now)
    {
        if (book.Find<Team>(id) is not { } team)
            return null;
        var slot = asked.From < now ? asked with { From = now } : asked;
        return new(id, asked.From, asked.Until, team.Capacity, team.Availability,
            [.. team.Exceptions.Where(slot.Overlaps).OrderBy(exception => exception.From)],
            [
                .. from engagement in book.All<Engagement>()
                where engagement is { Closed: false, Slot: not null } && slot.IsValid && slot.Overlaps(engagement.Slot.Value)
                let kept = engagement.Slot!.Value
                orderby kept.From, engagement.Id
                select new ScheduleEntry(engagement.Id, engagement.Need, engagement.Category ?? "", engagement.Status, kept.From, kept.Until, engagement.People),
            ]);
    }

    private static int Load(Book book) => book.All<Engagement>().Count(engagement => !engagement.HasEnded);

    private static LoanView View(Loan loan) => new(loan.N, loan.To, loan.Slot.From, loan.Slot.Until, null);
}

using Practice.Needs;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>
/// A volunteer team (志愿服务队): owner of its profile, its loans and its schedule. Key: <see cref="Ids.TeamStream"/>.
/// </summary>
/// <remarks>
/// A team comes into being by its unit's word alone; before that every method answers <c>team.notFound</c>. Offers and reservations
/// reach it as messages of the orders' owners. Rights are checked at the edge.
/// </remarks>
[GrainInterfaceType("team"), Alias("team")]
public interface ITeamGrain : IGrainWithStringKey
{
    [Alias("View")]
    Task<Result<TeamView>> View();

    /// <summary>Changes what is given and leaves the rest.</summary>
    /// <returns>Or <c>version.stale</c>; <c>team.invalid</c>; <c>team.reserved</c> naming the orders, where time that is promised would be lost.</returns>
    [Alias("Edit")]
    Task<Result<TeamView>> Edit(Operation operation, EditTeam edit);

    /// <summary>Whom to ring about an offer; null = nobody any more.</summary>
    [Alias("PutContact")]
    Task<Result<TeamView>> PutContact(Operation operation, SealedContact? contact);

    /// <summary>The reference to the sealed details of whom to ring; the edge opens it and leaves an access record.</summary>
    /// <returns>Or <c>contact.notFound</c>.</returns>
    [Alias("ContactRef")]
    Task<Result<string>> ContactRef(Operation operation);

    /// <summary>Records or corrects the day a self-organised team was filed (备案).</summary>
    /// <returns>Or <c>team.notSelfOrganised</c>; <c>filing.invalid</c> for a day to come.</returns>
    [Alias("File")]
    Task<Result<TeamView>> File(Operation operation, DateOnly on);

    /// <summary>Lends the team down to a unit below its own for a time.</summary>
    /// <returns>Or <c>slot.invalid</c>; <c>loan.notBelow</c>; <c>loan.past</c>; <c>loan.overlap</c>; <c>team.inactive</c>.</returns>
    [Alias("Lend")]
    Task<Result<LoanView>> Lend(Operation operation, LendTeam loan);

    /// <summary>Calls the team back. A loan that is over already stays as it is.</summary>
    /// <returns>Or <c>loan.notFound</c>.</returns>
    [Alias("EndLoan")]
    Task<Result<LoanView>> EndLoan(Operation operation, int number);

    /// <summary>What is promised and when the team is away, as far as it touches the time asked for.</summary>
    /// <remarks>Begins now at the earliest: what is over is told by the orders, not by the schedule.</remarks>
    [Alias("ScheduleBetween")]
    Task<Result<TeamSchedule>> ScheduleBetween(DateTimeOffset from, DateTimeOffset until);
}

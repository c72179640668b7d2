using Practice.Kernel;
using Practice.Teams;

namespace Practice.Volunteers;

/// <summary>What teams say of a volunteer. Pure.</summary>
public static class MembershipRules
{
    /// <summary>Teams at once, requests and invitations counted.</summary>
    public const int MostTeams = 20;

    public static void Take(Draft draft, MembershipChanged told)
    {
        var known = draft.Book.Find<Membership>(told.Team);
        draft.Record(new MembershipTold(told.State, told.Role), new Membership
        {
            Id = told.Team, CreatedAt = known?.CreatedAt ?? draft.Now, State = told.State, Role = Json.Name(told.Role), Since = known?.State == told.State ? known.Since : draft.Now,
        });
    }
}

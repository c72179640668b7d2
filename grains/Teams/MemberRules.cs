using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>How volunteers become members and stop being so (条例 §25: nobody is one against his will). Pure.</summary>
/// <remarks>Law: never more members, invited ones counted, than the team takes.</remarks>
public static class MemberRules
{
    public static Refusal? Join(Draft draft, string team, JoinTeam join)
    {
        if (Full(draft, team, join.Number) is { } refusal)
            return refusal;
        var joining = Of(draft);
        if (join.CodeHash is not null && join.CodeHash != joining.CodeHash)
            return Refusal.Rule("member.codeWrong", "This code is not the team's.");
        var known = draft.Book.Find<Member>(join.Number);
        if (known?.State is Member.Active || (known?.State is Member.Requested && join.CodeHash is null))
            return Refusal.Conflict("member.exists", $"The volunteer is {known.State} already.");
        Put(draft, team, New(draft, known, join, join.CodeHash is null && known?.State != Member.Invited ? Member.Requested : Member.Active));
        return null;
    }

    public static Refusal? Invite(Draft draft, string team, JoinTeam invited)
    {
        if (Full(draft, team, invited.Number) is { } refusal)
            return refusal;
        var known = draft.Book.Find<Member>(invited.Number);
        if (known?.State is Member.Active or Member.Invited)
            return Refusal.Conflict("member.exists", $"The volunteer is {known.State} already.");
        Put(draft, team, New(draft, known, invited, known?.State == Member.Requested ? Member.Active : Member.Invited));
        return null;
    }

    public static Refusal? Answer(Draft draft, string team, string number, bool accept)
    {
        if (draft.Book.Find<Member>(number) is not { State: Member.Invited } member)
            return Refusal.Conflict("member.notInvited", "There is no invitation to answer.");
        Put(draft, team, member with { State = accept ? Member.Active : Member.Declined, Since = draft.Now });
        return null;
    }

    public static Refusal? Decide(Draft draft, string team, string number, bool admit, string? reason)
    {
        if (draft.Book.Find<Member>(number) is not { State: Member.Requested } member)
            return Refusal.Conflict("member.notRequested", "There is no request to decide about.");
        if (!admit && Reasons.Missing(reason) is { } refusal)
            return refusal;
        if (admit && Full(draft, team, number) is { } full)
            return full;
        Put(draft, team, member with { State = admit ? Member.Active : Member.Declined, Since = draft.Now, Reason = admit ? null : reason!.Trim() });
        return null;
    }

    /// <summary>A member leaves, and somebody who asked takes it back.</summary>
    public static Refusal? Leave(Draft draft, string team, string number)
    {
        if (draft.Book.Find<Member>(number) is not { IsOpen: true } member)
            return Refusal.NotFound("member", number);
        Put(draft, team, member with { State = Member.Left, Since = draft.Now });
        return null;
    }

    public static Refusal? Remove(Draft draft, string team, string number, string reason)
    {
        if (draft.Book.Find<Member>(number) is not { IsOpen: true } member)
            return Refusal.NotFound("member", number);
        if (Reasons.Missing(reason) is { } refusal)
            return refusal;
        Put(draft, team, member with { State = Member.Removed, Since = draft.Now, Reason = reason.Trim() });
        return null;
    }

    public static Refusal? SetRole(Draft draft, string team, string number, MemberRole role)
    {
        if (!Enum.IsDefined(role))
            return Refusal.Malformed("role.invalid", "member, core, recordKeeper or leader.");
        if (draft.Book.Find<Member>(number) is not { State: Member.Active } member)
            return Refusal.Conflict("member.notActive", "Only a member has a role.");
        if (member.Role != role)
            Put(draft, team, member with { Role = role });
        return null;
    }

    public static Refusal? SetJoining(Draft draft, string team, string? codeHash, int? mostMembers)
    {
        if (draft.Book.Find<Team>(team) is null)
            return Refusal.NotFound("team", team);
        if (mostMembers is < 1 or > Joining.MostMembersAtAll)
            return Refusal.Malformed("mostMembers.invalid", $"1 to {Joining.MostMembersAtAll} members.");
        if (mostMembers < Taken(draft.Book))
            return Refusal.Rule("team.membersFull", "There are more members than that.");
        var joining = Of(draft) with { CodeHash = codeHash is "" ? Of(draft).CodeHash : codeHash, MostMembers = mostMembers ?? Of(draft).MostMembers };
        draft.Record(new JoiningSet(joining.CodeHash is not null, joining.MostMembers), joining);
        return null;
    }

    public static MemberView? View(Book book, string team, string number) => book.Find<Member>(number) is { } member ? View(team, member) : null;

    public static MemberView View(string team, Member m) => new(team, m.Id, m.Name, m.State, m.Role, m.Since, m.Reason, m.Version);

    public static JoiningView? View(Book book, string team) => book.Find<Team>(team) is null ? null
        : new(team, book.Only<Joining>()?.CodeHash is not null, book.Only<Joining>()?.MostMembers ?? Joining.UsualMembers, Count(book));

    public static int Count(Book book) => book.All<Member>().Count(member => member.State == Member.Active);

    private static int Taken(Book book) => book.All<Member>().Count(member => member.State is Member.Active or Member.Invited);

    private static Joining Of(Draft draft) => draft.Book.Only<Joining>() ?? new Joining { Id = Joining.TheId, CreatedAt = draft.Now };

    private static Member New(Draft draft, Member? known, JoinTeam join, string state) => new()
    {
        Id = join.Number, CreatedAt = known?.CreatedAt ?? draft.Now, Name = join.Name, State = state, Since = draft.Now,
    };

    private static Refusal? Full(Draft draft, string id, string number)
    {
        if (draft.Book.Find<Team>(id) is not { } team)
            return Refusal.NotFound("team", id);
        if (!team.Active)
            return Refusal.Rule("team.inactive", "The team is not active.");
        return Taken(draft.Book) >= Of(draft).MostMembers && draft.Book.Find<Member>(number) is not { State: Member.Invited }
            ? Refusal.Rule("team.membersFull", "The team takes no more members.")
            : null;
    }

    private static void Put(Draft draft, string id, Member member)
    {
        draft.Record(new MemberChanged(member.State, member.Role), member);
        draft.Send(Ids.VolunteerStream(member.Id), new MembershipChanged(id, member.State, member.Role));
        if (draft.Book.Find<Team>(id) is { } team)
            TeamRules.ShowCard(draft, team);
    }
}

using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>The team's members: rules in <see cref="MemberRules"/>.</summary>
internal sealed partial class TeamGrain : ITeamMembersGrain
{
    public Task<Result<MemberView>> Join(Operation operation, JoinTeam join) => Member(operation, join.Number, draft => MemberRules.Join(draft, Id, join));

    public Task<Result<MemberView>> Invite(Operation operation, JoinTeam invited) => Member(operation, invited.Number, draft => MemberRules.Invite(draft, Id, invited));

    public Task<Result<MemberView>> Answer(Operation operation, string number, bool accept) => Member(operation, number, draft => MemberRules.Answer(draft, Id, number, accept));

    public Task<Result<MemberView>> Decide(Operation operation, string number, bool admit, string? reason) =>
        Member(operation, number, draft => MemberRules.Decide(draft, Id, number, admit, reason));

    public Task<Result<MemberView>> Leave(Operation operation, string number) => Member(operation, number, draft => MemberRules.Leave(draft, Id, number));

    public Task<Result<MemberView>> Remove(Operation operation, string number, string reason) => Member(operation, number, draft => MemberRules.Remove(draft, Id, number, reason));

    public Task<Result<MemberView>> SetMemberRole(Operation operation, string number, MemberRole role) =>
        Member(operation, number, draft => MemberRules.SetRole(draft, Id, number, role));

    public Task<Result<JoiningView>> SetJoining(Operation operation, string? codeHash, int? mostMembers) =>
        Change(operation, draft => MemberRules.SetJoining(draft, Id, codeHash, mostMembers), () => Id, MemberRules.View);

    public Task<Result<JoiningView>> Joining() => Show(book => MemberRules.View(book, Id));

    private async Task<Result<MemberView>> Member(Operation operation, string number, Func<Draft, Refusal?> decide)
    {
        if (Known() is { } refusal)
            return refusal;
        await Fetch<Member>(number);
        var changed = await Execute(operation, decide, () => number, (book, id) => MemberRules.View(book, Id, id), known => Fetch<Member>(known));

        // The volunteer's own profile shows it, to whoever asks next.
        if (changed.Value is not null)
            await Delivered(Ids.VolunteerStream(number));
        return changed;
    }
}

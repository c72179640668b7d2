using CsCheck;
using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;
using Xunit;
using static Practice.Tests.Teams.Hours;

namespace Practice.Tests.Teams;

/// <summary>How volunteers become members of a team and stop being so.</summary>
public sealed class MemberRulesTests
{
    private const string Anna = "321203-V00010001", Bert = "321203-V00010002";

    [Fact]
    public void Who_asks_waits_and_who_has_the_code_is_in_at_once()
    {
        var draft = With("code", 5);
        Assert.Null(MemberRules.Join(draft, TeamId, new(Anna, "张*")));
        Assert.Null(MemberRules.Join(draft, TeamId, new(Bert, "李*", "code")));

        Assert.Equal((Member.Requested, Member.Active), (State(draft, Anna), State(draft, Bert)));
        Assert.Equal("member.codeWrong", MemberRules.Join(draft, TeamId, new(Anna, "张*", "other"))?.Code);
        Assert.Equal("member.exists", MemberRules.Join(draft, TeamId, new(Anna, "张*"))?.Code);
        Assert.Equal([(Ids.VolunteerStream(Anna), "requested"), (Ids.VolunteerStream(Bert), "active")],
            draft.Messages.Select(m => (m.To, ((MembershipChanged)m.Message).State)));
    }

    [Fact]
    public void Nobody_is_a_member_against_his_will()
    {
        var draft = With(null, 5);
        Assert.Null(MemberRules.Invite(draft, TeamId, new(Anna, "张*")));
        Assert.Equal(Member.Invited, State(draft, Anna));
        Assert.Equal("member.notRequested", MemberRules.Decide(draft, TeamId, Anna, true, null)?.Code);

        Assert.Null(MemberRules.Answer(draft, TeamId, Anna, false));

        Assert.Equal(Member.Declined, State(draft, Anna));
    }

    [Fact]
    public void An_invitation_and_a_request_meet()
    {
        var draft = With(null, 5);
        MemberRules.Join(draft, TeamId, new(Anna, "张*"));
        MemberRules.Invite(draft, TeamId, new(Bert, "李*"));

        Assert.Null(MemberRules.Invite(draft, TeamId, new(Anna, "张*")));
        Assert.Null(MemberRules.Join(draft, TeamId, new(Bert, "李*")));

        Assert.Equal((Member.Active, Member.Active), (State(draft, Anna), State(draft, Bert)));
    }

    [Fact]
    public void A_no_and_a_removal_have_a_reason()
    {
        var draft = With("code", 5);
        MemberRules.Join(draft, TeamId, new(Anna, "张*"));
        MemberRules.Join(draft, TeamId, new(Bert, "李*", "code"));

        Assert.Equal("reason.missing", MemberRules.Decide(draft, TeamId, Anna, false, " ")?.Code);
        Assert.Equal("reason.missing", MemberRules.Remove(draft, TeamId, Bert, "")?.Code);
        Assert.Null(MemberRules.Remove(draft, TeamId, Bert, "多次无故缺席"));
        Assert.Equal("member.notActive", MemberRules.SetRole(draft, TeamId, Bert, MemberRole.Leader)?.Code);
    }

    [Fact]
    public void A_team_never_has_more_members_than_it_takes() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 9], Gen.Bool).Array[1, 80].Sample(history =>
        {
            const int most = 3;
            var draft = With("code", most);
            foreach (var (kind, who, yes) in history)
            {
                var number = $"321203-V0001000{who}";
                _ = kind switch
                {
                    0 => MemberRules.Join(draft, TeamId, new(number, "张*", yes ? "code" : null)),
                    1 => MemberRules.Invite(draft, TeamId, new(number, "张*")),
                    2 => MemberRules.Answer(draft, TeamId, number, yes),
                    3 => MemberRules.Decide(draft, TeamId, number, yes, "满了"),
                    4 => MemberRules.Leave(draft, TeamId, number),
                    _ => MemberRules.SetRole(draft, TeamId, number, MemberRole.Core),
                };
                Assert.InRange(MemberRules.Count(draft.Book), 0, most);
                Assert.Equal(MemberRules.Count(draft.Book), TeamViews.Card(draft.Book, TeamId, Monday)!.Members);
            }
        });

    private static Draft With(string? code, int most)
    {
        var draft = Founded(4).Then(Monday);
        Assert.Null(MemberRules.SetJoining(draft, TeamId, code, most));
        return draft.Then(Monday);
    }

    private static string State(Draft draft, string number) => draft.Book.Find<Member>(number)!.State;
}

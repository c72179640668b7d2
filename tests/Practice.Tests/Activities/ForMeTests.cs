using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;
using Xunit;
using static Practice.Tests.Activities.Ground;

namespace Practice.Tests.Activities;

/// <summary>What suits a volunteer, and why.</summary>
public sealed class ForMeTests
{
    private static readonly Seeker Neighbour = new(Village, Geo.Wgs84(Quay), 5, false, false, ["electrical"], ["environment"], [Ground.Team], [new WeeklyHours(6, 480, 720)], [], []);

    [Fact]
    public void Every_reason_is_told_and_the_distance()
    {
        var found = Assert.Single(Suggest(Neighbour));

        Assert.Equal(["team", "field", "village", "near", "free", "seats"], found.Reasons);
        Assert.Equal((14, 0), (found.Score, found.Metres));
    }

    [Fact]
    public void What_clashes_or_was_asked_for_already_is_not_told()
    {
        Assert.Empty(Suggest(Neighbour with { Keeps = [new(At(7, 10), At(7, 12))] }));
        Assert.Empty(Suggest(Neighbour with { Asked = [Ids.Session(Id, 1)] }));
        Assert.Single(Suggest(Neighbour with { Keeps = [new(At(7, 11), At(7, 12))] }));
    }

    [Fact]
    public void What_somebody_cannot_have_is_not_told()
    {
        var skilled = Content() with { Positions = [new PositionSpec { Name = Litter, Headcount = 2, Skills = ["swimming"] }] };

        Assert.Empty(Suggest(Neighbour, skilled));
        Assert.Contains("skill", Assert.Single(Suggest(Neighbour with { Skills = ["swimming"] }, skilled)).Reasons);
        Assert.Empty(Suggest(Neighbour with { Minor = true }, Content() with { Risk = RiskLevel.Dangerous, Safeguards = "救生衣" }));
        Assert.Empty(Suggest(Neighbour with { Home = (33.0, 119.8758) }));
        Assert.Single(Suggest(Neighbour with { Home = (33.0, 119.8758), RadiusKm = null }));
    }

    [Fact]
    public void A_full_session_is_told_only_while_there_is_a_list_to_wait_on()
    {
        Assert.DoesNotContain("seats", Assert.Single(Suggest(Neighbour, Content(1), taken: 1)).Reasons);
        Assert.Empty(Suggest(Neighbour, Content(1) with { WaitingList = 0 }, taken: 1));
    }

    private static System.Collections.Immutable.ImmutableArray<Suggestion> Suggest(Seeker seeker, SetActivity? content = null, int taken = 0)
    {
        var draft = Published(content);
        for (var volunteer = 1; volunteer <= taken; volunteer++)
            draft = draft.SignUp(volunteer).Draft.Then();
        return ForMeRules.Suggest(seeker, draft.Book.All<ActivitySession>().Select(session => (draft.Activity(), session)), draft.Now, 10);
    }
}

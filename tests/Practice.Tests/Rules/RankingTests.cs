using System.Collections.Immutable;
using Practice.Dispatch;
using Practice.Shared;
using Practice.Teams;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

public sealed class RankingTests
{
    private static readonly DateTimeOffset Now = Desk.At(3, 2);

    private static readonly TeamCard Fine = new()
    {
        Id = Desk.Team, CreatedAt = Now, TeamVersion = 1, Name = "邻里互助队", Unit = Desk.Unit, UnitPath = Desk.Path, Fields = ["lifeService"], Capacity = 3, Reach = Reach.Subtree,
    };

    [Fact]
    public void The_score_is_the_weighted_mean_of_its_parts()
    {
        var found = Assert.Single(Rank(Fine with { Skills = ["electrical"], RatingSum = 20, RatingCount = 4 }, Brief(skills: ["electrical", "plumbing"], people: 6)));

        Assert.Equal((0.75, 1.0, 0.8333, 1.0, 0.5), (found.Parts["skill"], found.Parts["distance"], found.Parts["rating"], found.Parts["load"], found.Parts["room"]));
        Assert.Equal(Math.Round((3 * 0.75 + 3 + 2 * (52 / 12.0 - 1) / 4 + 2 + 0.5) / 11, 4), found.Score);
        Assert.Equal(3, found.FreePeople);
    }

    [Fact]
    public void A_team_outside_the_field_serves_if_it_has_every_skill()
    {
        Assert.Equal(0.75, Assert.Single(Rank(Fine with { Fields = ["health"], Skills = ["electrical"] }, Brief(skills: ["electrical"]))).Parts["skill"]);
        Assert.Empty(Rank(Fine with { Fields = ["health"], Skills = ["electrical"] }, Brief(skills: ["electrical", "plumbing"])));
        Assert.Empty(Rank(Fine with { Fields = ["health"] }, Brief()));
        Assert.Single(Rank(Fine with { Fields = ["lifeService.haircut"] }, Brief("lifeService.haircut")));
        Assert.Empty(Rank(Fine with { Fields = ["lifeService.haircut"] }, Brief("lifeService.errands")));
    }

    [Fact]
    public void Who_is_away_full_asked_already_or_gone_is_not_named()
    {
        Assert.Empty(Rank(Fine with { Active = false }, Brief()));
        Assert.Empty(Rank(Fine with { Capacity = 0 }, Brief()));
        Assert.Single(Rank(Fine with { Capacity = 1 }, Brief()));
        Assert.Empty(Rank(Fine, Brief(tried: [Desk.Team])));
    }

    [Fact]
    public void A_team_serves_its_unit_and_its_subtrees_siblings_if_it_goes_that_far()
    {
        const string institute = "/3212/321203/321203001/", sibling = institute + "321203001011/";

        Assert.Single(Rank(Fine with { Reach = Reach.Unit }, Brief()));
        Assert.Empty(Rank(Fine with { Reach = Reach.Unit }, Brief(path: sibling), institute));
        Assert.Single(Rank(Fine, Brief(path: sibling), institute));
        Assert.Empty(Rank(Fine, Brief(path: sibling), sibling));
    }

    [Fact]
    public void On_loan_it_serves_whoever_has_borrowed_it_while_the_loan_lasts()
    {
        const string centre = "/3212/321203/", institute = centre + "321203001/";
        var lent = Fine with { Unit = "321203", UnitPath = centre, Loans = [new(1, Desk.Unit, Desk.Path, new(Now, Now.AddDays(1)))] };

        Assert.Single(Rank(lent, Brief()));
        Assert.Empty(Rank(lent, Brief(path: institute + "321203001011/"), institute));
        Assert.Empty(Ranking.Rank([lent], Brief(), Desk.Path, Now.AddDays(1)));
        Assert.Single(Ranking.Rank([lent], Brief(), centre, Now.AddDays(1)));
        Assert.Single(Ranking.Rank([lent], Brief(), Desk.Path, Now.AddDays(1).AddTicks(-1)));
    }

    [Fact]
    public void Better_comes_first_and_equals_go_by_id()
    {
        TeamCard[] cards = [Fine with { Id = "b" }, Fine with { Id = "a" }, Fine with { Id = "busy", Load = 3 }, Fine with { Id = "liked", RatingSum = 500, RatingCount = 100 }];

        Assert.Equal(["liked", "a", "b", "busy"], Ranking.Rank(cards, Brief(), Desk.Path, Now).Select(c => c.Card.Id));
    }

    [Theory]
    [InlineData("/a/b/c/", "/a/b/c/", 1.0)]
    [InlineData("/a/b/c/", "/a/b/d/", 1 / 3.0)]
    [InlineData("/a/b/", "/a/b/d/", 1 / 2.0)]
    [InlineData("/a/", "/b/", 1 / 3.0)]
    public void Nearness_falls_with_each_level(string a, string b, double nearness)
    {
        Assert.Equal(nearness, Ranking.Nearness(a, b), 9);
        Assert.Equal(nearness, Ranking.Nearness(b, a), 9);
    }

    [Fact]
    public void One_team_that_is_enough_is_preferred_else_several_share()
    {
        ImmutableArray<Candidate> ranked = [Of("small", 2), Of("large", 5), Of("last", 1)];

        Assert.Equal([("small", 2)], Choose(2));
        Assert.Equal([("large", 5)], Choose(5));
        Assert.Equal([("small", 2), ("large", 4)], Choose(6));
        Assert.Equal([("small", 2), ("large", 5), ("last", 1)], Choose(8));
        Assert.Empty(Choose(9));

        IEnumerable<(string, int)> Choose(int people) => Ranking.Choose(ranked, people).Select(pick => (pick.Team, pick.People));

        Candidate Of(string id, int free) => new(Fine with { Id = id }, 1, free, ImmutableDictionary<string, double>.Empty, ImmutableDictionary<string, double>.Empty);
    }

    [Theory]
    [InlineData(0, 0, 4.0)]
    [InlineData(10, 2, 4.2)]
    [InlineData(8, 8, 2.5)]
    public void A_rating_is_drawn_towards_four_the_fewer_there_are(int sum, int count, double smoothed) => Assert.Equal(smoothed, Ranking.Smoothed(sum, count), 9);

    private static HelpBrief Brief(string category = "lifeService", string[]? skills = null, int people = 1, string[]? tried = null, string path = Desk.Path) =>
        new(Desk.Unit + "-N000001", Desk.Unit, path, category, [.. skills ?? []], Urgency.Normal, people, null, null, [.. tried ?? []]);

    private static ImmutableArray<Candidate> Rank(TeamCard card, HelpBrief brief, string level = Desk.Path) => Ranking.Rank([card], brief, level, Now);
}

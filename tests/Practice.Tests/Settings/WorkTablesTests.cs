using Practice.Calendars;
using Practice.Dispatch;
using Practice.Months;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;
using Practice.Teams;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Settings;

public sealed class WorkTablesTests
{
    private static readonly LadderTable Steps = WorkTables.Write(Ladder.Default);

    [Theory]
    [InlineData(0.7, 0.1, 0.1, 0.1, 0, "ranking.bounds")]
    [InlineData(-0.1, 0.5, 0.2, 0.2, 0.2, "ranking.bounds")]
    [InlineData(double.NaN, 0.4, 0.2, 0.2, 0.2, "ranking.bounds")]
    [InlineData(0.3, 0.3, 0.2, 0.1, 0, "ranking.sum")]
    [InlineData(0.6, 0.1, 0.1, 0.1, 0.1, null)]
    public void Weights_sum_to_one_and_none_decides_alone(double skill, double distance, double rating, double load, double room, string? code) =>
        Assert.Equal(code, Fault.Refuse(WorkTables.Faults(new RankingTable(skill, distance, rating, load, room)))?.Code);

    [Fact]
    public void The_weights_that_come_with_the_system_keep_their_own_law() => Assert.Empty(WorkTables.Faults(RankingTable.Default));

    [Fact]
    public void A_countys_weights_change_who_comes_first_and_are_shown_with_the_score()
    {
        var near = Card("a") with { Load = 9 };
        var idle = Card("b") with { UnitPath = "/3212/321203/321203001/321203001011/" };
        var brief = new HelpBrief(Desk.Unit + "-N000001", Desk.Unit, Desk.Path, "lifeService", [], Urgency.Normal, 1, null, null, []);
        string[] First(RankingTable weights) => [.. Ranking.Rank([near, idle], brief, "/3212/321203/321203001/", Desk.At(3, 2), weights).Select(c => c.Card.Id)];

        Assert.Equal(["a", "b"], First(new(0.1, 0.6, 0.1, 0.1, 0.1)));
        Assert.Equal(["b", "a"], First(new(0.1, 0.1, 0.1, 0.6, 0.1)));
        Assert.Equal(0.6, Ranking.Rank([near], brief, Desk.Path, Desk.At(3, 2), new(0.1, 0.6, 0.1, 0.1, 0.1))[0].Weights["distance"]);
    }

    [Theory]
    [InlineData(49, "1wd", "3wd", "5wd", 1, 2, "ladder.remind")]
    [InlineData(75, "1d", "3wd", "5wd", 1, 2, "ladder.invalid")]
    [InlineData(75, "1wd", null, "5wd", 1, 2, "ladder.invalid")]
    [InlineData(75, "3wd", "3wd", "5wd", 1, 2, "ladder.order")]
    [InlineData(75, "1wd", "3wd", "5wd", 2, 2, "ladder.broken")]
    [InlineData(75, "1wd", "3wd", "31wd", 1, 2, "ladder.invalid")]
    [InlineData(90, "2wd", "4wd", "9wd", 2, 3, null)]
    public void The_ladder_climbs_in_order(int remind, string urge, string? supervise, string escalate, int supervised, int listed, string? code) =>
        Assert.Equal(code, Fault.Refuse(WorkTables.Read(new(remind, urge, supervise!, escalate, supervised, listed)).Faults)?.Code);

    [Fact]
    public void A_countys_ladder_is_the_one_that_climbs()
    {
        var terms = EffectiveSettings.Default.With("321203", new() { Version = 1, Ladder = new(Steps with { UrgeAfter = "2wd", SuperviseAfter = "4wd" }, 1, default, "") });
        var desk = new Desk();
        var need = desk.Need(desk.Verified());
        DateTimeOffset After(int days) => new Span(SpanUnit.WorkingDays, days).After(need.Limit!.Value, Desk.Terms.Calendar)!.Value;

        Assert.Equal((LadderStep.Urge, LadderStep.Remind), (LadderRules.StepOf(need, Desk.Terms, After(1)), LadderRules.StepOf(need, terms, After(1))));
        Assert.Equal(LadderStep.Urge, LadderRules.StepOf(need, terms, After(2)));
        Assert.Equal((LadderStep.Urge, LadderStep.Supervise), (LadderRules.StepOf(need, terms, After(3)), LadderRules.StepOf(need, terms, After(4))));
    }

    [Fact]
    public void A_placeholder_that_nobody_knows_is_refused_by_its_name_with_those_that_are_known()
    {
        var refusal = Fault.Refuse(WorkTables.Faults(new TemplateTable(Station: "{unit}:{phone}")))!;

        Assert.Equal("template.placeholder", refusal.Code);
        Assert.Contains("'phone'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("dueToday", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{unit", "template.malformed")]
    [InlineData("unit}", "template.malformed")]
    [InlineData("{u{nit}}", "template.malformed")]
    [InlineData(" ", "template.length")]
    public void A_text_whose_braces_do_not_pair_is_refused(string text, string code) =>
        Assert.Equal(code, Fault.Refuse(WorkTables.Faults(new TemplateTable(Team: text)))?.Code);

    [Fact]
    public void A_countys_words_are_the_ones_that_are_sent_and_a_value_is_never_read_as_a_placeholder()
    {
        var terms = EffectiveSettings.Default.With("321203", new() { Version = 1, Templates = new(new(Station: "{unit} 超期 {overdue}"), 1, default, "") });

        Assert.Equal("{toReview}站 超期 3", DigestText.Station("{toReview}站", 1, 3, 2, null, terms.Templates.Station));
        Assert.Equal(TemplateTable.Default.Team, terms.Templates.Team);
    }

    private static TeamCard Card(string id) => new()
    {
        Id = id, CreatedAt = Desk.At(3, 2), TeamVersion = 1, Name = id, Unit = Desk.Unit, UnitPath = Desk.Path, Fields = ["lifeService"], Capacity = 3, Reach = Reach.Subtree,
    };
}

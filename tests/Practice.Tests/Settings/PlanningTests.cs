using Practice.Settings;
using Practice.Tests.Months;

namespace Practice.Tests.Settings;

public sealed class PlanningTests
{
    private static readonly RankingTable First = RankingTable.Default, Second = new(0.6, 0.1, 0.1, 0.1, 0.1);

    private static readonly UnitSettings Own = new()
    {
        Version = 2, Ranking = new(First, 1, Desk.At(3, 1), "a"),
        Planned = [new(new() { Ranking = Second }, 2, Desk.At(3, 2), "b") { EffectiveFrom = Desk.At(4, 1, 0) }],
    };

    [Fact]
    public void A_planned_table_holds_from_its_instant_on_and_not_a_tick_before()
    {
        Assert.Same(Own, Own.At(Desk.At(4, 1, 0).AddTicks(-1)));

        var after = Own.At(Desk.At(4, 1, 0));
        Assert.Equal((Second, 2L), (after.Ranking!.Table, after.Ranking.Version));
        Assert.Empty(after.Planned);
    }

    [Fact]
    public void Of_two_that_come_into_force_together_the_later_word_holds()
    {
        var two = Own with { Version = 3, Planned = Own.Planned.Insert(0, new(new() { Ranking = First }, 3, Desk.At(3, 3), "c") { EffectiveFrom = Desk.At(4, 1, 0) }) };

        Assert.Equal(3, two.At(Desk.At(4, 2)).Ranking!.Version);
    }

    [Fact]
    public void The_history_says_what_was_is_and_will_be_and_hides_what_was_never_finished()
    {
        var past = new SettingsPast().Add(Own, new(new() { Ranking = First }, 3, Desk.At(3, 4), "c"));

        Assert.Equal([(2L, "planned"), (1, "inForce")], Practice.Settings.Planning.History(Own, past, "ranking").Select(v => (v.Version, v.Standing)));
        var later = Own.At(Desk.At(4, 2));
        Assert.Equal([(2L, "inForce")], Practice.Settings.Planning.History(later, new(), null).Select(v => (v.Version, v.Standing)));
        Assert.Empty(Practice.Settings.Planning.History(Own, past, "ladder"));
    }

    [Fact]
    public void A_number_left_by_an_unfinished_change_is_used_by_the_next()
    {
        var left = new SettingsPast().Add(Own, new(new() { Ladder = new(80, "1wd", "2wd", "3wd") }, 3, Desk.At(3, 4), "lost"));

        var next = left.Add(Own, new(new() { Ranking = First }, 3, Desk.At(3, 5), "kept"));

        Assert.Equal("kept", Assert.Single(next.Tables, table => table.Version == 3).ChangedBy);
    }
}

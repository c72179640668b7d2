using CsCheck;
using Practice.Months;
using Practice.Needs;
using Practice.Shared;
using Practice.Statistics;
using Practice.Tests.Months;

namespace Practice.Tests.Statistics;

/// <summary>Counts follow their needs through any history.</summary>
public sealed class StatisticsLaws
{
    [Fact]
    public void Counts_kept_by_the_way_equal_a_recount_of_all_needs() => Desk.Histories.Sample(steps =>
    {
        var desk = new Desk();
        desk.Found();
        foreach (var step in steps)
        {
            desk.Step(step);
            foreach (var tally in desk.Book.All<Tally>())
                Same(desk.Needs.Where(n => n.Month == tally.Id).Select(TallyRules.Contribution).Aggregate(StatCounts.Zero, (a, b) => a + b), tally.Counts);
            Assert.Equal(desk.Needs.Count(), desk.Book.All<Tally>().Sum(t => t.Counts.Submitted));
        }
    }, iter: 150);

    [Fact]
    public void A_parents_total_is_its_own_and_its_childrens() => Gen.Select(Desk.Histories, Desk.Histories).Sample((own, child) =>
    {
        var (parent, below) = (new Desk(), new Desk("321203001011", "/3212/321203/321203001/321203001011/"));
        foreach (var step in own)
            parent.Step(step);
        foreach (var step in child)
            below.Step(step);
        foreach (var tally in below.Book.All<Tally>().ToList())
            Assert.Null(parent.Do(draft =>
            {
                ChildReports.TakeTally(draft, "321203001011", tally.Id, below.Book.Version, TallyRules.Sum(below.Book, tally.Id));
                return null;
            }));

        var view = RateRules.Statistics(parent.Book, Desk.Unit, Desk.Month(3), parent.Now);

        Same(view.Children.Aggregate(view.Own, (sum, c) => sum + c.Counts), view.Total);
        Same(RecountOf(parent) + RecountOf(below), view.Total);
    }, iter: 60);

    [Fact]
    public void Rates_show_both_numbers_and_none_where_there_is_nothing_to_divide_by()
    {
        var desk = new Desk();
        desk.Found();
        desk.Done(score: 5);
        desk.Done(score: 2);
        desk.Done();
        desk.Submit();

        var rates = RateRules.Statistics(desk.Book, Desk.Unit, Desk.Month(3), desk.Now).Rates;

        Assert.Equal(new Rate(3, 4), rates.AcceptanceRate);
        Assert.Equal(new Rate(3, 3), rates.FulfilmentRate);
        Assert.Equal(new Rate(2, 3), rates.RatingRate);
        Assert.Equal(new Rate(1, 2), rates.SatisfactionRate);
        Assert.Equal(0.5, rates.SatisfactionRate.Value);
        Assert.Null(RateRules.Of(StatCounts.Zero).SatisfactionRate.Value);
    }

    [Fact]
    public void Who_has_not_rated_is_in_no_number_of_the_satisfaction() => Gen.Int[0, 5].Array[1, 12].Sample(scores =>
    {
        var desk = new Desk();
        desk.Found();
        foreach (var score in scores)
            desk.Done(score: score == 0 ? null : score);

        var rate = RateRules.Statistics(desk.Book, Desk.Unit, Desk.Month(3), desk.Now).Rates.SatisfactionRate;

        Assert.Equal(new Rate(scores.Count(s => s >= 3), scores.Count(s => s > 0)), rate);
    }, iter: 100);

    private static StatCounts RecountOf(Desk desk) =>
        desk.Needs.Where(n => n.Month == Desk.Month(3).ToString()).Select(TallyRules.Contribution).Aggregate(StatCounts.Zero, (a, b) => a + b);

    private static void Same(StatCounts expected, StatCounts actual)
    {
        Assert.Equal(expected.ByStatus, actual.ByStatus);
        Assert.Equal(expected.ByCategory, actual.ByCategory);
        Assert.Equal([.. expected.Scores], actual.Scores.ToArray());
        Assert.Equal(
            (expected.Submitted, expected.Taken, expected.Fulfilled, expected.OnTime, expected.Owed, expected.RatedNeeds, expected.BrokenPromises),
            (actual.Submitted, actual.Taken, actual.Fulfilled, actual.OnTime, actual.Owed, actual.RatedNeeds, actual.BrokenPromises));
        Assert.Equal(actual.Submitted, actual.ByStatus.Values.Sum());
    }
}

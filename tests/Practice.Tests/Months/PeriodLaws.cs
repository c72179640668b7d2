using CsCheck;
using Practice.Months;
using Practice.Needs;

namespace Practice.Tests.Months;

/// <summary>The month balances, wherever it is cut.</summary>
public sealed class PeriodLaws
{
    private static readonly Gen<(int Kind, int Pick, int Hours)[][]> Months = Desk.Histories.Array[1, 4];

    [Fact]
    public void Carried_over_and_submitted_are_outcomes_and_what_is_open() => Months.Sample(months =>
    {
        var desk = new Desk();
        desk.Found();
        var after = desk.Now;
        foreach (var month in months)
        {
            foreach (var step in month)
                desk.Step(step);

            var counts = Count(desk, new(after, desk.Now));

            Assert.True(counts.IsBalanced, counts.ToString());
            Assert.Equal(desk.Needs.Count(n => n.IsUnsettled), counts.OpenAtClose);
            after = desk.Now;
        }
    }, iter: 150);

    [Fact]
    public void What_is_open_at_a_close_is_carried_over_into_the_next_month() => Months.Sample(months =>
    {
        var desk = new Desk();
        desk.Found();
        var (after, sum, open) = (desk.Now, PeriodCounts.Zero, 0);
        foreach (var month in months)
        {
            foreach (var step in month)
                desk.Step(step, redo: false);

            var counts = Count(desk, new(after, desk.Now));

            Assert.Equal(open, counts.CarriedOver);
            (after, open, sum) = (desk.Now, counts.OpenAtClose, sum + counts);
        }

        Assert.Equal(desk.Needs.Count(), sum.Submitted);
        Assert.Equal(desk.Needs.Count(n => n.Status is NeedStatus.Done or NeedStatus.Rated), sum.Fulfilled);
    }, iter: 150);

    [Fact]
    public void A_month_told_of_late_leaves_to_the_next_what_came_after_its_end()
    {
        var desk = new Desk();
        desk.Found();
        desk.Now = Desk.At(3, 30);
        var open = desk.Verified();
        desk.Now = Desk.At(4, 2);
        desk.Submit();
        var period = Period.Of(desk.Book, Desk.Month(3), desk.Now);

        var counts = Count(desk, period);

        Assert.Equal((1, 1, 1), (counts.Submitted, counts.Unfulfilled, counts.OpenAtClose));
        Assert.True(PeriodRules.OpenAtClose(period, desk.Need(open)));
    }

    private static PeriodCounts Count(Desk desk, Period period) => desk.Needs
        .Where(n => PeriodRules.Concerns(period, n))
        .Aggregate(PeriodCounts.Zero, (sum, n) => sum + PeriodRules.Count(period, n));
}

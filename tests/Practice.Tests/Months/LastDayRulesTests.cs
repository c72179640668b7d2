using CsCheck;
using Practice.Months;
using Practice.Needs;

namespace Practice.Tests.Months;

/// <summary>Real people, point 11: the month's end with three part-timers.</summary>
public sealed class LastDayRulesTests
{
    [Fact]
    public void Month_end_with_three_part_timers_every_gap_comes_with_steps_and_a_working_day_filled_in()
    {
        var desk = new Desk();
        var id = desk.Verified();
        desk.Submit();

        var owed = Owed(desk);

        var line = Assert.Single(owed.Lines);
        Assert.Equal((id, true, PromiseSource.Suggested), (line.Need, line.Gap, line.Source));
        Assert.Equal(["落实承办队伍", "约定时间办理"], line.Proposed.Steps);
        Assert.Equal(new DateOnly(2026, 4, 15), line.Proposed.PromisedDate);
        Assert.Equal((new DateOnly(2026, 3, 31), 1), (owed.PublishOn, owed.Gaps));
    }

    [Fact]
    public void Last_months_steps_are_carried_over_with_a_later_date()
    {
        var desk = new Desk();
        var id = desk.Verified();
        desk.Promise(id, new(2026, 3, 5), "等设备修好");
        desk.Now = Desk.At(3, 30);

        var line = Assert.Single(Owed(desk).Lines);

        Assert.Equal((true, PromiseSource.LastPromise, "等设备修好"), (line.Gap, line.Source, line.Proposed.Steps[0]));
        Assert.Equal(new DateOnly(2026, 4, 15), line.Proposed.PromisedDate);
    }

    [Fact]
    public void A_promise_that_holds_is_proposed_as_it_is()
    {
        var desk = new Desk();
        desk.Promise(desk.Verified(), new(2026, 4, 2), "等设备修好");

        var line = Assert.Single(Owed(desk).Lines);

        Assert.Equal((false, PromiseSource.Holds, new DateOnly(2026, 4, 2)), (line.Gap, line.Source, line.Proposed.PromisedDate));
    }

    [Fact]
    public void Promises_are_made_in_bulk_by_need_by_category_and_for_the_rest()
    {
        var desk = new Desk();
        var (one, two, three) = (desk.Verified(), desk.Verified(category: "cultureArts.film"), desk.Verified(category: "health.escort"));
        var own = new Promise(["周六上门"], new(2026, 4, 4));
        var films = new Promise(["借放映机"], new(2026, 4, 18));

        Assert.Null(Many(desk, new() { Items = [new(one, own)], Categories = [new("cultureArts", films)], Rest = true }));

        Assert.Equal((own, films, new DateOnly(2026, 4, 15)), (desk.Need(one).Promise, desk.Need(two).Promise, desk.Need(three).Promise!.PromisedDate));
        Assert.Null(desk.Publish(3));
    }

    [Fact]
    public void Where_one_promise_is_refused_none_is_made_and_the_need_is_named()
    {
        var desk = new Desk();
        var (good, bad) = (desk.Verified(), desk.Verified());
        var before = desk.Book;

        var refusal = Many(desk, new() { Items = [new(good, new(["周六上门"], new(2026, 4, 4))), new(bad, new(["周六上门"], new(2026, 2, 1)))] });

        Assert.Equal("promisedDate.invalid", refusal?.Code);
        Assert.Equal([bad], refusal!.Subjects!);
        Assert.Same(before, desk.Book);
    }

    [Fact]
    public void A_need_is_named_once_and_a_stale_version_is_seen()
    {
        var desk = new Desk();
        var id = desk.Verified();
        var promise = new Promise(["周六上门"], new(2026, 4, 4));

        Assert.Equal("items.doubled", Many(desk, new() { Items = [new(id, promise), new(id, promise)] })?.Code);
        Assert.Equal("version.stale", Many(desk, new() { Items = [new(id, promise, 1)] })?.Code);
        Assert.Equal("need.notFound", Many(desk, new() { Items = [new("321203001010-N009999", promise)] })?.Code);
    }

    [Fact]
    public void Taking_every_proposal_leaves_no_gap_whatever_happened_before() => Desk.Histories.Sample(steps =>
    {
        var desk = new Desk();
        desk.Found();
        foreach (var step in steps)
            desk.Step(step);
        var month = Practice.Calendars.ChinaTime.MonthOf(desk.Now);

        Assert.Null(desk.Do(draft => LastDayRules.Promise(draft, Desk.Terms, month, new() { Rest = true })));

        Assert.Equal(0, LastDayRules.Owed(desk.Book, Desk.Terms, month, desk.Now).Gaps);
    }, iter: 200);

    private static MonthOwed Owed(Desk desk) => LastDayRules.Owed(desk.Book, Desk.Terms, Desk.Month(3), desk.Now);

    private static Practice.Shared.Refusal? Many(Desk desk, PromiseMany command) => desk.Do(draft => LastDayRules.Promise(draft, Desk.Terms, Desk.Month(3), command));
}

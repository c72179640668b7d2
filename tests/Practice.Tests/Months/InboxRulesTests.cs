using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Tests.Months;

public sealed class InboxRulesTests
{
    [Fact]
    public void What_waits_is_shown_oldest_due_first()
    {
        var desk = new Desk();
        desk.Found();
        var review = desk.Submit();
        var dispatch = desk.Verified();
        desk.Now = Desk.At(3, 20);

        var inbox = InboxRules.Of(desk.Book, Desk.Terms, desk.Now);

        Assert.Contains(inbox, i => i is { Kind: "review", Overdue: true } && i.Subject == review);
        Assert.Contains(inbox, i => i.Kind == "dispatch" && i.Subject == dispatch);
        Assert.Contains(inbox, i => i is { Kind: "monthUnopened", Subject: "2026-03" });
        Assert.Equal(inbox.Select(i => i.DueAt ?? DateTimeOffset.MaxValue).Order(), inbox.Select(i => i.DueAt ?? DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Gaps_are_shown_in_the_last_three_working_days()
    {
        var desk = new Desk();
        var need = desk.Verified();
        desk.Now = Desk.At(3, 26);
        Assert.DoesNotContain(InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "gap");
        desk.Now = Desk.At(3, 27);

        Assert.Equal(need, Assert.Single(InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "gap").Subject);
    }

    [Fact]
    public void A_promise_is_shown_before_it_is_due_and_after_it_is_broken()
    {
        var desk = new Desk();
        var need = desk.Verified();
        desk.Promise(need, new(2026, 3, 5));

        Assert.Contains(InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i is { Kind: "promiseDue", Overdue: false });
        Assert.Contains(InboxRules.Of(desk.Book, Desk.Terms, Desk.At(3, 6)), i => i is { Kind: "promiseBroken", Overdue: true });
    }

    [Fact]
    public void A_bad_rating_asks_for_a_call_back()
    {
        var desk = new Desk();
        desk.Found();
        var need = desk.Done(score: 1);

        Assert.Contains(InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "callBack" && i.Subject == need);
    }

    [Fact]
    public void The_days_words_are_as_the_group_knows_them()
    {
        var line = new UrgentLine("独居老人探望", Desk.At(3, 2, 17), new(2026, 3, 2));

        Assert.Equal("【引江社区站 今日提醒】今天到期 2 件,超期 1 件,待审核 3 件。最急:独居老人探望(今天 17:00 前)。",
            DigestText.Station(DigestText.Called("引江社区", Level.Station), 2, 1, 3, line));
        Assert.Equal("【口岸街道所 今日提醒】23 个站:待派 4 件,请上级协调 1 件,超期 2 件(田河、戴集)。",
            DigestText.Parent(DigestText.Called("口岸街道", Level.Institute), "23 个站", 4, 1, 2, ["田河", "戴集"]));
        Assert.EndsWith("超期 2 件(田河)。督办 1 件,挂牌督办 1 件。", DigestText.Parent("口岸街道所", "23 个站", 4, 1, 2, ["田河"], ladder: DigestText.Ladder(1, 1)), StringComparison.Ordinal);
        Assert.Equal(["", "督办 2 件。", "挂牌督办 3 件。"], new[] { (0, 0), (2, 0), (0, 3) }.Select(n => DigestText.Ladder(n.Item1, n.Item2)));
    }
}

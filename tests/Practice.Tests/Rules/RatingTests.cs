using Practice.Calendars;
using Practice.Intake;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Teams;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

/// <summary>Ratings, call-backs, redoing, promises.</summary>
public sealed class RatingTests
{
    private readonly Desk _desk = new();

    public RatingTests() => _desk.Found();

    [Theory]
    [InlineData(0, "score.invalid")]
    [InlineData(1, null)]
    [InlineData(5, null)]
    [InlineData(6, "score.invalid")]
    public void A_score_is_1_to_5(int score, string? code) => Assert.Equal(code, Rate(_desk.Done(), new(score)));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    public void A_bad_rating_asks_for_a_call_back_within_a_day(int score, bool called)
    {
        var id = _desk.Done();

        Assert.Null(Rate(id, new(score, "慢", FeeCharged: true, Channel: "self")));

        var need = _desk.Need(id);
        Assert.Equal(called ? _desk.Now.AddDays(1) : null, need.CallBackDue);
        var rating = Assert.Single(need.Ratings);
        Assert.Equal((NeedStatus.Rated, id, score, "慢", true, "self"), (need.Status, rating.Rater, rating.Score, rating.Comment, rating.FeeCharged, rating.Channel));
        Assert.Equal([_desk.Order(id)], rating.Orders);
        Assert.Equal(new OrderRated(_desk.Order(id), score, 1), Assert.Single(_desk.Last!.Messages).Message);
        Assert.Null(_desk.Do(draft => CallBackRules.Record(draft, id, new(Reached: false))));
        Assert.Equal(called ? _desk.Now.AddDays(1) : null, _desk.Need(id).CallBackDue);
        Assert.Null(_desk.Do(draft => CallBackRules.Record(draft, id, new(Reached: true))));
        Assert.Null(_desk.Need(id).CallBackDue);
    }

    [Fact]
    public void Who_was_not_helped_does_not_rate_and_who_was_rates_once()
    {
        var id = _desk.Done();

        Assert.Equal("rating.notBeneficiary", Rate(id, new(5, Rater: "stranger")));
        Assert.Null(Rate(id, new(4)));
        Assert.Equal("rating.given", Rate(id, new(5)));
        Assert.Equal("comment.tooLong", Rate(id, new(5, new string('x', 2001))));
        var fresh = _desk.Submit();
        Assert.Equal("need.state", Rate(fresh, new(5)));
        Assert.Equal("need.state", _desk.Do(draft => CallBackRules.Record(draft, fresh, new(true)))?.Code);
    }

    [Fact]
    public void After_its_window_nobody_rates()
    {
        var id = _desk.Done();
        var closes = _desk.Need(id).Due.Rate!.Value;

        _desk.Now = closes.AddTicks(-1);
        Close(id);
        Assert.NotNull(_desk.Need(id).Due.Rate);
        _desk.Now = closes;
        Assert.Equal("rating.closed", Rate(id, new(5)));
        Close(id);

        Assert.Null(_desk.Need(id).Due.Rate);
        Assert.Equal("rating.closed", Rate(id, new(5)));
    }

    [Fact]
    public void Finished_work_is_redone_once_and_only_after_a_bad_rating()
    {
        var id = _desk.Done();
        var order = _desk.Order(id);
        Assert.Equal("redo.notBad", Redo(order));
        Assert.Null(Rate(id, new(2, "没通")));
        Assert.Equal("reason.missing", _desk.Do(draft => OrderRules.Redo(draft, order, " "))?.Code);
        Assert.Null(Redo(order));
        Assert.Equal((NeedStatus.Dispatching, true, null, null), (_desk.Need(id).Status, _desk.Need(id).Redone, _desk.Need(id).DoneAt, _desk.Need(id).CallBackDue));

        Assert.Null(_desk.Do(draft => OrderRules.Report(draft, order, new(WorkOutcome.Fulfilled, null, 1, []))));
        Assert.Null(_desk.Do(draft => OrderRules.Confirm(draft, Desk.Terms, order)));
        Assert.Null(Rate(id, new(5, FeeCharged: true)));

        var rating = Assert.Single(_desk.Need(id).Ratings);
        Assert.Equal((2, 5, 5, "没通", true), (rating.Score, rating.FollowUp, rating.Counts, rating.Comment, rating.FeeCharged));
        Assert.Equal(new OrderRated(order, 3, 0), Assert.Single(_desk.Last!.Messages).Message);
        Assert.Equal("rating.given", Rate(id, new(1)));
        Assert.Equal("redo.once", Redo(order));
    }

    [Fact]
    public void The_mean_is_of_what_counts_and_of_nothing_it_is_nothing()
    {
        Assert.Null(RatingRules.Mean([]));
        var mean = RatingRules.Mean([new("a", 1, null, false, default, null, FollowUp: 4), new("b", 5, null, false, default, null), new("c", 5, null, false, default, null)])!;
        Assert.Equal((4.67, 3), ((double)mean.Mean, mean.Count));
    }

    [Theory]
    [InlineData(0, 1, "steps.invalid")]
    [InlineData(10, 200, null)]
    [InlineData(11, 1, "steps.invalid")]
    [InlineData(1, 201, "steps.invalid")]
    [InlineData(1, 0, "steps.invalid")]
    public void A_promise_has_1_to_10_steps_of_at_most_200_characters(int steps, int length, string? code)
    {
        var id = _desk.Verified();

        Assert.Equal(code, _desk.Do(draft => PromiseRules.Set(draft, id, new([.. Enumerable.Repeat(new string('步', length), steps)], Today), null))?.Code);
    }

    [Theory]
    [InlineData(-1, "promisedDate.invalid")]
    [InlineData(0, null)]
    [InlineData(365, null)]
    [InlineData(366, "promisedDate.invalid")]
    public void A_promised_date_lies_within_a_year(int days, string? code) => Assert.Equal(code, _desk.Promise(_desk.Verified(), Today.AddDays(days))?.Code);

    [Fact]
    public void A_promise_breaks_the_day_after_and_stays_visible()
    {
        var id = _desk.Verified();
        Assert.Equal("need.state", _desk.Promise(_desk.Submit(), Today)?.Code);
        Assert.Equal("version.stale", _desk.Do(draft => PromiseRules.Set(draft, id, new(["一步"], Today), 999))?.Code);
        Assert.Null(_desk.Promise(id, Today));
        Assert.Equal(NeedStatus.Unfulfilled, _desk.Need(id).Status);

        Break(id);
        Assert.Equal((false, 0), (_desk.Need(id).PromiseBroken, _desk.Need(id).BrokenPromises));
        _desk.Now = _desk.Now.AddDays(1);
        Break(id);
        Break(id);

        Assert.Equal((true, 1), (_desk.Need(id).PromiseBroken, _desk.Need(id).BrokenPromises));
        Assert.Null(_desk.Promise(id, Today));
        Assert.Equal((false, 1), (_desk.Need(id).PromiseBroken, _desk.Need(id).BrokenPromises));
    }

    [Fact]
    public void Looking_at_a_contact_is_written_down_unless_it_is_ones_own()
    {
        var id = "";
        Assert.Null(_desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, new() { Title = "事", Category = "lifeService", Contact = new("ref-1", [1], "张*", null) }, out id)));

        Assert.Null(_desk.Do(draft => AccessRules.Read(draft, id, null)));
        Assert.Empty(_desk.Last!.Events);
        Assert.Null(_desk.Do(draft => AccessRules.Read(draft, id, "clerk-1")));

        Assert.Equal("contact.read", Assert.Single(_desk.Last!.Events).Type);
        var without = _desk.Submit();
        Assert.Equal("contact.notFound", _desk.Do(draft => AccessRules.Read(draft, without, "clerk-1"))?.Code);
    }

    private DateOnly Today => ChinaTime.DateOf(_desk.Now);

    private string? Rate(string id, RateNeed command) => _desk.Do(draft => RatingRules.Rate(draft, id, command))?.Code;

    private string? Redo(string order) => _desk.Do(draft => OrderRules.Redo(draft, order, "没修好"))?.Code;

    private void Close(string id) => _desk.Do(draft =>
    {
        RatingRules.Close(draft, NeedRules.Find(draft, id)!);
        return null;
    });

    private void Break(string id) => _desk.Do(draft =>
    {
        PromiseRules.Break(draft, NeedRules.Find(draft, id)!);
        return null;
    });
}

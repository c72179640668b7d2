using System.Text.Json;
using CsCheck;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Dispatch;
using Practice.Needs;
using Practice.Orders;
using Practice.Shared;
using Practice.Units;

namespace Practice.Tests.Months;

public sealed class PublicationRulesTests
{
    [Fact]
    public void A_need_without_steps_and_a_date_keeps_the_month_from_being_published()
    {
        var desk = new Desk();
        var (gap, pending) = (desk.Verified(), desk.Submit());

        var refusal = desk.Publish(3);

        Assert.Equal((RefusalKind.Conflict, "month.gaps"), (refusal?.Kind, refusal?.Code));
        Assert.Equal([gap], refusal!.Subjects!);
        Assert.Null(desk.Promise(gap, new(2026, 4, 15)));
        Assert.Null(desk.Publish(3));
        Assert.Equal(1, desk.Publication(3).Own.Pending);
        Assert.Equal(NeedStatus.Submitted, desk.Need(pending).Status);
    }

    [Fact]
    public void A_promise_that_is_broken_is_a_gap_again()
    {
        var desk = new Desk();
        var need = desk.Verified();
        Assert.Null(desk.Promise(need, new(2026, 3, 5)));
        desk.Now = Desk.At(3, 31);

        Assert.Equal("month.gaps", desk.Publish(3)?.Code);
    }

    [Fact]
    public void What_was_done_and_what_was_not_stand_on_the_sheet()
    {
        var desk = new Desk();
        desk.Found();
        var done = desk.Done(score: 4);
        var late = desk.Verified("想看露天电影", "cultureArts.film");
        desk.Promise(late, new(2026, 4, 15), "设备修好后试放", "与邻村拼场");

        Assert.Null(desk.Publish(3));

        var sheet = desk.Publication(3);
        var met = Assert.Single(sheet.Fulfilled);
        Assert.Equal((done, new RatingView(4, 1), new DateOnly(2026, 3, 2)), (met.Need, met.Rating, met.DoneOn));
        Assert.Equal(["邻里互助队"], met.Teams.ToArray());
        var notMet = Assert.Single(sheet.Unfulfilled);
        Assert.Equal((late, 2, new DateOnly(2026, 4, 15), Desk.Unit), (notMet.Need, notMet.Steps.Length, notMet.PromisedDate, notMet.Responsible));
        Assert.Equal((2, 1, 1), (sheet.Own.Submitted, sheet.Own.Fulfilled, sheet.Own.Unfulfilled));
    }

    [Fact]
    public void Published_twice_a_month_stays_as_it_was()
    {
        var desk = new Desk();
        desk.Found();
        desk.Done();
        Assert.Null(desk.Publish(3));
        var first = desk.Publication(3);
        desk.Now = Desk.At(4, 20);
        desk.Done(score: 1);

        Assert.Null(desk.Publish(3));

        Assert.True(desk.Last!.IsEmpty);
        Assert.Equal(first.Hash, desk.Publication(3).Hash);
    }

    [Fact]
    public void A_note_is_added_below_and_changes_nothing_above()
    {
        var desk = new Desk();
        Assert.Null(desk.Publish(3));
        var before = desk.Book.Find<Publication>("2026-03")!;

        Assert.Null(desk.Do(draft => PublicationRules.AddNote(draft, Desk.Month(3), "更正:第 2 项承办队伍应为文艺队,电话 13812345678")));

        var after = desk.Book.Find<Publication>("2026-03")!;
        Assert.Equal((before.Body, before.Hash), (after.Body, after.Hash));
        Assert.Equal("更正:第 2 项承办队伍应为文艺队,电话 ***", Assert.Single(after.Notes).Text);
    }

    [Fact]
    public void The_hash_can_be_checked_from_what_is_read()
    {
        var desk = new Desk();
        desk.Found();
        desk.Done(score: 5);
        Assert.Null(desk.Publish(3));
        var read = desk.Publication(3);

        var sent = JsonSerializer.Deserialize<JsonElement>(JsonSerializer.Serialize(read, Json.Persisted));

        Assert.Equal(read.Hash, CanonicalJson.Hash(CanonicalJson.Of(sent, "hash", "notes")));
    }

    [Fact]
    public void A_later_release_keeps_the_text_word_for_word()
    {
        var desk = new Desk();
        Assert.Null(desk.Publish(3));
        var row = UnitKinds.Create().Write("unit-" + Desk.Unit, Desk.Path, desk.Book.Find<Publication>("2026-03")!);

        var again = (Publication)UnitKinds.Create().Read(row)!;

        Assert.Equal(again.Hash, CanonicalJson.Hash(again.Body));
    }

    [Fact]
    public void A_unit_above_publishes_for_a_late_one_only_with_a_reason_that_stays_to_be_read()
    {
        var desk = new Desk();
        desk.Found();
        desk.Done();

        Assert.Equal("publish.reasonMissing", desk.Do(draft => PublicationRules.Publish(draft, Desk.Terms, Desk.Month(3), MonthHistory.None, new("321203001", " ")))?.Code);
        Assert.Null(desk.Do(draft => PublicationRules.Publish(draft, Desk.Terms, Desk.Month(3), MonthHistory.None, new("321203001", "站里三人都在外出培训"))));

        Assert.Equal(("321203001", "站里三人都在外出培训"), (desk.Publication(3).PublishedBy, desk.Publication(3).BehalfReason));
    }

    [Fact]
    public void A_promise_that_was_broken_before_the_work_was_done_stays_visible()
    {
        var desk = new Desk();
        desk.Found();
        var id = desk.Verified();
        desk.Promise(id, new(2026, 3, 5));
        desk.Now = Desk.At(3, 7);
        desk.Do(draft =>
        {
            PromiseRules.Break(draft, NeedRules.Find(draft, id)!);
            return null;
        });
        desk.Do(draft => SearchRules.Dispatch(draft, Desk.Terms, id, new() { Mode = DispatchMode.Offer, Team = Desk.Team }));
        desk.Accept(desk.Order(id));
        desk.Do(draft => OrderRules.Report(draft, desk.Order(id), new(WorkOutcome.Fulfilled, null, 1, [])));
        desk.Do(draft => OrderRules.Confirm(draft, Desk.Terms, desk.Order(id)));

        Assert.Null(desk.Publish(3));

        Assert.Equal(1, Assert.Single(desk.Publication(3).Fulfilled).BrokenPromises);
    }

    [Fact]
    public void A_parent_adds_up_what_its_children_published_and_names_who_is_late()
    {
        var child = new Desk();
        child.Found();
        child.Done(score: 3);
        Assert.Null(child.Publish(3));
        var parent = new Desk("321203001", "/3212/321203/321203001/");
        foreach (var id in new[] { Desk.Unit, "321203001011" })
            parent.With(new ChildUnit { Id = id, CreatedAt = parent.Now, Name = "村" + id[^2..], Level = Level.Station, Status = UnitStatus.Active, Seen = 1 });
        parent.Do(draft =>
        {
            PublicationRules.TakeChild(draft, PublicationRules.Summary(child.Book, "2026-03")!);
            return null;
        });
        parent.Submit();

        Assert.Null(parent.Publish(3));

        var sheet = parent.Publication(3);
        Assert.Equal((1, 2, 1), (sheet.Own.Submitted, sheet.Total.Submitted, sheet.Total.Fulfilled));
        Assert.Equal("321203001011", Assert.Single(sheet.Late).Unit);
        Assert.Equal(child.Publication(3).Hash, Assert.Single(sheet.Children).Hash);
        Assert.True(sheet.Total.IsBalanced);
    }

    [Fact]
    public void A_publication_is_reported_to_the_parent()
    {
        var desk = new Desk();

        Assert.Null(desk.Publish(3));

        Assert.Contains((Ids.UnitStream("321203001"), "publication/2026-03"), desk.Last!.Reports);
    }

    [Fact]
    public void Every_history_can_be_published_once_its_gaps_are_filled_and_balances() => Desk.Histories.Sample(steps =>
    {
        var desk = new Desk();
        desk.Found();
        foreach (var step in steps)
            desk.Step(step);
        var month = ChinaTime.MonthOf(desk.Now);
        foreach (var gap in PeriodRules.Gaps(desk.Book, Period.Of(desk.Book, month, desk.Now), desk.Now))
            Assert.Null(desk.Promise(gap.Id, ChinaTime.DateOf(desk.Now).AddDays(10)));

        Assert.Null(desk.Do(draft => PublicationRules.Publish(draft, Desk.Terms, month, MonthHistory.None)));

        var sheet = PublicationRules.View(desk.Book.Find<Publication>(month.ToString())!);
        Assert.True(sheet.Own.IsBalanced);
        Assert.Equal((sheet.Own.Fulfilled, sheet.Own.Unfulfilled), (sheet.Fulfilled.Length, sheet.Unfulfilled.Length));
        Assert.All(sheet.Unfulfilled, line => Assert.True(line.Steps.Length > 0 && line.PromisedDate is not null));
        Assert.Empty(sheet.Fulfilled.Select(l => l.Need).Intersect(sheet.Unfulfilled.Select(l => l.Need)));
    }, iter: 100);
}

using CsCheck;
using Practice.Calendars;
using Practice.Intake;
using Practice.Needs;
using Practice.Services;
using Practice.Settings;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Intake;

/// <summary>Boxes and their openings, without a silo.</summary>
public sealed class OpeningRulesTests
{
    private static readonly Recurrence EveryMonday = new() { Kind = RecurrenceKind.Weekly, Weekdays = [1], From = "09:00", Until = "11:00", MoveToWorkingDay = true };

    [Fact]
    public void Wish_trees_are_mechanisms_and_a_box_is_closed_only_when_counted_is_entered_plus_void()
    {
        var desk = new Desk();
        var opening = Open(desk, Point(desk), counted: 3);
        Slip(desk, "P-1");
        Slip(desk, "P-2");

        Assert.Equal("opening.unbalanced", desk.Do(draft => OpeningRules.Close(draft, opening, null))?.Code);
        Assert.Null(desk.Do(draft => OpeningRules.Void(draft, opening, new("空白", "P-3"))));
        Assert.Null(desk.Do(draft => OpeningRules.Close(draft, opening, null)));

        var closed = desk.Book.Find<Opening>(opening)!;
        Assert.Equal((OpeningStatus.Closed, 3, 2, 1), (closed.Status, closed.Counted, closed.Entered, closed.Void.Length));
        Assert.Null(desk.Book.Find<IntakePoint>(closed.Point)!.UnderWay);
    }

    [Fact]
    public void However_slips_come_and_go_a_closed_opening_balances_and_no_slip_is_two_needs()
    {
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 8]).Array[1, 60].Sample(steps =>
        {
            var desk = new Desk();
            var point = Point(desk);
            foreach (var (kind, number) in steps)
            {
                var current = desk.Book.Find<IntakePoint>(point)!.UnderWay;
                _ = kind switch
                {
                    0 => desk.Do(draft => OpeningRules.Start(draft, point, Two(), out _)),
                    1 => desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, Slipped(point, $"P-{number}"), out _)),
                    2 => current is null ? null : desk.Do(draft => OpeningRules.Void(draft, current, new("重复", $"P-{number}"))),
                    _ => current is null ? null : desk.Do(draft => OpeningRules.Close(draft, current, number)),
                };
            }

            Assert.All(desk.Book.All<Opening>().Where(o => o.Status == OpeningStatus.Closed), o => Assert.Equal(o.Counted, o.Entered + o.Void.Length));
            Assert.True(desk.Book.All<Opening>().Count(o => o.Status == OpeningStatus.Open) <= 1);
            Assert.Equal(desk.Needs.Count(), desk.Needs.Select(n => n.SlipNo).Distinct().Count());
            Assert.Equal(desk.Needs.Count(), desk.Book.Find<IntakePoint>(point)!.Slips);
        }, iter: 200);
    }

    [Fact]
    public void A_box_is_opened_by_two_different_people()
    {
        var desk = new Desk();
        var point = Point(desk);

        foreach (var people in new string[]?[] { null, [], ["片区志愿者 01"], ["片区志愿者 01", " 片区志愿者 01 "], ["片区志愿者 01", ""], ["片区志愿者 01", "13900000001"] })
            Assert.Equal("openedBy.invalid", desk.Do(draft => OpeningRules.Start(draft, point, new() { OpenedBy = people is null ? null : [.. people] }, out _))?.Code);
    }

    [Fact]
    public void Of_two_clerks_who_open_one_box_the_second_is_told_of_the_first()
    {
        var desk = new Desk();
        var point = Point(desk);
        var first = Open(desk, point);

        var second = desk.Do(draft => OpeningRules.Start(draft, point, Two(), out _));

        Assert.Equal((RefusalKind.Conflict, "opening.underWay"), (second!.Kind, second.Code));
        Assert.Equal([first], second.Subjects!);
    }

    [Fact]
    public void A_slip_entered_twice_is_refused_with_the_need_that_has_it()
    {
        var desk = new Desk();
        var point = Point(desk);
        Open(desk, point);
        var need = Slip(desk, "P-0007");

        var again = desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, Slipped(point, " p-０００７ "), out _));

        Assert.Equal("slip.entered", again?.Code);
        Assert.Equal([need], again!.Subjects!);
    }

    [Fact]
    public void Slips_found_after_ten_days_show_when_they_were_written_and_the_clock_starts_at_the_opening()
    {
        var desk = new Desk { Now = Desk.At(3, 16, 10) };
        var point = Point(desk);
        Open(desk, point);
        desk.Now = Desk.At(3, 17, 16);
        var written = desk.Now.AddDays(-10);
        var id = "";

        Assert.Null(desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, Slipped(point, "P-1") with { ReceivedAt = written }, out id)));

        var need = desk.Need(id);
        var limit = Deadlines.After(Desk.Terms.Limits.For(Urgency.Normal).Review, Desk.At(3, 16, 10), Desk.Terms.Calendar);
        Assert.Equal((written, (DateTimeOffset?)limit!.Value.At), (need.ReceivedAt, need.Due.Review));
        Assert.Equal(Desk.Month(3).ToString(), need.Month);
    }

    [Fact]
    public void An_opening_that_nobody_has_held_waits_in_the_inbox_until_it_is_held()
    {
        var desk = new Desk { Now = Desk.At(3, 2, 8) };
        var point = Point(desk, EveryMonday);
        desk.Now = Desk.At(3, 11);

        var owed = Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now).Where(i => i.Kind == "openingDue").ToList();
        Open(desk, point);

        Assert.Equal((point, true, Desk.At(3, 2, 11)), (Assert.Single(owed).Subject, owed[0].Overdue, owed[0].DueAt));
        Assert.DoesNotContain(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "openingDue");
    }

    [Fact]
    public void A_day_off_moves_the_opening_to_the_next_working_day()
    {
        // 2026-02-16 and 02-23 are days off of the Spring Festival; the first working day after both is Tuesday the 24th.
        var desk = new Desk { Now = Desk.At(2, 10) };
        var point = Point(desk, EveryMonday);
        desk.Now = Desk.At(2, 22);

        Assert.Empty(OpeningRules.Owed(desk.Book.Find<IntakePoint>(point)!, Desk.Terms.Calendar, desk.Now));
        Assert.Equal(Desk.At(2, 24), OpeningRules.Next(desk.Book.Find<IntakePoint>(point)!, Desk.Terms.Calendar, desk.Now)!.Value.From);
        Assert.Equal([Desk.At(2, 24)], OpeningRules.Owed(desk.Book.Find<IntakePoint>(point)!, Desk.Terms.Calendar, Desk.At(2, 24, 10)).Select(s => s.From));
    }

    [Fact]
    public void A_box_that_is_open_for_a_day_waits_in_the_inbox()
    {
        var desk = new Desk();
        var opening = Open(desk, Point(desk), counted: 2);
        desk.Now = desk.Now.AddDays(2);

        Assert.Contains(Practice.Months.InboxRules.Of(desk.Book, Desk.Terms, desk.Now), i => i.Kind == "openingUnbalanced" && i.Subject == opening);
    }

    [Fact]
    public void A_code_has_no_box_and_what_is_retired_takes_nothing()
    {
        var desk = new Desk();
        var (code, point) = ("", Point(desk));
        Assert.Null(desk.Do(draft => IntakePointRules.Add(draft, new() { Kind = IntakeKind.Qr, Name = "心愿码" }, out code)));
        Assert.Null(desk.Do(draft => IntakePointRules.Retire(draft, point)));

        Assert.Equal("intakePoint.noBox", desk.Do(draft => OpeningRules.Start(draft, code, Two(), out _))?.Code);
        Assert.Equal("intakePoint.retired", desk.Do(draft => OpeningRules.Start(draft, point, Two(), out _))?.Code);
        Assert.Equal("intakePoint.retired", desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, Slipped(point, "1"), out _))?.Code);
        Assert.Equal("intakePoint.unknown", desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, Slipped(Desk.Unit + "-S9", "1"), out _))?.Code);
    }

    internal static string Point(Desk desk, Recurrence? schedule = null, IntakeKind kind = IntakeKind.WishTree)
    {
        var id = "";
        Assert.Null(desk.Do(draft => IntakePointRules.Add(draft, new() { Kind = kind, Name = "引江社区心愿树", Keeper = "片区志愿者 02", Schedule = schedule }, out id)));
        return id;
    }

    internal static string Open(Desk desk, string point, int? counted = null)
    {
        var id = "";
        Assert.Null(desk.Do(draft => OpeningRules.Start(draft, point, Two() with { Counted = counted }, out id)));
        return id;
    }

    private static StartOpening Two() => new() { OpenedBy = ["片区志愿者 01", "片区志愿者 02"] };

    private static SubmitNeed Slipped(string point, string number) =>
        new() { Title = "想看一场淮剧", Category = "cultureArts", Channel = Channel.WishTree, IntakePoint = point, SlipNo = number };

    private static string Slip(Desk desk, string number)
    {
        var id = "";
        Assert.Null(desk.Do(draft => NeedRules.Submit(draft, Desk.Terms, Slipped(Desk.Unit + "-S1", number), out id)));
        return id;
    }
}

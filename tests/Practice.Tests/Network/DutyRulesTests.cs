using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Network;

/// <summary>Real people, point 10: night, lunch, holidays.</summary>
public sealed class DutyRulesTests
{
    private static readonly DutyShift Morning = new(1, "08:30", "12:00", "值班员", "0523-86960001"), Afternoon = new(1, "14:00", "17:30", "副站长", "0523-86960001");

    [Fact]
    public void Night_lunch_and_holidays_fall_to_the_unit_above_and_what_nobody_staffs_says_so()
    {
        ImmutableArray<DutyShift> above = [new(1, "12:00", "18:00", "所值班室", "0523-86960002")];

        var gaps = DutyRules.Gaps([("station", [Morning, Afternoon]), ("institute", above)]);

        Assert.Equal(
            [new(1, "00:00", "08:30", null), new(1, "12:00", "14:00", "institute"), new(1, "17:30", "18:00", "institute"), new(1, "18:00", "24:00", null), new(2, "00:00", "24:00", null)],
            gaps.Take(5));
        Assert.Equal(9 + 1, gaps.Length);
    }

    [Fact]
    public void A_shift_answers_from_its_first_minute_until_before_its_last()
    {
        ImmutableArray<DutyShift> shifts = [Morning, Afternoon];

        Assert.Equal(Morning, DutyRules.At(shifts, At(8, 30)));
        Assert.Null(DutyRules.At(shifts, At(12, 0)));
        Assert.Equal(Afternoon, DutyRules.At(shifts, At(17, 29)));
        Assert.Null(DutyRules.At(shifts, At(8, 30).AddDays(1)));
    }

    [Theory]
    [InlineData(0, "08:00", "12:00", "值班员", "0523-86960001", "shifts.invalid")]
    [InlineData(8, "08:00", "12:00", "值班员", "0523-86960001", "shifts.invalid")]
    [InlineData(1, "8点", "12:00", "值班员", "0523-86960001", "shifts.invalid")]
    [InlineData(1, "12:00", "12:00", "值班员", "0523-86960001", "shifts.invalid")]
    [InlineData(1, "08:00", "12:00", " ", "0523-86960001", "post.invalid")]
    [InlineData(1, "08:00", "12:00", "值班员", "12345", "phone.invalid")]
    public void What_is_no_shift_is_refused(int weekday, string from, string until, string post, string phone, string code)
    {
        Assert.Equal(code, Put(new Desk(), null, new DutyShift(weekday, from, until, post, phone))?.Code);
    }

    [Fact]
    public void Two_telephones_do_not_answer_at_once() =>
        Assert.Equal("shifts.overlap", Put(new Desk(), null, Morning, Morning with { From = "11:59", Until = "13:00" })?.Code);

    [Fact]
    public void The_whole_roster_is_replaced_by_whoever_has_seen_the_newest()
    {
        var desk = new Desk();
        Assert.Null(Put(desk, 0, Afternoon, Morning));
        var roster = desk.Book.Find<DutyRoster>(DutyRoster.TheId)!;

        Assert.Equal("version.stale", Put(desk, 0, Morning)?.Code);
        Assert.Null(Put(desk, roster.Version, Morning));

        Assert.Equal(["08:30", "14:00"], roster.Shifts.Select(shift => shift.From));
        Assert.Equal("+8652386960001", Assert.Single(desk.Book.Find<DutyRoster>(DutyRoster.TheId)!.Shifts).Phone);
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 3, 2, hour, minute, 0, ChinaTime.Offset);

    private static Refusal? Put(Desk desk, long? seen, params DutyShift[] shifts) => desk.Do(draft => DutyRules.Put(draft, new([.. shifts]), seen));
}

using CsCheck;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Xunit;
using static Practice.Tests.Activities.Ground;

namespace Practice.Tests.Activities;

/// <summary>Codes, places, rolls, and what is told too late.</summary>
public sealed class CheckInTests
{
    [Fact]
    public void A_code_counts_in_its_half_minute_and_in_the_next()
    {
        var shown = CheckInCodes.At(Secret, At(7, 9, 0, 10));

        Assert.Equal(At(7, 9, 1), shown.Until);
        Assert.Equal(6, shown.Code.Length);
        foreach (var code in new[] { shown.Code, shown.Token })
        {
            Assert.Null(CheckInRules.Enter(Running(At(7, 9, 0, 10), null, 1), 1, With(code), Secret));
            Assert.Null(CheckInRules.Enter(Running(At(7, 9, 0, 59), null, 1), 1, With(code), Secret));
            Assert.Equal("code.wrong", CheckInRules.Enter(Running(At(7, 9, 1, 0), null, 1), 1, With(code), Secret)?.Code);
        }

        CheckIn With(string code) => new(Number(1), false, code, null, null, null);
    }

    [Fact]
    public void A_code_of_another_secret_is_none() => Gen.Select(Gen.Byte.Array[32], Gen.Int[0, 1_000_000]).Sample((other, second) =>
    {
        var at = At(7, 9).AddSeconds(second);

        Assert.Null(CheckInCodes.Find(Secret, CheckInCodes.At(other, at).Token, at.AddMinutes(-5), at.AddMinutes(5)));
        Assert.Equal(at.ToUnixTimeSeconds() / 30 * 30, CheckInCodes.Find(Secret, CheckInCodes.At(Secret, at).Token, at.AddMinutes(-5), at.AddMinutes(5))?.ToUnixTimeSeconds());
    }, iter: 200);

    [Fact]
    public void From_the_check_in_to_the_check_out_inside_the_session_count_whole_minutes()
    {
        var draft = Running(At(7, 9), null, 1);
        Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret));
        draft = draft.Then(At(7, 10, 30, 59));

        Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now, leaves: true), Secret));

        Assert.Equal(90, CheckInRules.Minutes(draft.Place(1)!, Saturday, draft.Now));
    }

    [Fact]
    public void What_is_before_or_after_the_session_is_the_way_there_and_back()
    {
        var draft = Published().SignUp(1).Draft.Then(At(7, 8, 35));
        Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret));
        draft = draft.Then(Saturday.From);
        SessionRules.Due(draft, draft.Activity(), draft.Session());
        draft = draft.Then(At(7, 11, 20));
        SessionRules.Due(draft, draft.Activity(), draft.Session());
        draft = draft.Then();

        Assert.Null(CheckInRules.CallRoll(draft, 1, new([new(Number(1), null, draft.Now, null)], false)));

        Assert.Equal(120, CheckInRules.Minutes(draft.Place(1)!, Saturday, draft.Now));
    }

    [Theory]
    [InlineData(Datum.Wgs84, 32.3183, 119.8758, null)]
    [InlineData(Datum.Gcj02, 32.316073, 119.880571, null)]
    [InlineData(Datum.Wgs84, 32.316073, 119.880571, "place.far")]
    [InlineData(Datum.Gcj02, 32.3183, 119.8758, "place.far")]
    public void Being_there_is_measured_in_one_datum_whatever_the_device_says(Datum datum, double lat, double lon, string? code)
    {
        var draft = Running(At(7, 9), Content() with { LocationCheckIn = true }, 1);

        var refusal = CheckInRules.Enter(draft, 1, new(Number(1), false, null, new(null, lat, lon, datum), null, null), Secret);

        Assert.Equal(code, refusal?.Code);
        if (code is null)
            Assert.True(draft.Place(1) is { Flags: ["byLocation"], Stays: [{ Metres: < 5, InBy: CheckedBy.Location }] });
    }

    [Fact]
    public void Of_where_somebody_was_only_the_distance_is_kept()
    {
        var draft = Running(At(7, 9), null, 1);

        CheckInRules.Enter(draft, 1, Coded(1, draft.Now, where: new(null, 32.4183, 119.8758)), Secret);

        var row = ActivityMail.Kinds().Write("activity-1", "/", draft.Place(1)!).Doc.Text + string.Concat(draft.Events.Select(e => e.Data));
        Assert.DoesNotContain("32.4183", row, StringComparison.Ordinal);
        Assert.Equal(["far"], draft.Place(1)!.Flags);
        Assert.InRange(draft.Place(1)!.Stays[0].Metres!.Value, 11_000, 11_300);
    }

    [Fact]
    public void Without_a_code_being_there_is_enough_only_where_the_activity_says_so() =>
        Assert.Equal("code.missing", CheckInRules.Enter(Running(At(7, 9), null, 1), 1, new(Number(1), false, null, null, null, null), Secret)?.Code);

    [Fact]
    public void Being_there_does_not_count_where_the_activity_does_not_say_so_nor_for_an_earlier_time()
    {
        Place there = new(null, 32.3183, 119.8758, Datum.Wgs84);

        var unsaid = CheckInRules.Enter(Running(At(7, 9), null, 1), 1, new(Number(1), false, null, there, null, null), Secret);
        var told = CheckInRules.Enter(Running(At(7, 10), Content() with { LocationCheckIn = true }, 1), 1, new(Number(1), false, null, there, null, At(7, 9)), Secret);

        Assert.Equal(("code.missing", "code.missing"), (unsaid?.Code, told?.Code));
    }

    [Fact]
    public void Here_twice_on_the_leaders_roll_is_here()
    {
        var draft = Running(At(7, 9), null, 1);
        Assert.Null(CheckInRules.CallRoll(draft, 1, new([new(Number(1), null, null, null)], false)));
        draft = draft.Then(At(7, 9, 30));

        Assert.Null(CheckInRules.CallRoll(draft, 1, new([new(Number(1), null, null, null)], false)));

        Assert.True(draft.IsEmpty);
        Assert.NotNull(draft.Place(1)!.Inside);
    }

    [Fact]
    public void Two_devices_do_not_check_one_person_in()
    {
        var draft = Running(At(7, 9), null, 1);
        Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now, device: "甲"), Secret));
        draft = draft.Then();

        Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now, device: "甲"), Secret));
        Assert.True(draft.IsEmpty);
        Assert.Equal("checkIn.already", CheckInRules.Enter(draft, 1, Coded(1, draft.Now, device: "乙"), Secret)?.Code);
        draft = draft.Then(At(7, 10));
        Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now, leaves: true, device: "乙"), Secret));
        Assert.Equal(["twoDevices"], draft.Place(1)!.Flags);
    }

    [Fact]
    public void A_device_that_checks_many_in_is_marked_on_the_roll()
    {
        var draft = Running(At(7, 9), null, 1, 2, 3, 4);
        foreach (var volunteer in new[] { 1, 2, 3, 4 })
        {
            Assert.Null(CheckInRules.Enter(draft, 1, Coded(volunteer, draft.Now, device: "甲"), Secret));
            draft = draft.Then();
        }

        Assert.Equal([], draft.Place(3)!.Flags);
        Assert.Equal(["sharedDevice"], draft.Place(4)!.Flags);
    }

    [Fact]
    public void Three_times_a_day_and_no_more()
    {
        var draft = Running(At(7, 9), null, 1);
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret));
            draft = draft.Then(draft.Now.AddMinutes(5));
            Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, draft.Now, leaves: true), Secret));
            draft = draft.Then(draft.Now.AddMinutes(5));
        }

        Assert.Equal("checkIn.tooMany", CheckInRules.Enter(draft, 1, Coded(1, draft.Now), Secret)?.Code);
        Assert.Equal(15, CheckInRules.Minutes(draft.Place(1)!, Saturday, draft.Now));
    }

    [Fact]
    public void What_was_out_of_reach_is_told_later_by_the_codes_own_time_and_marked()
    {
        var draft = Running(At(7, 10, 50), null, 1);

        // The device is three minutes ahead of the screen it has scanned.
        Assert.Null(CheckInRules.Enter(draft, 1, Coded(1, At(7, 9, 10), told: At(7, 9, 13)), Secret));

        Assert.Equal(At(7, 9, 10), draft.Place(1)!.Stays[0].In);
        Assert.Equal(["late", "clockSkew"], draft.Place(1)!.Flags);
    }

    [Theory]
    [InlineData(8, 0, "checkIn.outside")]
    [InlineData(9, 30, "code.wrong")]
    public void What_is_told_later_is_bounded_by_the_session_and_by_its_code(int hour, int minute, string code)
    {
        var draft = Running(At(7, 10, 50), null, 1);
        var shown = code == "code.wrong" ? At(7, 9, 50) : At(7, hour, minute);

        Assert.Equal(code, CheckInRules.Enter(draft, 1, Coded(1, shown, told: At(7, hour, minute)), Secret)?.Code);
    }

    [Fact]
    public void A_clock_that_runs_ahead_is_told_so() =>
        Assert.Equal("clock.ahead", CheckInRules.Enter(Running(At(7, 9), null, 1), 1, Coded(1, At(7, 9), told: At(7, 9, 10)), Secret)?.Code);

    [Fact]
    public void Nobody_checks_in_without_a_place_or_out_without_being_in()
    {
        var draft = Running(At(7, 9), null, 1);

        Assert.Equal("place.notFound", CheckInRules.Enter(draft, 1, Coded(2, draft.Now), Secret)?.Code);
        Assert.Equal("checkOut.notIn", CheckInRules.Enter(draft, 1, Coded(1, draft.Now, leaves: true), Secret)?.Code);
        Assert.Equal("session.state", CheckInRules.Enter(Published().SignUp(1).Draft.Then(At(7, 8, 29)), 1, Coded(1, At(7, 8, 29)), Secret)?.Code);
    }

    [Fact]
    public void The_leaders_roll_takes_all_its_lines_or_none()
    {
        var draft = Running(At(7, 10), null, 1, 2);

        Assert.Equal([Number(9)], CheckInRules.CallRoll(draft, 1, new([new(Number(1), null, null, null), new(Number(9), null, null, null)], false))!.Subjects!);
        draft = Running(At(7, 10), null, 1, 2);
        Assert.Null(CheckInRules.CallRoll(draft, 1, new([new(Number(1), At(7, 9, 5), At(7, 9, 50), null), new(Number(2), null, null, Absence.Illness)], false)));

        Assert.Equal((45, Absence.Illness), (CheckInRules.Minutes(draft.Place(1)!, Saturday, draft.Now), draft.Place(2)!.Absence));
        Assert.Equal(["byLeader"], draft.Place(1)!.Flags);
    }

    [Fact]
    public void No_history_of_coming_and_going_counts_a_minute_twice_or_outside() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40], Gen.Bool).Array[1, 30].Sample(history =>
        {
            var draft = Published().SignUp(1).Draft.Then(At(7, 8, 30));
            foreach (var (kind, wait, leaves) in history)
            {
                draft = draft.Then(draft.Now.AddMinutes(wait));
                SessionRules.Due(draft, draft.Activity(), draft.Session());
                draft = draft.Then();
                _ = kind switch
                {
                    0 => CheckInRules.CallRoll(draft, 1, new([new(Number(1), null, null, null)], true)),
                    1 => CheckInRules.Enter(draft, 1, Coded(1, draft.Now.AddMinutes(-wait), leaves, told: draft.Now.AddMinutes(-wait)), Secret),
                    _ => CheckInRules.Enter(draft, 1, Coded(1, draft.Now, leaves), Secret),
                };
                draft = draft.Then();
                var place = draft.Place(1)!;
                for (var i = 0; i < place.Stays.Length; i++)
                {
                    Assert.True(place.Stays[i].Out is not { } left || left > place.Stays[i].In);
                    Assert.True(i == 0 || place.Stays[i - 1].Out <= place.Stays[i].In);
                }

                Assert.True(place.Stays.Length <= CheckInRules.MostStays);
                Assert.InRange(CheckInRules.Minutes(place, Saturday, draft.Now), 0, 120);
            }
        }, iter: 500);
}

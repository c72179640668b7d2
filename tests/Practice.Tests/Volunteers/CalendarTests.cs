using CsCheck;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>Nobody is in two places at once.</summary>
public sealed class CalendarTests
{
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(30);

    private const string Other = "321203001-T001-A002/1";

    [Fact]
    public void A_second_session_in_the_same_time_is_refused_and_one_that_only_touches_is_near()
    {
        var draft = Registered().Then();
        Assert.Null(draft.Hold(Slot(1, 3)));
        var clash = draft.Then();
        var touching = draft.Then();

        Assert.Equal(("place.overlap", Session), (clash.Hold(Slot(2, 4), Other) is { } refusal ? (refusal.Code, refusal.Subjects![0]) : default));
        Assert.Null(touching.Hold(Slot(3, 4), Other));
        Assert.Equal([Session], CalendarRules.Card(touching.Book, Number, Other, Adult, false, [], Half)!.Near);
    }

    [Fact]
    public void A_minor_is_held_no_place_where_there_is_danger_whoever_consents()
    {
        var draft = Registered(Fifteen, Mother()).Then();

        Assert.Equal("age.minor", CalendarRules.Hold(draft, Number, Ask(Slot(1, 2), dangerous: true), Fifteen, Guardian)?.Code);
        Assert.Equal("age.range", CalendarRules.Hold(draft, Number, Ask(Slot(1, 2), minAge: 16), Fifteen, Guardian)?.Code);
    }

    [Fact]
    public void A_card_of_a_minor_shows_the_number_and_whether_a_guardian_consents()
    {
        var (alone, together) = (Registered(Fifteen, Mother()).Then(), Registered(Fifteen, Mother()).Then());
        Assert.Null(alone.Hold(Slot(1, 2), born: Fifteen));
        Assert.Null(together.Hold(Slot(1, 2), born: Fifteen, caller: Guardian));

        var card = CalendarRules.Card(alone.Book, Number, Session, Fifteen, false, [], Half)!;

        Assert.Equal((AgeClass.Under18, false, Number), (card.Age, card.Consent, card.Shown));
        Assert.True(CalendarRules.Card(alone.Book, Number, Session, Fifteen, true, [], Half)!.Consent);
        Assert.True(CalendarRules.Card(together.Book, Number, Session, Fifteen, false, [], Half)!.Consent);
    }

    [Fact]
    public void A_hold_that_ran_out_asks_the_activity_and_keeps_the_time_until_it_has_said()
    {
        var draft = Registered().Then();
        draft.Hold(Slot(1, 3));
        var due = draft.Then(Monday + CalendarRules.HoldFor + CalendarPlace.Grace, "system");
        CalendarRules.Due(due, due.Book.Find<CalendarPlace>(Session)!);

        Assert.Equal(("activity-321203001-T001-A001", 1L), (due.Messages[0].To, ((PlaceAsked)due.Messages[0].Message).Hold));
        Assert.Equal("place.overlap", due.Then().Hold(Slot(1, 2), Other)?.Code);

        var told = due.Then();
        CalendarRules.Decided(told, new(Session, Position, Slot(1, 3), 1, PlaceState.Refused));
        Assert.Null(told.Then().Hold(Slot(1, 2), Other));
    }

    [Fact]
    public void A_word_about_an_older_hold_does_not_end_a_newer_one()
    {
        var draft = Registered().Then();
        draft.Hold(Slot(1, 3));
        draft = draft.Then();
        draft.Hold(Slot(1, 3));
        draft = draft.Then();

        CalendarRules.Decided(draft, new(Session, Position, Slot(1, 3), 1, PlaceState.Refused));
        CalendarRules.Over(draft, new(Session, 1, "withdrawn"));

        Assert.Null(draft.Book.Find<CalendarPlace>(Session)!.Ended);
        Assert.True(draft.IsEmpty);
    }

    [Fact]
    public void Who_waits_keeps_no_time()
    {
        var draft = Registered().Then();
        draft.Hold(Slot(1, 3));
        draft = draft.Then();
        CalendarRules.Decided(draft, new(Session, Position, Slot(1, 3), 1, PlaceState.Waiting));

        Assert.Null(draft.Then().Hold(Slot(1, 3), Other));
    }

    [Fact]
    public void In_no_history_do_two_kept_times_overlap_unless_an_activity_says_so() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[0, 40], Gen.Int[1, 8], Gen.Int[0, 3]).Array[1, 60].Sample(history =>
        {
            var draft = Registered();
            var now = Monday;
            foreach (var (kind, which, from, length, wait) in history)
            {
                now = now.AddMinutes(4 * wait);
                draft = draft.Then(now);
                var session = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"321203001-T001-A00{which}/1");
                var place = draft.Book.Find<CalendarPlace>(session);
                switch (kind)
                {
                    case 0 or 1:
                        draft.Hold(Slot(from / 2.0, (from + length) / 2.0), session);
                        break;
                    case 2 when place is { Ended: null }:
                        CalendarRules.Decided(draft, new(session, Position, place.Slot, place.Hold, length % 2 == 0 ? PlaceState.Given : PlaceState.Refused));
                        break;
                    case 3 when place is { Ended: null }:
                        CalendarRules.Over(draft, new(session, place.Hold - length % 2, "withdrawn"));
                        break;
                    case 4 when place is { Ended: null } && place.Facets.WakeAt <= now:
                        CalendarRules.Due(draft, place);
                        break;
                }

                var kept = draft.Book.All<CalendarPlace>().Where(p => p.Blocks).ToList();
                Assert.DoesNotContain(kept, a => kept.Any(b => b.Id != a.Id && a.Slot.Overlaps(b.Slot)));
                Assert.All(kept, p => Assert.NotNull(p.Facets.WakeAt));
            }
        }, iter: 500);
}

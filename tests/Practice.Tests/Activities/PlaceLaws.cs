using CsCheck;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Xunit;
using static Practice.Tests.Activities.Ground;

namespace Practice.Tests.Activities;

/// <summary>The laws of places, on random histories of a week before a session.</summary>
public sealed class PlaceLaws
{
    private const int People = 14;

    private static readonly Gen<(int Kind, int Who, int Size, int Wait)[]> Histories = Gen.Select(Gen.Int[0, 9], Gen.Int[1, People], Gen.Int[1, 3], Gen.Int[0, 5]).Array[1, 80];

    [Fact]
    public void No_history_gives_more_seats_than_there_are_nor_leaves_one_free_that_somebody_waits_for() => Gen.Select(Gen.Int[1, 6], Gen.Int[0, 5], Histories).Sample((headcount, list, history) =>
    {
        var draft = Published(Content(headcount) with { WaitingList = list });
        var calendars = new Dictionary<string, (long Hold, PlaceState State)>();
        var (now, hold) = (draft.Now, 0L);
        foreach (var (kind, who, size, wait) in history)
        {
            now = now.AddHours(wait);
            draft = draft.Then(now);
            Wake(draft);
            draft = Heard(draft, calendars).Then(now);
            var asked = Act(draft, kind, who, size, ref hold);

            // Whoever asked with a hold is told of it, once.
            var answers = draft.Told<PlaceDecided>().Where(m => asked.Contains(m.Hold) && m.Hold > 0).Select(m => m.Hold).ToList();
            Assert.Equal(asked.Order(), answers.Order());
            draft = Heard(draft, calendars);
            Holds(draft, list);
            foreach (var place in draft.Book.All<Enrolment>())
                Assert.Equal(place.IsLive ? place.State : PlaceState.Refused, calendars.TryGetValue(place.Volunteer, out var known) ? known.State : PlaceState.Refused);
        }
    }, iter: 1_000);

    private static List<long> Act(Draft draft, int kind, int who, int size, ref long hold)
    {
        var asked = new List<long>();
        switch (kind)
        {
            case <= 4:
                if (PlaceRules.Ask(draft.Book, 1, null, Number(who), draft.Now, out _) is not null)
                    break;
                var party = Enumerable.Range(0, kind == 4 ? size : 1).Select(i => (who + i - 1) % People + 1).Distinct().ToList();
                foreach (var _ in party)
                    asked.Add(++hold);
                Assert.Null(PlaceRules.SignUp(draft, 1, new([.. party.Select((v, i) => Card(v, asked[i]))], kind == 3 ? size : 0), out var _));
                break;
            case 5 or 6:
                PlaceRules.Withdraw(draft, 1, Number(who), null);
                break;
            case 7:
                PlaceRules.Invite(draft, 1, new(Litter, [.. Enumerable.Range(who, size).Select(v => Number(v % People + 1))]));
                break;
            case 8:
                SessionRules.Edit(draft, 1, new(null, null, System.Collections.Immutable.ImmutableDictionary<string, int>.Empty.Add(Litter, size + who / 3)), null);
                break;
            default:
                if (who == 1)
                    SessionRules.Cancel(draft, 1, "台风");
                break;
        }

        return asked;
    }

    private static void Wake(Draft draft)
    {
        foreach (var due in draft.Book.Kinds.Values.SelectMany(items => items.Values).Where(item => item.Facets.WakeAt <= draft.Now).ToList())
            if (draft.Book.Kinds[due.GetType()].Values.First(item => item.Id == due.Id) is { } current && current.Facets.WakeAt <= draft.Now)
                ActivityMail.Due(draft, current);
    }

    // What the volunteers' calendars make of their mail: of an older hold nothing is believed.
    private static Draft Heard(Draft draft, Dictionary<string, (long Hold, PlaceState State)> calendars)
    {
        foreach (var (to, message) in draft.Messages)
        {
            var who = to["volunteer-".Length..];
            var known = calendars.GetValueOrDefault(who, (0, PlaceState.Refused));
            if (message is PlaceDecided told && (told.Hold == 0 || told.Hold >= known.Hold))
                calendars[who] = (Math.Max(told.Hold, known.Hold), told.State);
            else if (message is PlaceEnded ended && (ended.Hold == 0 || ended.Hold >= known.Hold))
                calendars[who] = (known.Hold, PlaceState.Refused);
        }

        return draft.Then();
    }

    private static void Holds(Draft draft, int list)
    {
        var places = draft.Book.All<Enrolment>().ToList();
        var seats = draft.Session().Seats[0];
        if (draft.Session().State == SessionState.Cancelled)
        {
            Assert.DoesNotContain(places, place => place.IsLive);
            return;
        }

        Assert.Equal(places.Where(e => e.HoldsSeat).Sum(e => e.Seats), seats.Taken);
        Assert.Equal(places.Where(e => e.State == PlaceState.Waiting).Sum(e => e.Seats), seats.Waiting);
        Assert.True(seats.Taken <= seats.Headcount, $"{seats.Taken} of {seats.Headcount}");
        Assert.True(seats.Waiting <= list, $"{seats.Waiting} wait on a list of {list}");
        if (draft.Session().State == SessionState.Planned && draft.Now < Saturday.From)
            foreach (var party in places.Where(e => e.State == PlaceState.Waiting).GroupBy(e => e.Ticket))
                Assert.True(party.Sum(e => e.Seats) > seats.Free, $"A party of {party.Sum(e => e.Seats)} waits while {seats.Free} seats are free.");
        Assert.Equal(
            draft.Session().State != SessionState.Planned ? ActivityState.Running : seats.Free == 0 ? ActivityState.Full : ActivityState.Recruiting,
            draft.Activity().State is ActivityState.Finished ? ActivityState.Running : draft.Activity().State);
    }
}

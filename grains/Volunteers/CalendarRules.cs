using System.Collections.Immutable;
using Practice.Activities;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>A volunteer's calendar: nobody is in two places at once. Pure.</summary>
/// <remarks>
/// Law: no two places that keep time overlap, except by the activity's word, which stands. A place is kept from the moment it is asked for
/// until the activity has said what became of it.
/// </remarks>
public static class CalendarRules
{
    public static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(10), LongestSession = TimeSpan.FromHours(24);

    public const int MostPlaces = 200;

    /// <param name="born">The volunteer's birth date.</param>
    public static Refusal? Hold(Draft draft, string number, PlaceAsk ask, DateOnly born, Caller caller)
    {
        VolunteerRules.GrowUp(draft, number, Ages.On(born, ChinaTime.DateOf(draft.Now)) < Ages.Adult);
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (volunteer.Status != VolunteerStatus.Active)
            return Refusal.Conflict("volunteer.inactive", $"The volunteer is {Json.Name(volunteer.Status)}.");
        if (!ask.Slot.IsValid || ask.Slot.Until - ask.Slot.From > LongestSession || ask.Session.LastIndexOf('/') < 1)
            return Refusal.Malformed("slot.invalid", "A session ends after it begins, within a day.");
        if (ask.Slot.Until <= draft.Now)
            return Refusal.Rule("slot.past", "This time is over.");
        if (Unfit(volunteer, ask, Ages.On(born, ChinaTime.DateOf(ask.Slot.From))) is { } unfit)
            return unfit;
        var known = draft.Book.Find<CalendarPlace>(ask.Session);
        if (known is { Ended: null, State: PlaceState.Given })
            return Refusal.Conflict("place.given", "There is a place at this session already.");
        if (Others(draft, ask.Session).FirstOrDefault(place => place.Blocks && place.Slot.Overlaps(ask.Slot)) is { } clash)
            return Refusal.Rule("place.overlap", "The calendar has another session in that time.", clash.Id);
        if (known is null && draft.Book.All<CalendarPlace>().Count(place => place.Ended is null) >= MostPlaces)
            return Refusal.Rule("calendar.full", $"At most {MostPlaces} sessions ahead.");

        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Holds = numbers.Holds + 1 };
        draft.Record(new PlaceHeld(ask.Position, ask.Slot, numbers.Holds), new CalendarPlace
        {
            Id = ask.Session, CreatedAt = known?.CreatedAt ?? draft.Now, Position = ask.Position, Slot = ask.Slot, Hold = numbers.Holds, HeldUntil = draft.Now + HoldFor, Record = known?.Record,
        });
        draft.Keep(numbers);
        if (Ages.On(born, ChinaTime.DateOf(draft.Now)) < Ages.Adult && volunteer.Guardian?.Person is { } guardian && guardian == caller.Person && draft.Book.Find<ActivityConsent>(CalendarPlace.ActivityOf(ask.Session)) is null)
            draft.Keep(new ActivityConsent { Id = CalendarPlace.ActivityOf(ask.Session), CreatedAt = draft.Now, By = draft.Actor });
        return null;
    }

    /// <summary>What the activity decides by: no name, no number of a document, no birth date.</summary>
    /// <param name="accompanied">The guardian takes part in the same session.</param>
    /// <param name="near">Between two sessions: less than this is told.</param>
    public static PlaceCard? Card(Book book, string number, string session, DateOnly born, bool accompanied, ImmutableArray<string> trainings, TimeSpan near)
    {
        if (book.Find<Volunteer>(number) is not { } volunteer || book.Find<CalendarPlace>(session) is not { HeldUntil: { } until } place)
            return null;
        var age = ClassOf(Ages.On(born, ChinaTime.DateOf(place.Slot.From)));
        var consent = age != AgeClass.Adult && (accompanied || book.Find<ActivityConsent>(place.Activity) is not null);
        var around = new TimeSlot(place.Slot.From - near, place.Slot.Until + near);
        return new(number, session, place.Position, place.Slot, place.Hold, until, age, volunteer.RealName == RealName.Verified, volunteer.Skills, trainings, consent,
            age == AgeClass.Adult ? volunteer.Name : number,
            [.. book.All<CalendarPlace>().Where(other => other.Id != session && other.Blocks && other.Slot.Overlaps(around)).Select(other => other.Id)]);
    }

    /// <summary>The activity's word about a hold.</summary>
    public static void Decided(Draft draft, PlaceDecided told)
    {
        var known = draft.Book.Find<CalendarPlace>(told.Session);
        if (known is { Ended: null } && told.Hold != 0 && told.Hold < known.Hold && told.State != PlaceState.Given)
            return;
        var place = (known ?? new CalendarPlace { Id = told.Session, CreatedAt = draft.Now, Position = told.Position, Slot = told.Slot, Hold = told.Hold }) with
        {
            Position = told.Position, Slot = told.Slot, Hold = Math.Max(told.Hold, known?.Hold ?? 0), State = told.State, HeldUntil = null, ConfirmBy = told.ConfirmBy,
            Ended = told.State is PlaceState.Given or PlaceState.Waiting or PlaceState.Offered or PlaceState.Invited or PlaceState.Attended ? null : Json.Name(told.State),
        };
        if (known is null && place.Ended is not null)
            return;
        draft.Record(new PlaceTold(told.State, told.Slot, told.Hold), place);
    }

    public static void Over(Draft draft, PlaceEnded told)
    {
        if (draft.Book.Find<CalendarPlace>(told.Session) is { Ended: null } place && (told.Hold == 0 || told.Hold >= place.Hold))
            draft.Record(new PlaceOver(told.Reason), place with { Ended = told.Reason, HeldUntil = null, ConfirmBy = null });
    }

    /// <summary>A hold that ran out is asked about; a session that is over leaves the calendar.</summary>
    public static void Due(Draft draft, CalendarPlace place)
    {
        if (place.HeldUntil is { } until && until + CalendarPlace.Grace <= draft.Now)
        {
            draft.Record(new PlaceAskedFor(place.Hold), place with { HeldUntil = draft.Now + HoldFor });
            draft.Send(Ids.ActivityStream(place.Activity), new PlaceAsked(place.Id, place.Position, place.Slot, place.Hold));
        }
        else if (place.HeldUntil is null && place.Slot.Until.AddDays(1) <= draft.Now)
        {
            draft.Record(new PlaceOver("past"), place with { Ended = "past" });
        }
    }

    public static AgeClass ClassOf(int age) => age switch { < 8 => AgeClass.Under8, < Ages.OwnData => AgeClass.Under14, < Ages.Adult => AgeClass.Under18, _ => AgeClass.Adult };

    private static IEnumerable<CalendarPlace> Others(Draft draft, string session) => draft.Book.All<CalendarPlace>().Where(place => place.Id != session);

    private static Refusal? Unfit(Volunteer volunteer, PlaceAsk ask, int age)
    {
        if (ask.Dangerous && age < Ages.Adult)
            return Refusal.Rule("age.minor", "Nobody under eighteen takes part where there is bodily danger.");
        if (age < ask.MinAge || age > ask.MaxAge)
            return Refusal.Rule("age.range", "The position asks for another age.");
        if (ask.RealName && volunteer.RealName != RealName.Verified)
            return Refusal.Rule("realName.required", "The position asks for a name that a station has verified.");
        var missing = ask.Skills.IsDefault ? [] : ask.Skills.Except(volunteer.Skills).ToArray();
        return missing.Length > 0 ? Refusal.Rule("skill.missing", "The position asks for skills that the profile does not name.", missing) : null;
    }
}

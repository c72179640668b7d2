using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>How a volunteer shows himself. Pure.</summary>
public static class VolunteerViews
{
    /// <param name="born">Null where nobody asks whether the volunteer is a minor, as in a list.</param>
    public static VolunteerView? View(Book book, string number, DateOnly? born, DateTimeOffset now) =>
        book.Find<Volunteer>(number) is { } volunteer ? Of(volunteer, born is { } day ? Ages.On(day, ChinaTime.DateOf(now)) < Ages.Adult : null, Teams(book)) : null;

    /// <param name="minor">Null where it is not known: then whoever has or awaits a guardian seems to be one. Only a minor's guardian is named as somebody with rights.</param>
    public static VolunteerView Of(Volunteer v, bool? minor, ImmutableArray<MembershipView> teams) => new(
        v.Id, v.Name, v.Unit, v.Status == VolunteerStatus.AwaitingGuardian && minor == false ? VolunteerStatus.Active : v.Status, v.RealName, v.DocumentType, v.Document, v.Phone,
        minor ?? (v.Guardian is not null || v.Status == VolunteerStatus.AwaitingGuardian),
        minor != false && v.Guardian is { } guardian ? new(guardian.Name, guardian.Relation, guardian.Person is not null) : null, v.Skills, v.Fields, v.Availability, v.RadiusKm,
        teams, [.. v.Consents.Select(c => new ConsentView(c.Purpose, c.TextVersion, c.ByGuardian, c.GivenAt, c.RevokedAt))], v.CreatedAt, v.MergedInto, v.Version)
    {
        UnitPath = v.UnitPath, Person = v.Person, GuardianPerson = minor == true ? v.Guardian?.Person : null, OtherPersons = v.OtherPersons,
    };

    public static AccessView? Access(Book book, string id) => book.Find<Access>(id) is { } access ? Of(access) : null;

    public static AccessView Of(Access a) => new(a.Id, a.By, a.Unit, a.Purpose, a.CreatedAt, a.State, a.Reason, a.DecidedBy, a.Until);

    public static ImmutableArray<CalendarEntryView> Calendar(Book book, TimeSlot asked) =>
    [
        .. from place in book.All<CalendarPlace>()
           where place.Ended is null && place.Slot.Overlaps(asked)
           orderby place.Slot.From, place.Id
           select new CalendarEntryView(place.Id, place.Position, place.Slot.From, place.Slot.Until, place.Facets.Status!, place.ConfirmBy),
    ];

    private static ImmutableArray<MembershipView> Teams(Book book) =>
        [.. book.All<Membership>().Where(m => m.IsOpen).OrderBy(m => m.CreatedAt).Select(m => new MembershipView(m.Id, m.State, m.Role, m.Since))];
}

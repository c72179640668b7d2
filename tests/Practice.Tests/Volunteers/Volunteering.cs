using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Tests.Volunteers;

/// <summary>A volunteer for rules to be tried on.</summary>
internal static class Volunteering
{
    public const string Number = "321203-V00010001", Session = "321203001-T001-A001/1", Position = "P1";

    public static readonly DateTimeOffset Monday = new(2026, 8, 3, 8, 0, 0, TimeSpan.FromHours(8));

    public static readonly DateOnly Adult = new(1990, 5, 6), Fifteen = new(2011, 5, 6), Ten = new(2016, 5, 6), Seven = new(2019, 5, 6);

    public static readonly Caller Self = new("account-1", "person-1", []), Guardian = new("account-2", "person-2", []), Clerk = new("account-3", "person-3", [new(Role.Clerk, "321203001")]);

    public static DateTimeOffset At(double hours) => Monday.AddHours(hours);

    public static TimeSlot Slot(double from, double until) => new(At(from), At(until));

    public static SealedVolunteer Details(DateOnly? born, string? document = null, bool changed = false) =>
        new("P-1", [1], "张*", born, "138****5678", document is null ? null : "321***********1234", document is null ? null : DocumentType.ResidentIdCard, document, changed);

    public static SealedGuardian Mother(string? person = "person-2") => new("P-2", [2], "李*", Guardianship.Parent, person);

    public static RegisterVolunteer Asked(DateOnly? born, SealedGuardian? guardian = null, string? document = null, string? childRules = null) => new()
    {
        Person = "person-1", Subject = "subject-1", Unit = "321203001200", UnitPath = "/3212/321203/321203001/321203001200/", Details = Details(born, document), Guardian = guardian, NoticeVersion = "v1",
        ChildRulesVersion = childRules,
    };

    /// <summary>The next decision upon what an earlier one made.</summary>
    public static Draft Then(this Draft draft, DateTimeOffset? now = null, string actor = "account-1") => new(
        draft.IsEmpty ? draft.Book : draft.Book with { Head = new(draft.Events[^1].Seq, Guid.Empty) }, actor, now ?? draft.Now);

    public static Draft Start(DateTimeOffset? now = null) => new(new Book(Ids.VolunteerStream(Number)), "account-1", now ?? Monday);

    public static Draft Registered(DateOnly? born = null, SealedGuardian? guardian = null, string? document = null, string? childRules = null)
    {
        var draft = Start();
        Xunit.Assert.Null(VolunteerRules.Register(draft, Number, Asked(born ?? Adult, guardian, document, childRules)));
        return draft;
    }

    public static Volunteer Volunteer(this Draft draft) => draft.Book.Find<Volunteer>(Number)!;

    public static PlaceAsk Ask(TimeSlot slot, string session = Session, bool dangerous = false, int? minAge = null) => new(session, Position, slot, dangerous, false, minAge, null, [], []);

    public static Refusal? Hold(this Draft draft, TimeSlot slot, string session = Session, DateOnly? born = null, Caller? caller = null) =>
        CalendarRules.Hold(draft, Number, Ask(slot, session), born ?? Adult, caller ?? Self);
}

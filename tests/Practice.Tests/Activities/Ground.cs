using System.Collections.Immutable;
using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Activities;

/// <summary>An activity in a book, its session on Saturday, and short ways to what happens in it.</summary>
internal static class Ground
{
    public const string Team = "321203001010-T004", Id = Team + "-A001", Village = "/3212/321203/321203001/321203001010/", Litter = "捡拾";

    public static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    /// <summary>Monday 2026-03-02, 08:00 China time.</summary>
    public static readonly DateTimeOffset Monday = At(2, 8);

    public static readonly TimeSlot Saturday = new(At(7, 9), At(7, 11));

    public static readonly Place Quay = new("柴墟村码头", 32.3183, 119.8758, Datum.Wgs84);

    public static DateTimeOffset At(int day, int hour, int minute = 0, int second = 0) => new(2026, 3, day, hour, minute, second, DomainClock.Offset);

    public static SetActivity Content(int headcount = 3, string? rule = null) => new()
    {
        Title = "清河道", Category = "environment", Location = Quay, RiskStatement = "水边湿滑", Positions = [new PositionSpec { Name = Litter, Headcount = headcount }],
        Sessions = [new(Saturday.From, Saturday.Until, rule)],
    };

    public static Draft On(Book book, DateTimeOffset now, string actor = "leader") => new(book, actor, now);

    /// <summary>What the decision made of the book, as the ground of the next decision.</summary>
    public static Draft Then(this Draft draft, DateTimeOffset? now = null, string actor = "leader")
    {
        ActivityRules.Follow(draft);
        return On(draft.IsEmpty ? draft.Book : draft.Book with { Head = new(draft.Events[^1].Seq, Guid.Empty) }, now ?? draft.Now, actor);
    }

    public static Draft Drafted(SetActivity? content = null)
    {
        var draft = On(new Book(Ids.ActivityStream(Id)), Monday, "team");
        ActivityRules.Found(draft, new(Id, "321203001010", Village, Team, null, null, "leader", content ?? Content()));
        return draft.Then();
    }

    public static Draft Published(SetActivity? content = null)
    {
        var draft = Drafted(content).Then(actor: "clerk");
        Assert.Null(ActivityRules.Review(draft, new(true, null)));
        draft = draft.Then();
        Assert.Null(ActivityRules.Publish(draft));
        return draft.Then();
    }

    public static Activity Activity(this Draft draft) => ActivityRules.Of(draft.Book);

    public static ActivitySession Session(this Draft draft, int n = 1) => draft.Book.Find<ActivitySession>(Ids.Session(Id, n))!;

    public static Seats Seats(this Draft draft, int n = 1) => draft.Session(n).Seats[0];

    public static Enrolment? Place(this Draft draft, int volunteer, int n = 1) => draft.Book.Find<Enrolment>(Enrolment.IdOf(n, Number(volunteer)));

    public static string Number(int volunteer) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"321203-V0417{volunteer:D4}");

    public static PlaceCard Card(int volunteer, long hold = 1, DateTimeOffset? until = null, AgeClass age = AgeClass.Adult, bool consent = true, TimeSlot? slot = null) =>
        new(Number(volunteer), Ids.Session(Id, 1), Litter, slot ?? Saturday, hold, until ?? At(31, 0), age, false, [], [], consent, "张*", []);

    public static (Draft Draft, string Subject) SignUp(this Draft draft, int volunteer, long hold = 1, int children = 0, params int[] wards)
    {
        Assert.Null(PlaceRules.SignUp(draft, 1, new([Card(volunteer, hold), .. wards.Select(w => Card(w, hold, age: AgeClass.Under14))], children), out var subject));
        return (draft, subject);
    }

    /// <summary>The session runs, and these have places in it.</summary>
    public static Draft Running(DateTimeOffset now, SetActivity? content = null, params int[] volunteers)
    {
        var draft = Published(content ?? Content(Math.Max(3, volunteers.Length)));
        foreach (var volunteer in volunteers)
            draft = draft.SignUp(volunteer).Draft.Then();
        draft = draft.Then(Saturday.From);
        SessionRules.Due(draft, draft.Activity(), draft.Session());
        return draft.Then(now);
    }

    public static CheckIn Coded(int volunteer, DateTimeOffset shown, bool leaves = false, string? device = null, DateTimeOffset? told = null, Place? where = null) =>
        new(Number(volunteer), leaves, CheckInCodes.At(Secret, shown).Code, where, device, told);

    public static IEnumerable<T> Told<T>(this Draft draft) where T : Message => draft.Messages.Select(m => m.Message).OfType<T>();
}

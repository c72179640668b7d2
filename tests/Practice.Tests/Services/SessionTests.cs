using CsCheck;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Programmes;
using Practice.Services;
using Practice.Settings;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Services;

/// <summary>Sessions of standing services (brief, rows 103, 106, 107): made ahead, moved with the calendar, held once.</summary>
public sealed class SessionTests
{
    private static readonly Recurrence Wednesdays = new() { Kind = RecurrenceKind.Weekly, Weekdays = [3], From = "09:00", Until = "10:30" };

    private readonly Desk _desk = new();

    [Fact]
    public void A_standing_service_makes_the_rest_of_the_month_at_once_and_the_next_on_the_25th()
    {
        var id = Standing(Wednesdays);

        Assert.Equal([4, 11, 18, 25], Days());
        Assert.Equal(Desk.At(3, 25, 0), Service(id).Facets.WakeAt);
        Wake(Desk.At(3, 25, 0));

        Assert.Equal([4, 11, 18, 25, 1, 8, 15, 22, 29], Days());
        Assert.Equal(Desk.At(4, 25, 0), Service(id).Facets.WakeAt);
    }

    [Fact]
    public void Making_a_month_again_changes_nothing_however_often_the_owner_is_woken()
    {
        var id = Standing(Wednesdays);
        Wake(Desk.At(3, 25, 0));
        var before = _desk.Book.Version;

        for (var i = 0; i < 3; i++)
            _desk.Do(draft => Plan(draft, id));

        Assert.Equal(before, _desk.Book.Version);
    }

    [Fact]
    public void After_an_outage_what_lies_behind_is_not_made_and_the_present_month_is()
    {
        Standing(Wednesdays);

        Wake(Desk.At(5, 15, 0));

        Assert.Equal([(3, 4), (3, 11), (3, 18), (3, 25), (5, 20), (5, 27)], Sessions().Select(s => (s.Day.Month, s.Day.Day)));
    }

    [Fact]
    public void A_calendar_that_is_loaded_moves_what_is_planned_and_the_session_keeps_its_name()
    {
        var id = Standing(new() { Kind = RecurrenceKind.MonthlyDay, Days = [10], From = "09:00", Until = "11:00", MoveToWorkingDay = true });
        var off = EffectiveSettings.Default.With("321203", new()
        {
            Version = 1, Calendars = [new(TimeTables.Write(new CalendarYear(2026, [new(2026, 3, 10)], [], false, "通知")), 1, default, "")],
        });

        Assert.Null(_desk.Do(draft =>
        {
            SessionRules.Plan(draft, off, id);
            return null;
        }));

        var session = Assert.Single(Sessions());
        Assert.Equal((ServiceSession.IdOf(id, new(2026, 3, 10)), new DateOnly(2026, 3, 11)), (session.Id, ChinaTime.DateOf(session.Slot.From)));
    }

    [Fact]
    public void Only_working_days_leaves_days_off_out_and_takes_exchanged_ones_in()
    {
        var recurrence = new Recurrence { Kind = RecurrenceKind.Weekly, Weekdays = [1, 2, 3, 4, 5], From = "08:30", Until = "17:00", OnlyWorkingDays = true };

        var days = RecurrenceRules.Sessions(recurrence, new(2026, 2), WorkCalendar.Default).Select(slot => ChinaTime.DateOf(slot.From)).ToList();

        // 15 to 23 February 2026 are off; Saturdays 14 and 28 are worked instead.
        Assert.Contains(new DateOnly(2026, 2, 14), days);
        Assert.Contains(new DateOnly(2026, 2, 28), days);
        Assert.DoesNotContain(days, day => day.Day is >= 15 and <= 23);
        Assert.All(days, day => Assert.True(WorkCalendar.Default.IsWorkingDay(day)));
        Assert.Equal("recurrence.invalid", RecurrenceRules.Invalid(recurrence with { MoveToWorkingDay = true })?.Code);
    }

    [Fact]
    public void Another_schedule_takes_back_what_is_planned_and_leaves_what_was_held()
    {
        var id = Standing(Wednesdays);
        _desk.Now = Desk.At(3, 4, 11);
        Assert.Null(Hold(Sessions()[0].Id, 12));

        Assert.Null(_desk.Do(draft => ServiceRules.Edit(draft, Desk.Terms, id, new() { Recurrence = Wednesdays with { Weekdays = [4] } }, null) ?? Plan(draft, id)));

        Assert.Equal([(4, ServiceSessionStatus.Held), (5, ServiceSessionStatus.Planned), (11, ServiceSessionStatus.Cancelled), (12, ServiceSessionStatus.Planned)],
            Sessions().Take(4).Select(s => (s.Day.Day, s.Status)));
        Assert.Null(_desk.Do(draft => ServiceRules.Retire(draft, id) ?? Plan(draft, id)));
        Assert.DoesNotContain(Sessions(), s => s.Status == ServiceSessionStatus.Planned);
        Assert.Null(Service(id).Facets.WakeAt);
    }

    [Fact]
    public void What_a_person_cancelled_stays_cancelled_and_what_was_taken_back_may_come_again()
    {
        var id = Standing(Wednesdays);
        Assert.Null(_desk.Do(draft => SessionRules.Cancel(draft, Sessions()[1].Id, "老师病了")));
        Assert.Null(_desk.Do(draft => ServiceRules.Edit(draft, Desk.Terms, id, new() { Recurrence = Wednesdays with { Weekdays = [4] } }, null) ?? Plan(draft, id)));

        Assert.Null(_desk.Do(draft => ServiceRules.Edit(draft, Desk.Terms, id, new() { Recurrence = Wednesdays }, null) ?? Plan(draft, id)));

        Assert.Equal([11], Sessions().Where(s => s.Day.DayOfWeek == DayOfWeek.Wednesday && s.Status == ServiceSessionStatus.Cancelled).Select(s => s.Day.Day));
        Assert.Equal("serviceSession.state", Hold(ServiceSession.IdOf(id, new(2026, 3, 11)), 1, Desk.At(3, 12)));
    }

    [Fact]
    public void A_session_is_held_once_with_a_count_that_may_be_corrected()
    {
        var id = Standing(Wednesdays);
        var first = Sessions()[0].Id;

        Assert.Equal("serviceSession.early", Hold(first, 10));
        Assert.Equal("served.invalid", Hold(first, -1, Desk.At(3, 4, 11)));
        Assert.Null(Hold(first, 10));
        Assert.Null(Hold(first, 12));
        Assert.Null(Hold(first, 12));
        Assert.Equal("serviceSession.state", _desk.Do(draft => SessionRules.Cancel(draft, first, "x"))?.Code);
        Assert.Equal("serviceSession.notFound", Hold(id + "/20260305", 1));

        Assert.Equal(new SessionTotals(1, 0, 12), Service(id).Totals);
    }

    [Fact]
    public void A_session_nobody_tells_of_waits_in_the_inbox_and_counts_for_nothing_after_a_month()
    {
        var id = Standing(Wednesdays);
        _desk.Now = Desk.At(3, 4, 11);
        Assert.Contains(InboxRules.Of(_desk.Book, Desk.Terms, _desk.Now), item => item.Kind == "sessionOwed" && item.Subject == Sessions()[0].Id);

        Wake(Desk.At(3, 25, 0));
        Wake(Desk.At(4, 25, 0));

        Assert.Equal(SessionRules.NotReported, Sessions()[0].Reason);
        Assert.Null(Hold(Sessions()[0].Id, 7));
        Assert.Equal((ServiceSessionStatus.Held, 7L), (Sessions()[0].Status, Service(id).Totals!.Served));
    }

    [Fact]
    public void Totals_and_programmes_are_the_sums_of_what_was_held_whatever_is_corrected() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 7], Gen.Int[0, 60]).Array[1, 60].Sample(steps =>
    {
        var desk = new Desk();
        var services = Enumerable.Range(0, 2).Select(_ => Standing(desk, Wednesdays with { Weekdays = [1, 3, 5] })).ToList();
        string? project = null, campaign = null;
        Assert.Null(desk.Do(d => ProgrammeRules.Add(d, new() { Kind = ProgrammeKind.Project, Name = "健康江来", Services = [services[0]] }, out project)));
        Assert.Null(desk.Do(d => ProgrammeRules.Add(d, new() { Kind = ProgrammeKind.Campaign, Name = "学雷锋", Services = [.. services], Anchor = new() { Day = "03-05", Before = 3, After = 4 } }, out campaign)));
        foreach (var (kind, pick, number) in steps)
        {
            desk.Now = desk.Now.AddHours(number);
            var sessions = desk.Book.All<ServiceSession>().ToList();
            var session = sessions[(pick + number) % sessions.Count].Id;
            desk.Do(d => kind switch
            {
                0 or 1 or 2 => SessionRules.Hold(d, session, new(number)),
                3 => SessionRules.Cancel(d, session, "下雨"),
                4 => ProgrammeRules.Edit(d, project!, new() { Services = pick % 2 == 0 ? [services[0]] : [.. services] }, null),
                _ => Plan(d, services[pick % 2]),
            });

            var held = desk.Book.All<ServiceSession>().Where(s => s.Status == ServiceSessionStatus.Held).ToList();
            foreach (var id in services)
                Assert.Equal((held.Count(s => s.Service == id), held.Where(s => s.Service == id).Sum(s => (long)s.Served)), desk.Book.Find<Service>(id)!.Totals is { } t ? (t.Held, t.Served) : (0, 0L));
            foreach (var id in new[] { project!, campaign! })
                Assert.Equal((held.Count(s => s.CountedFor.Contains(id)), held.Where(s => s.CountedFor.Contains(id)).Sum(s => (long)s.Served)), (desk.Book.Find<Programme>(id)!.Held, desk.Book.Find<Programme>(id)!.Served));
            var edition = Assert.Single(desk.Book.Find<Programme>(campaign!)!.Editions);
            Assert.Equal((desk.Book.Find<Programme>(campaign!)!.Held, desk.Book.Find<Programme>(campaign!)!.Served), (edition.Held, edition.Served));
        }
    }, iter: 100);

    private static string Standing(Desk desk, Recurrence recurrence)
    {
        var id = "";
        Assert.Null(desk.Do(draft => ServiceRules.Add(draft, Desk.Terms, new() { Name = "手机小课堂", Category = "sciTech", Recurrence = recurrence, Capacity = 12 }, out id) ?? Plan(draft, id)));
        return id;
    }

    private static Refusal? Plan(Draft draft, string id)
    {
        SessionRules.Plan(draft, Desk.Terms, id);
        return null;
    }

    private string Standing(Recurrence recurrence) => Standing(_desk, recurrence);

    private Service Service(string id) => _desk.Book.Find<Service>(id)!;

    private List<ServiceSession> Sessions() => [.. _desk.Book.All<ServiceSession>().OrderBy(s => s.Day)];

    private IEnumerable<int> Days() => Sessions().Select(s => s.Day.Day);

    private string? Hold(string id, int served, DateTimeOffset? at = null)
    {
        _desk.Now = at ?? _desk.Now;
        return _desk.Do(draft => SessionRules.Hold(draft, id, new(served)))?.Code;
    }

    private void Wake(DateTimeOffset at)
    {
        _desk.Now = at;
        foreach (var due in _desk.Book.All<Service>().Where(s => s.Facets.WakeAt <= at).ToList())
            _desk.Do(draft =>
            {
                UnitMail.Due(draft, Desk.Terms, due);
                return null;
            });
    }
}

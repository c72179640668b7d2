using Practice.Activities;
using Practice.Certificates;
using Practice.Exchange;
using Practice.Feeds;
using Practice.Intake;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Programmes;
using Practice.Push;
using Practice.Services;
using Practice.Shared;
using Practice.Silo.Demo;
using Practice.Store;
using Practice.Units;
using Practice.Volunteers;

namespace Practice.Tests.Demo;

/// <summary>What stands in the store once the demo city is loaded.</summary>
public sealed class DemoCityTests(DemoCity city) : IClassFixture<DemoCity>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private YearMonth Now => YearMonth.Of(DateOnly.FromDateTime(city.LoadedAt.DateTime));

    [Fact]
    public async Task A_year_of_needs_and_the_present_month_are_there()
    {
        var year = await Count(new ItemQuery { Kind = "need" });
        var present = await Count(new ItemQuery { Kind = "need", Month = Now.ToString() });

        Assert.Equal((1236 + 38, 38), (year.Sum(c => c.Number), present.Sum(c => c.Number)));
    }

    [Fact]
    public async Task Last_months_needs_have_the_ends_of_the_table()
    {
        var ends = (await Count(new ItemQuery { Kind = "need", Month = Now.AddMonths(-1).ToString() }))
            .GroupBy(c => c.Status!).ToDictionary(same => same.Key, same => same.Sum(c => c.Number));

        Assert.Equal((71, 25, 11), (ends["rated"], ends["done"], ends["unfulfilled"]));
        Assert.Equal((5, 4, 3, 3), (ends["merged"], ends["rejected"], ends["redirected"], ends["withdrawn"]));
        Assert.Equal(122, ends.Values.Sum());
    }

    [Fact]
    public async Task The_centres_publication_of_last_month_tells_of_all_of_them()
    {
        var month = city.Grains.GetGrain<IMonthGrain>(Ids.UnitStream(DemoUnits.Centre));

        var publication = (await month.ViewPublication(Now.AddMonths(-1))).Value!;

        Assert.Equal((122, 96, 11), (publication.Total.Submitted, publication.Total.Fulfilled, publication.Total.Unfulfilled));
        Assert.Equal((5, 4, 3, 3), (publication.Total.Merged, publication.Total.Rejected, publication.Total.Redirected, publication.Total.Withdrawn));
        Assert.Equal([0, 1, 5, 24, 41], publication.Total.Scores);
        Assert.Equal((71, 0), (publication.Total.RatedNeeds, publication.Total.CarriedOver));
        Assert.Empty(publication.Late);
    }

    [Fact]
    public async Task The_teams_and_units_are_open()
    {
        var teams = await Count(new ItemQuery { Kind = "team" });
        var units = await Count(new ItemQuery { Kind = "unit", Under = $"/{DemoUnits.City}/{DemoUnits.Centre}/", Statuses = ["active"] });

        Assert.Equal(1 + 14 + 50 + 350 + 5, teams.Sum(c => c.Number));
        Assert.Equal(1 + 8 + 91 + 12 + 1, units.Sum(c => c.Number));
        Assert.Equal(91, units.Where(c => c.Category == "station").Sum(c => c.Number));
    }

    [Fact]
    public async Task Four_needs_are_due_today_and_three_are_overdue_one_of_them_by_its_promise()
    {
        var midnight = new DateTimeOffset(city.LoadedAt.Date.AddDays(1), DomainClock.Offset);

        var due = await city.Store.Search(new ItemQuery { Kind = "need", Open = true, DueBefore = midnight, Order = ItemOrder.Due, Limit = 100 }, Cancel);

        Assert.Equal(
            (DemoLive.Overdue + 1, DemoLive.DueToday),
            (due.Items.Count(need => need.DueAt <= city.LoadedAt), due.Items.Count(need => need.DueAt > city.LoadedAt)));
    }

    [Fact]
    public async Task The_present_needs_are_in_all_states()
    {
        var states = (await Count(new ItemQuery { Kind = "need", Month = Now.ToString() })).GroupBy(c => c.Status!).ToDictionary(same => same.Key, same => same.Sum(c => c.Number));

        Assert.Equal((7, 6, 8, 8, 9), (states["submitted"], states["verified"], states["dispatching"], states["accepted"], states["inService"]));
    }

    [Fact]
    public async Task Beside_the_screen_there_are_openings_that_balance_visits_drafts_replies_paper_and_work_recorded_afterwards()
    {
        var points = await Items<IntakePoint>("intakePoint");
        var openings = await Items<Opening>("opening");
        var visits = await Items<Visit>("visit");
        var replies = await Items<OutsideReply>("reply");
        var last = (await Items<Need>("need", Now.AddMonths(-1).ToString())).ToList();

        Assert.Equal((91, 91), (points.Count, points.Select(point => Ids.Owner(point.Id)).Distinct().Count()));
        Assert.Contains(openings, opening => opening.Void.Length > 0);
        Assert.All(openings, opening => Assert.Equal((OpeningStatus.Closed, opening.Counted), (opening.Status, opening.Entered + opening.Void.Length)));
        Assert.Equal((3, true), (visits.Count, visits.All(visit => visit.RestDay)));
        Assert.Equal(3, (await Items<NeedDraft>("needDraft")).Count);
        Assert.NotEmpty(replies);
        Assert.Equal(DemoDesk.Recorded, last.Count(need => need.RecordedAfter));
        Assert.Contains(last, need => need is { RecordedAfter: false, SelfHandled: true });
        Assert.Contains(last.SelectMany(need => need.Ratings), rating => rating is { Channel: RatingRules.Paper, SlipNo: not null });
        Assert.All(last.Where(need => need.SlipNo is not null), need => Assert.NotNull(need.Opening));
    }

    [Fact]
    public async Task The_demo_month_shows_a_referred_need_answers_by_telephone_a_late_unit_and_broken_promises()
    {
        var climbs = await Items<Climb>("climb");
        var needs = await Items<Need>("need", Now.ToString());
        var orders = (await city.Store.Search(new ItemQuery { Kind = "order", From = city.LoadedAt.AddDays(-40), Limit = 2000 }, Cancel)).Items.Select(ItemKinds.Read<Practice.Orders.WorkOrder>);

        Assert.Contains(needs, need => need is { Referral: { Department: DemoOffices.Department, ReturnedAt: null } } && need.Search?.At == DemoOffices.Department);
        Assert.Contains(orders, order => order.Phone is not null);
        // In the first days of a month fewer days have gone by.
        var listed = Assert.Single(climbs, climb => climb.BrokenPromises > 0 && climb.Limit > city.LoadedAt);
        Assert.True(listed.Standing >= LadderStep.Supervise && (city.LoadedAt.Day <= 3 || listed.Standing == LadderStep.Listed));
        var late = Assert.Single(climbs, climb => climb.BrokenPromises > 0 && climb.Limit <= city.LoadedAt);
        Assert.Contains(late.Rungs, rung => rung.Step == LadderStep.Supervise);
        Assert.Contains(await Items<Matter>("matter"), matter => matter is { Settled: false, Kind: "supervise" });
    }

    [Fact]
    public async Task The_demo_month_shows_sessions_with_their_counts_a_project_campaigns_and_a_task_broken_down()
    {
        var sessions = await Items<ServiceSession>("serviceSession");
        var programmes = await Items<Programme>("programme");
        var shares = await Items<TaskShare>("task");

        Assert.Contains(sessions, session => session.Status == ServiceSessionStatus.Planned && session.Slot.From > city.LoadedAt);
        Assert.InRange(sessions.Count(session => session.Status == ServiceSessionStatus.Held), 200, 1200);
        Assert.DoesNotContain(sessions, session => session.Reason == Practice.Services.SessionRules.NotReported);
        Assert.DoesNotContain(sessions, session => session.Status == ServiceSessionStatus.Planned && session.Slot.Until <= city.LoadedAt);
        Assert.Equal((3, 3), (programmes.Count(p => p.Kind == ProgrammeKind.Project), programmes.Count(p => p.Kind == ProgrammeKind.Campaign)));
        Assert.All(programmes.Where(p => p.Kind == ProgrammeKind.Campaign), campaign => Assert.NotEmpty(campaign.Editions));
        Assert.Contains(programmes, p => p.Kind == ProgrammeKind.Campaign && p.Served > 0);
        Assert.Equal(
            sessions.Where(s => s.Service == Ids.Service(DemoUnits.Centre, 1) && s.Status == ServiceSessionStatus.Held).Sum(s => (long)s.Served), programmes.Single(p => p.Brand == "健康江来").Served);
        Assert.Equal((6, 1), (shares.Count, shares.Single(share => share.From is null).Done));
    }

    [Fact]
    public async Task The_demo_month_shows_a_robot_that_is_switched_off_and_a_calendar()
    {
        var target = Assert.Single(await Items<PushTarget>("pushTarget"));

        Assert.Equal((PushStatus.Disabled, "person"), (target.Status, target.Reason));
        Assert.Empty(await Items<Delivery>("delivery"));
        Assert.Null(Assert.Single(await Items<Feed>("feed")).RevokedAt);
    }

    [Fact]
    public async Task A_dozen_activities_are_open_for_sign_up()
    {
        var activities = await Count(new ItemQuery { Kind = "activity" });
        var ahead = (await Items<ActivitySession>("activitySession")).Where(session => session.State == SessionState.Planned).ToList();
        var places = await Items<Enrolment>("enrolment");

        Assert.Equal((12L, 4L), (activities.Where(c => c.Status is "recruiting" or "full").Sum(c => c.Number), activities.Where(c => c.Status == "settled").Sum(c => c.Number)));
        Assert.Equal(16L, activities.Sum(c => c.Number));
        Assert.All(ahead, session => Assert.True(session.Slot.From > city.LoadedAt));
        Assert.Equal(ahead.Sum(session => session.Seats.Sum(seats => seats.Taken + seats.Waiting)), places.Count(place => place.State is PlaceState.Given or PlaceState.Waiting));
        Assert.InRange(ahead.Sum(session => session.Seats.Sum(seats => seats.Taken)), 50, 100);
        Assert.Contains(places, place => place.State == PlaceState.Waiting);
    }

    [Fact]
    public async Task Three_thousand_invented_volunteers_are_there_and_a_third_of_them_in_teams()
    {
        var volunteers = await Count(new ItemQuery { Kind = "volunteer" });
        var members = await Count(new ItemQuery { Kind = "member" });

        Assert.Equal((DemoVolunteers.Count, DemoVolunteers.Count), (volunteers.Sum(c => c.Number), volunteers.Where(c => c.Status == "active").Sum(c => c.Number)));
        Assert.Equal(Enumerable.Range(1, DemoVolunteers.Count).Count(n => new DemoVolunteer(n).Team is not null), members.Where(c => c.Status == "active").Sum(c => c.Number));
    }

    [Fact]
    public async Task A_year_of_service_is_settled_recorded_and_worth_points_and_the_first_volunteer_has_something_of_everything()
    {
        var first = await city.Volunteers.Number(1, Cancel);
        var sessions = (await Items<ActivitySession>("activitySession")).Where(session => session.State == SessionState.Settled).ToList();
        var own = city.Grains.Owner<IServiceRecordsGrain>(Ids.VolunteerStream(first));

        var (hours, points, profile) = ((await own.Hours()).Value!, (await own.Points()).Value!, (await city.Grains.Owner<IVolunteerGrain>(Ids.VolunteerStream(first)).View()).Value!);

        Assert.Equal(48, sessions.Count);
        Assert.InRange(hours.SignedIn, 100 * 60, 150 * 60);
        Assert.Equal((hours.SignedIn, 1), (hours.Total, hours.Stars));
        Assert.Equal(380, points.Redeemed);
        Assert.True(points.Earned >= hours.Total / 60 * 9 && points.Balance == points.Earned - points.Redeemed);
        Assert.Equal((RealName.Verified, "乙*******"), (profile.RealName, profile.Name));
        Assert.Contains(profile.Teams, team => team.Team == Ids.Team(DemoUnits.Shipped.Station("引江社区").Code, 1));
        Assert.Equal(["handedOver", "ready"], (await Items<Redemption>("redemption")).Where(r => r.Id.StartsWith(first, StringComparison.Ordinal)).Select(r => r.State).Order());
        Assert.Contains(await Items<Redemption>("redemption"), r => r.State == "cancelled");
        Assert.Equal("publicised", Assert.Single(await Items<Certificate>("certificate")).State);
        Assert.DoesNotContain(await Items<ServiceRecord>("serviceRecord"), record => record.State != RecordState.Confirmed || !record.Flags.IsEmpty);
    }

    [Fact]
    public async Task What_an_interrupted_start_has_not_registered_the_next_one_does_and_nobody_twice()
    {
        var before = (await Count(new ItemQuery { Kind = "volunteer" })).Sum(c => c.Number);

        await city.Volunteers.Register([1, 40, 41, DemoVolunteers.Count], Cancel);

        Assert.Equal(before, (await Count(new ItemQuery { Kind = "volunteer" })).Sum(c => c.Number));
        Assert.True(await city.Volunteers.AreThere(Cancel));
    }

    [Fact]
    public async Task A_second_play_finds_everything_and_loads_nothing()
    {
        var before = (await Count(new ItemQuery { Kind = "need" })).Sum(c => c.Number);
        var clock = await city.Grains.GetGrain<IScenarioClockGrain>(IScenarioClockGrain.Key).Show();

        var again = await city.Play();

        Assert.Equal(("done", true), (again.State, clock.Released));
        Assert.Equal(before, (await Count(new ItemQuery { Kind = "need" })).Sum(c => c.Number));
    }

    private async Task<List<T>> Items<T>(string kind, string? month = null) where T : Item =>
        [.. (await city.Store.Search(new ItemQuery { Kind = kind, Month = month, Limit = 2000 }, Cancel)).Items.Select(ItemKinds.Read<T>)];

    private async Task<IEnumerable<ItemCount>> Count(ItemQuery query) => await city.Store.Count(query, Cancel);
}

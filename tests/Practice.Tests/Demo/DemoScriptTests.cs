extern alias gateway;

using gateway::Practice.Gateway.Accounts;
using Practice.Needs;
using Practice.Shared;
using Practice.Silo.Demo;
using Practice.Teams;
using Practice.Volunteers;

namespace Practice.Tests.Demo;

/// <summary>The demo's plan: the counts of the tables, and nobody real in it.</summary>
public sealed class DemoScriptTests
{
    private static readonly YearMonth Current = new(2026, 11);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly DemoScript Script = DemoScript.Of(DemoScript.Seed, Current, Today);

    [Fact]
    public void The_network_is_one_centre_eight_institutes_and_ninety_one_stations()
    {
        int[] stations = [.. DemoUnits.Institutes.Select(town => DemoUnits.Shipped.Stations.Count(station => station.Parent == town.Code))];

        Assert.Equal([23, 9, 14, 10, 7, 15, 13, 0], stations);
        Assert.Equal(91, DemoUnits.Shipped.Stations.Length);
        Assert.Equal(12, DemoUnits.Points.Length);
    }

    [Fact]
    public void The_teams_are_those_of_the_brief()
    {
        var teams = DemoTeams.Shipped.Teams.Select(team => team.Team).ToList();

        Assert.Equal(
            [(TeamLevel.Team, 355), (TeamLevel.Corps, 1), (TeamLevel.Detachment, 50), (TeamLevel.Squad, 14)],
            teams.GroupBy(team => team.Level).OrderBy(same => same.Key).Select(same => (same.Key, same.Count())));
        Assert.Equal(5, teams.Count(team => team.SelfOrganised));
        Assert.Equal(123, teams.Count(team => team is { Level: TeamLevel.Team, SelfOrganised: false, Fields: ["cultureArts"] }));
        Assert.Equal(45, teams.Count(team => team is { Level: TeamLevel.Team, Fields: ["environment"] }));
        Assert.Equal(DemoTeams.Shipped.Teams.Length, DemoTeams.Shipped.Teams.Select(team => team.Id).Distinct().Count());
    }

    [Fact]
    public void Each_month_has_as_many_new_needs_as_the_table_says()
    {
        Assert.Equal(DemoScript.Months, Script.Needs.GroupBy(need => need.Month).OrderBy(month => month.Key).Select(month => month.Count()));
        Assert.Equal(1236, Script.Needs.Length);
    }

    [Fact]
    public void Each_category_has_as_many_needs_as_the_table_says() =>
        Assert.Equal(DemoTexts.Categories, DemoTexts.Categories.Select(c => (c.Category, Script.Needs.Count(need => need.Category.Split('.')[0] == c.Category))));

    [Fact]
    public void Last_months_needs_come_to_the_ends_of_the_table()
    {
        var last = Script.Needs.Where(need => need.Month == Current.AddMonths(-1)).ToList();

        int Ends(DemoFate fate) => last.Count(need => need.Fate == fate);
        Assert.Equal((96, 11, 5), (Ends(DemoFate.Fulfilled), Ends(DemoFate.Unfulfilled), Ends(DemoFate.Merged)));
        Assert.Equal((4, 3, 3), (Ends(DemoFate.Rejected), Ends(DemoFate.Redirected), Ends(DemoFate.Withdrawn)));
        Assert.Equal(DemoScript.LastRatings, DemoScript.LastRatings.Select(r => (r.Score, last.Count(need => need.Score == r.Score))));
        Assert.Equal(71, last.Count(need => need.Score is not null));
        Assert.All(last.Where(need => need.Fate == DemoFate.Unfulfilled), need => Assert.True(need.Steps.Length > 0 && need.PromisedDate > Today));
    }

    [Fact]
    public void The_thirty_samples_are_among_last_months_needs()
    {
        var titles = Script.Needs.Where(need => need.Month == Current.AddMonths(-1)).Select(need => need.Title).ToHashSet();

        Assert.All(DemoSamples.All, sample => Assert.Contains(sample.Title, titles));
        Assert.Equal(35, DemoSamples.All.Length);
    }

    [Fact]
    public void Every_step_lies_in_office_hours_of_a_working_day_and_after_the_one_before()
    {
        var hours = Script.Needs.SelectMany(need => need.Way).Select(step => step.At.TimeOfDay).ToList();

        Assert.All(Script.Needs, need => Assert.Equal(need.Way.Select(step => step.At).Order(), need.Way.Select(step => step.At)));
        Assert.All(Script.Needs.SelectMany(need => need.Way), step => Assert.True(Practice.Calendars.WorkCalendar.Default.IsWorkingDay(DateOnly.FromDateTime(step.At.DateTime))));
        Assert.True(hours.Min() >= TimeSpan.FromHours(9) && hours.Max() < new TimeSpan(17, 0, 0));
    }

    [Fact]
    public void The_same_seed_makes_the_same_year_and_another_seed_another()
    {
        static string Words(DemoScript script) => string.Join('\n', script.Needs.Select(need => $"{need.Id} {need.Title} {need.Fate} {string.Join(',', need.Way)}"));

        Assert.Equal(Words(Script), Words(DemoScript.Of(DemoScript.Seed, Current, Today)));
        Assert.NotEqual(Words(Script), Words(DemoScript.Of(DemoScript.Seed + 1, Current, Today)));
    }

    [Fact]
    public void No_words_hold_a_number_of_somebodys_and_every_phone_is_of_the_test_range()
    {
        var words = Script.Needs.SelectMany(need => new[] { need.Title, need.Description, need.Advice, need.Reason, need.Comment, need.Report }.Concat(need.Steps))
            .Concat(DemoLists.Resources.Select(item => item.Resource.Name)).OfType<string>();

        Assert.DoesNotContain(words, Scrub.FindsPersonal);
        Assert.All(Script.Needs, need => Assert.Matches("^139000[0-9]{5}$", need.Phone));
    }

    [Fact]
    public void The_volunteers_are_nobody_and_no_two_are_alike()
    {
        var all = Enumerable.Range(1, DemoVolunteers.Count).Select(n => new DemoVolunteer(n)).ToList();

        var documents = all.Select(volunteer => IdentityNumber.Read(volunteer.Document.Number, Today, invented: true).Number!.Value).ToList();

        Assert.All(documents, document => Assert.True(document.Text.StartsWith(IdentityNumber.Invented, StringComparison.Ordinal) && Ages.On(document.Born, Today) >= Ages.Adult));
        Assert.All(all, volunteer => Assert.Matches("^139000[0-9]{5}$", volunteer.Phone));
        Assert.All(all, volunteer => Assert.Matches("^[甲乙丙丁戊己庚辛壬癸]志愿者[0-9]{4}$", volunteer.Name));
        Assert.Equal((all.Count, all.Count, all.Count), (documents.Select(d => d.Text).Distinct().Count(), all.Select(v => v.Phone).Distinct().Count(), all.Select(v => v.Person).Distinct().Count()));
        Assert.Equal(all[0].Document.Number, new DemoVolunteer(1).Document.Number);
    }

    [Fact]
    public void The_volunteer_who_can_sign_in_is_the_first_one()
    {
        var person = DemoPeople.All.Single(person => person.Person is not null);

        Assert.Equal((new DemoVolunteer(1).Person, DemoVolunteer.FirstPhone, new DemoVolunteer(1).Name), (person.Person, person.Phone, person.Name));
    }

    [Theory]
    [InlineData("2026-11-23T15:00:00+08:00")]
    [InlineData("2026-12-01T00:05:00+08:00")]
    [InlineData("2027-02-28T23:58:00+08:00")]
    [InlineData("2026-10-05T12:00:00+08:00")]
    public void The_present_month_has_thirty_eight_needs_at_whatever_time_it_is_loaded(string time)
    {
        var now = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        var year = DemoScript.Of(DemoScript.Seed, YearMonth.Of(DateOnly.FromDateTime(now.DateTime)), DateOnly.FromDateTime(now.DateTime));

        var live = DemoLive.Of(DemoScript.Seed, now, year.Days[^1].PublishAt, year);

        Assert.Equal(DemoLive.Needs, live.Length);
        Assert.Equal(live.Length, live.Select(need => need.Station).Distinct().Count());
        Assert.All(live.SelectMany(need => need.Way), step => Assert.True(step.At <= now && step.At.Month == now.Month));
        Assert.Equal(DemoLive.Overdue, live.Count(need => need.Urgency == Urgency.Planned && need.Visit!.Value.Until <= now && need.Way[^1].Act == DemoAct.Start));
        Assert.Equal(DemoLive.DueToday, live.Count(need => need.Visit!.Value.From == now && need.Visit.Value.Until.AddTicks(-1).Date == now.Date));
    }
}

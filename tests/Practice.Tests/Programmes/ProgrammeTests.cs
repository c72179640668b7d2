using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Programmes;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Programmes;

/// <summary>Projects and campaigns (brief, rows 106, 130, 142, 156, 157, 159; real people, point 9 of the first list).</summary>
public sealed class ProgrammeTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void A_project_is_a_first_class_thing_with_brand_office_funds_and_counters_of_its_own()
    {
        var id = Made(new()
        {
            Kind = ProgrammeKind.Project, Name = "紫砂传习", Brand = "一抔土", Office = "文体站", Funding = FundingSource.SelfFunded, From = new(2026, 1, 1), Until = new(2026, 12, 31),
            Counters = [new("培养传承人", "人", 5), new("开课", "场")],
        });

        Assert.Null(Count(id, "培养传承人", 3));
        Assert.Equal("counter.unknown", Count(id, "别的", 3));
        Assert.Equal("count.invalid", Count(id, "开课", -1));
        Assert.Null(Edit(id, new() { Counters = [new("培养传承人", "人", 8, Count: 99)] }));

        var counter = Assert.Single(Programme(id).Counters);
        Assert.Equal(("培养传承人", 8L, 3L), (counter.Name, counter.Target!.Value, counter.Count));
        Assert.Equal(FundingSource.SelfFunded, Programme(id).View().Funding);
        Assert.Null(_desk.Do(draft => ProgrammeRules.Close(draft, id)));
        Assert.Equal("programme.closed", Count(id, "培养传承人", 4));
        Assert.Equal("programme.closed", Edit(id, new() { Brand = "x" }));
    }

    [Theory]
    [InlineData("03-05", null, 2027, "2027-03-05")]
    [InlineData("12-05", null, 2026, "2026-12-05")]
    [InlineData(null, "chongyang", 2025, "2025-10-29")]
    [InlineData(null, "chongyang", 2026, "2026-10-18")]
    [InlineData(null, "midAutumn", 2026, "2026-09-25")]
    [InlineData(null, "dragonBoat", 2026, "2026-06-19")]
    [InlineData(null, "qingming", 2026, "2026-04-05")]
    [InlineData(null, "spring", 2026, "2026-02-17")]
    [InlineData("02-29", null, 2027, null)]
    [InlineData(null, "christmas", 2026, null)]
    public void A_campaign_is_anchored_on_a_day_or_on_a_feast_by_table(string? day, string? feast, int year, string? on) => Assert.Equal(
        on is null ? null : DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ProgrammeRules.DayOf(new() { Day = day, Feast = feast }, year));

    [Fact]
    public void A_campaigns_year_is_opened_by_itself_so_many_days_ahead_and_once()
    {
        _desk.Now = Desk.At(4, 1);
        var id = Made(new() { Kind = ProgrammeKind.Campaign, Name = "重阳敬老月", Anchor = new() { Feast = "chongyang", Before = 3, After = 11, Ahead = 20 } });
        Assert.Empty(Programme(id).Editions);
        Assert.Equal(ChinaTime.StartOf(new(2026, 9, 25)), Programme(id).Facets.WakeAt);

        for (var i = 0; i < 3; i++)
            Wake(id, Desk.At(9, 25, 0));

        var edition = Assert.Single(Programme(id).Editions);
        Assert.Equal((2026, new DateOnly(2026, 10, 15), new DateOnly(2026, 10, 29)), (edition.Year, edition.From, edition.Until));
        Assert.Equal(2027, ChinaTime.DateOf(Programme(id).Facets.WakeAt!.Value).Year);
        Assert.Contains(InboxRules.Of(_desk.Book, Desk.Terms, _desk.Now), item => item.Kind == "campaign" && item.Subject == id);
    }

    [Fact]
    public void One_that_is_set_up_within_its_days_is_open_at_once_and_a_year_that_went_by_is_not_opened()
    {
        var id = Made(new() { Kind = ProgrammeKind.Campaign, Name = "学雷锋月", Anchor = new() { Day = "03-05", Before = 4, After = 26 } });
        Assert.Equal(2026, Assert.Single(Programme(id).Editions).Year);

        Wake(id, new(2029, 6, 1, 0, 0, 0, ChinaTime.Offset));

        Assert.Equal([2026], Programme(id).Editions.Select(edition => edition.Year));
        Assert.Equal(2030, ChinaTime.DateOf(Programme(id).Facets.WakeAt!.Value).Year);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        SetProgramme project = new() { Kind = ProgrammeKind.Project, Name = "项目" };
        SetProgramme campaign = new() { Kind = ProgrammeKind.Campaign, Name = "活动", Anchor = new() { Day = "03-05" } };

        Assert.Equal("kind.invalid", Add(project with { Kind = null }));
        Assert.Equal("name.invalid", Add(project with { Name = " " }));
        Assert.Equal("name.invalid", Add(project with { Name = "打13900000001" }));
        Assert.Equal("text.invalid", Add(project with { Summary = "3号楼201室" }));
        Assert.Equal("from.invalid", Add(project with { From = new(2026, 3, 2), Until = new(2026, 3, 1) }));
        Assert.Equal("service.unknown", Add(project with { Services = [Desk.Unit + "-S001"] }));
        Assert.Equal("partOf.invalid", Add(project with { PartOf = "x" }));
        Assert.Equal("counters.invalid", Add(project with { Counters = [new("人", "人"), new("人", "人")] }));
        Assert.Equal("anchor.project", Add(project with { Anchor = new() { Day = "03-05" } }));
        Assert.Equal("anchor.missing", Add(campaign with { Anchor = null }));
        Assert.Equal("anchor.invalid", Add(campaign with { Anchor = new() { Day = "03-05", Feast = "spring" } }));
        Assert.Equal("anchor.invalid", Add(campaign with { Anchor = new() { Day = "02-30" } }));
        Assert.Equal("anchor.invalid", Add(campaign with { Anchor = new() { Feast = "christmas" } }));
        Assert.Equal("anchor.invalid", Add(campaign with { Anchor = new() { Day = "03-05", After = 61 } }));
        var id = Made(campaign);
        Assert.Equal("kind.fixed", Edit(id, new() { Kind = ProgrammeKind.Project }));
        Assert.Equal("version.stale", _desk.Do(draft => ProgrammeRules.Edit(draft, id, new() { Brand = "x" }, 1))?.Code);
    }

    private string Made(SetProgramme command)
    {
        var id = "";
        Assert.Null(_desk.Do(draft => ProgrammeRules.Add(draft, command, out id)));
        return id;
    }

    private string? Add(SetProgramme command) => _desk.Do(draft => ProgrammeRules.Add(draft, command, out _))?.Code;

    private string? Edit(string id, SetProgramme edit) => _desk.Do(draft => ProgrammeRules.Edit(draft, id, edit, null))?.Code;

    private string? Count(string id, string name, long count) => _desk.Do(draft => ProgrammeRules.Count(draft, id, new(name, count)))?.Code;

    private Programme Programme(string id) => _desk.Book.Find<Programme>(id)!;

    private void Wake(string id, DateTimeOffset at)
    {
        _desk.Now = at;
        if (Programme(id) is { } due && due.Facets.WakeAt <= at)
            _desk.Do(draft =>
            {
                UnitMail.Due(draft, Desk.Terms, due);
                return null;
            });
    }
}

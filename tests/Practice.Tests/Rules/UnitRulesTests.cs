using Practice.Kernel;
using Practice.Shared;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Rules;

public sealed class UnitRulesTests
{
    private readonly Desk _desk = new();

    private UnitProfile Unit => _desk.Book.All<UnitProfile>().Single();

    [Theory]
    [InlineData("", "name.invalid")]
    [InlineData(" ", "name.invalid")]
    [InlineData("60", null)]
    [InlineData("61", "name.invalid")]
    public void A_name_has_1_to_60_characters(string name, string? code)
    {
        var said = int.TryParse(name, out var length) ? new string('名', length) : name;

        Assert.Equal(code, Edit(new() { Name = said }));
        Assert.Equal(code, _desk.Do(draft => UnitRules.AddPoint(draft, new(said), out _))?.Code);
    }

    [Fact]
    public void An_edit_changes_what_it_names_and_nothing_else()
    {
        var before = Unit;

        Assert.Null(_desk.Do(draft => UnitRules.Edit(draft, new() { Address = "中街1号", Phone = "051012345678" }, before.Version)));

        Assert.Equal(before with { Address = "中街1号", Phone = "051012345678", Version = Unit.Version }, Unit);
        Assert.Empty(_desk.Last!.Reports);
        Assert.Equal("version.stale", _desk.Do(draft => UnitRules.Edit(draft, new() { Address = "x" }, before.Version))?.Code);
    }

    [Fact]
    public void A_name_that_staff_gave_is_staffs_from_then_on_and_the_parent_is_told()
    {
        Assert.Null(Edit(new() { Name = Unit.Name }));
        Assert.False(Unit.NamedByStaff);
        Assert.Null(Reimport("文件里的名字"));
        Assert.Equal("文件里的名字", Unit.Name);

        Assert.Null(Edit(new() { Name = "老街" }));
        Assert.Contains(("unit-321203001", UnitRules.ProfileTopic), _desk.Last!.Reports);
        Assert.Null(Edit(new() { Address = "中街" }));
        Assert.Null(Reimport("文件里的名字"));

        Assert.Equal(("老街", true), (Unit.Name, Unit.NamedByStaff));
    }

    [Fact]
    public void A_unit_closes_for_a_reason_once_no_work_is_open_and_opens_again()
    {
        var need = _desk.Submit();

        Assert.Equal("reason.missing", Close(" "));
        var refusal = _desk.Do(draft => UnitRules.Close(draft, "并村"));
        Assert.Equal(("unit.workOpen", need), (refusal?.Code, Assert.Single(refusal!.Subjects!)));
        Assert.Null(_desk.Do(draft => Practice.Needs.NeedRules.Withdraw(draft, need, "不用了")));
        Assert.Null(Close("并村"));
        Assert.Equal(UnitStatus.Closed, Unit.Status);
        Assert.Equal("unit.notOpen", Close("并村"));
        Assert.Equal("unit.notOpen", _desk.Do(draft => Practice.Needs.NeedRules.Submit(draft, Desk.Terms, new() { Title = "事", Category = "lifeService" }, out _))?.Code);
        Assert.Equal("unit.notOpen", _desk.Do(draft => UnitRules.AddPoint(draft, new("点"), out _))?.Code);

        Assert.Null(_desk.Do(UnitRules.Open));
        Assert.Contains(("unit-321203001", UnitRules.ProfileTopic), _desk.Last!.Reports);
        Assert.Equal(UnitStatus.Active, Unit.Status);
        Assert.Null(_desk.Do(UnitRules.Open));
        Assert.True(_desk.Last!.IsEmpty);
    }

    [Theory]
    [InlineData(1, "08:30", "12:00", true)]
    [InlineData(7, "00:00", "24:00", true)]
    [InlineData(0, "08:30", "12:00", false)]
    [InlineData(8, "08:30", "12:00", false)]
    [InlineData(1, "12:00", "12:00", false)]
    [InlineData(1, "24:00", "24:00", false)]
    [InlineData(1, "8:30", "12:00", false)]
    [InlineData(1, "08:30", "25:00", false)]
    [InlineData(1, "13:00", "12:00", false)]
    public void Opening_hours_are_intervals_of_a_day(int weekday, string from, string until, bool fine) =>
        Assert.Equal(fine ? null : "openingHours.invalid", Edit(new() { OpeningHours = [new(weekday, from, until)] }));

    [Fact]
    public void Each_of_the_six_haves_is_named_once_and_kept_until_it_is_named_again()
    {
        Assert.Null(Edit(new() { Readiness = [new(Haves.Signage, true, null), new(Haves.Premises, false, null)] }));
        Assert.Null(Edit(new() { Readiness = [new(Haves.Premises, true, null)] }));

        Assert.Equal([(Haves.Premises, true), (Haves.Signage, true)], Unit.Readiness.Select(r => (r.Item, r.Has)));
        Assert.Equal("readiness.duplicate", Edit(new() { Readiness = [new(Haves.Premises, true, null), new(Haves.Premises, false, null)] }));
    }

    [Fact]
    public void Points_are_numbered_and_stand_under_no_city_and_no_point()
    {
        foreach (var number in new[] { "01", "02" })
        {
            Assert.Null(_desk.Do(draft =>
            {
                var refusal = UnitRules.AddPoint(draft, new(" 小区点 "), out var point);
                Assert.Equal($"{Desk.Unit}-P{number}", point);
                return refusal;
            }));
            var founded = Assert.IsType<PointFounded>(Assert.Single(_desk.Last!.Messages).Message);
            Assert.Equal(($"{Desk.Path}{Desk.Unit}-P{number}/", "小区点", Desk.Unit), (founded.Path, founded.Name, founded.Parent));
        }

        Assert.Equal("unit.noPointHere", new Desk("3212", "/3212/").Do(draft => UnitRules.AddPoint(draft, new("点"), out _))?.Code);
        Assert.Equal("unit.noPointHere", new Desk(Desk.Unit + "-P01", Desk.Path + "p/").Do(draft => UnitRules.AddPoint(draft, new("点"), out _))?.Code);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void A_station_should_have_3_to_5_teams(int teams, int warnings)
    {
        for (var i = 1; i <= teams; i++)
            _desk.Found($"{Desk.Unit}-T{i:D3}");

        Assert.Equal(warnings, UnitRules.Warnings(_desk.Book, Unit).Length);
        Assert.Empty(UnitRules.Warnings(_desk.Book, Unit with { Status = UnitStatus.Inactive }));
    }

    [Fact]
    public void A_unit_that_is_not_there_is_not_found()
    {
        var nowhere = new Book("unit-321299");
        foreach (var step in new Func<Draft, Refusal?>[] { UnitRules.Open, d => UnitRules.Close(d, "x"), d => UnitRules.Edit(d, new(), null), d => UnitRules.Reimport(d, "x"), d => UnitRules.AddPoint(d, new("x"), out _) })
            Assert.Equal("There is no unit '321299'.", step(new Draft(nowhere, "tester", Desk.At(3, 2)))?.Message);
    }

    private string? Edit(EditUnit edit) => _desk.Do(draft => UnitRules.Edit(draft, edit, null))?.Code;

    private Refusal? Reimport(string name) => _desk.Do(draft => UnitRules.Reimport(draft, name));

    private string? Close(string reason) => _desk.Do(draft => UnitRules.Close(draft, reason))?.Code;
}

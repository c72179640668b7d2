using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Settings;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Settings;

public sealed class SettingsGrainTests : IAsyncLifetime
{
    private const string City = "/3202/";
    private const string Centre = "/3202/320282/";
    private static readonly Operation Put = new(new("operator-1", null, [new(Role.Operator, "*")]));

    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("settings");
            silo.Services.AddSingleton(new DomainClock(TimeProvider.System));
            silo.Services.AddSettings();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_county_inherits_its_citys_limits_until_it_has_its_own()
    {
        var limits = TimeTables.Write(TimeLimits.Default);
        await Of("3202").PutTimeLimits(Put, limits with { Urgent = limits.Urgent with { Review = "30h" } });
        var inherited = (await Of("320282").Effective(Centre)).TimeLimits;

        var own = await Of("320282").PutTimeLimits(Put with { IfMatch = inherited.Version }, limits);

        Assert.Equal(("30h", "3202", 0), (inherited.Table.Urgent.Review, inherited.From, inherited.Version));
        Assert.Equal(("320282", 1), (own.Value!.From, own.Value.Version));
        Assert.Equal("1h", (await Of("320282").Effective(Centre)).TimeLimits.Table.Urgent.Review);
        Assert.Equal("30h", (await Of("3202").Effective(City)).TimeLimits.Table.Urgent.Review);
    }

    [Fact]
    public async Task Editing_a_table_that_is_no_longer_the_newest_is_refused()
    {
        var table = EffectiveSettings.Default.Categories;
        await Of("320205").PutCategories(Put with { IfMatch = 0 }, "/3202/320205/", table);

        var late = await Of("320205").PutCategories(Put with { IfMatch = 0 }, "/3202/320205/", table);

        Assert.Equal((RefusalKind.Stale, "version.stale"), (late.Refusal!.Kind, late.Refusal.Code));
        Assert.Equal(1, (await Of("320205").Own()).Version);
    }

    [Fact]
    public async Task A_repeat_with_its_key_is_answered_as_at_first_whatever_version_it_names()
    {
        var limits = TimeTables.Write(TimeLimits.Default);
        var operation = Put with { Key = "put-1", Fingerprint = "one", IfMatch = 0 };
        var first = await Of("320213").PutTimeLimits(operation, limits);
        await Of("320213").PutTimeLimits(Put with { IfMatch = 1 }, limits with { Urgent = limits.Urgent with { Review = "30h" } });

        var again = await Of("320213").PutTimeLimits(operation, limits);
        var other = await Of("320213").PutTimeLimits(operation with { Fingerprint = "two" }, limits);
        var another = await Of("320213").PutTimeLimits(operation with { Caller = new("operator-2", null, []) }, limits);

        Assert.Equal((1, true, "1h"), (again.Value!.Version, again.Replayed, again.Value.Table.Urgent.Review));
        Assert.Equal(first.Value!.Version, again.Value.Version);
        Assert.Equal((RefusalKind.Conflict, "idempotency.mismatch"), (other.Refusal!.Kind, other.Refusal.Code));
        Assert.Equal("version.stale", another.Refusal!.Code);
        Assert.Equal(2, (await Of("320213").Own()).Version);
    }

    [Fact]
    public async Task A_refused_table_changes_nothing()
    {
        var skills = await Of("320206").PutSkills(Put, "/3202/320206/", new() { Skills = [new("electrical", "电工")] });
        var calendar = await Of("320206").PutCalendar(Put, 2027, new(2026));

        Assert.Equal("skill.inUse", skills.Refusal!.Code);
        Assert.Equal("calendar.wrongYear", calendar.Refusal!.Code);
        Assert.Equal(0, (await Of("320206").Own()).Version);
    }

    [Fact]
    public async Task Loading_a_year_ends_its_provisional_calendar()
    {
        var before = (await Of("320211").CalendarOf("/3202/320211/", 2027)).Value!;
        await Of("320211").PutCalendar(Put, 2027, new(2027) { DaysOff = ["2027-01-01/2027-01-03"], WorkingWeekendDays = ["2027-01-09"], Source = "国办发明电" });

        var after = (await Of("320211").CalendarOf("/3202/320211/", 2027)).Value!;

        Assert.True(before.Table.Provisional);
        Assert.False(after.Table.Provisional);
        Assert.Equal(["2027-01-01/2027-01-03"], after.Table.DaysOff);
        Assert.Equal(("320211", 1), (after.From, after.Version));
        Assert.Equal("calendar.notFound", (await Of("320211").CalendarOf("/3202/320211/", 1)).Refusal!.Code);
    }

    private ISettingsGrain Of(string unit) => _cluster.Client.GetGrain<ISettingsGrain>("settings-" + unit);
}

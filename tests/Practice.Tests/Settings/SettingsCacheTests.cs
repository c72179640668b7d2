using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Practice.Calendars;
using Practice.Settings;
using Xunit;

namespace Practice.Tests.Settings;

public sealed class SettingsCacheTests
{
    private const string City = "/3202/";
    private const string Centre = "/3202/320282/";
    private const string Station = "/3202/320282/320282112/320282112201/";

    private readonly FakeTimeProvider _time = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentDictionary<string, UnitSettings> _own = new();
    private int _reads;
    private bool _down;

    [Fact]
    public async Task What_nobody_has_configured_is_the_systems_own()
    {
        var cache = Cache();

        var settings = await cache.For(Station);

        Assert.Same(EffectiveSettings.Default, settings);
        Assert.Same(EffectiveSettings.Default, await cache.For(""));
    }

    [Fact]
    public async Task The_nearest_ancestors_table_holds()
    {
        _own["3202"] = new() { Version = 2, Skills = Skills("city"), Categories = new(EffectiveSettings.Default.Categories, 1, default, "") };
        _own["320282"] = new() { Version = 1, Skills = Skills("county") };
        var cache = Cache();

        var settings = await cache.For(Station);

        Assert.Equal(("320282", "3202", null), (settings.SkillsFrom, settings.CategoriesFrom, settings.TimeLimitsFrom));
        Assert.Equal("county", settings.Skills.Skills[0].Code);
    }

    [Fact]
    public async Task Calendars_are_inherited_year_by_year()
    {
        _own["3202"] = new() { Version = 1, Calendars = [Year(2027, "2027-01-01")] };
        _own["320282"] = new() { Version = 1, Calendars = [Year(2028, "2028-01-03")] };
        var cache = Cache();

        var settings = await cache.For(Station);

        Assert.False(settings.Calendar.IsWorkingDay(new(2027, 1, 1)));
        Assert.False(settings.Calendar.IsWorkingDay(new(2028, 1, 3)));
        Assert.Equal([2025, 2026, 2027, 2028], settings.Calendar.Loaded.Select(y => y.Year));
        Assert.Equal("3202", settings.CalendarsFrom[2027]);
    }

    [Fact]
    public async Task A_fresh_entry_is_answered_without_reading()
    {
        var cache = Cache();
        await cache.For(Station);
        var reads = _reads;
        _time.Advance(SettingsCache.Lifetime - TimeSpan.FromMilliseconds(1));

        var again = cache.For(Station);

        Assert.True(again.IsCompletedSuccessfully);
        Assert.Equal(4, reads);
        Assert.Equal(reads, _reads);
    }

    [Fact]
    public async Task A_change_elsewhere_shows_after_the_lifetime_at_every_depth()
    {
        var cache = Cache();
        await cache.For(City);
        _time.Advance(SettingsCache.Lifetime / 2);
        await cache.For(Station);
        _own["3202"] = new() { Version = 1, Skills = Skills("city") };
        _time.Advance(SettingsCache.Lifetime / 2);

        var settings = await cache.For(Station);

        Assert.Equal("3202", settings.SkillsFrom);
    }

    [Fact]
    public async Task A_forgotten_unit_and_all_below_it_are_read_again_at_once()
    {
        var cache = Cache();
        await cache.For(Station);
        _own["320282"] = new() { Version = 1, Skills = Skills("county") };
        cache.Forget("320282");

        Assert.Equal("320282", (await cache.For(Station)).SkillsFrom);
        Assert.Equal("320282", (await cache.For(Centre)).SkillsFrom);
        Assert.Null((await cache.For(City)).SkillsFrom);
    }

    [Fact]
    public async Task Stations_of_a_county_share_one_object_also_after_a_refresh()
    {
        _own["320282"] = new() { Version = 1, Calendars = [Year(2027, "2027-01-01")] };
        var cache = Cache();
        var before = await cache.For(Station);
        _time.Advance(SettingsCache.Lifetime * 2);

        var after = await cache.For(Station);

        Assert.Same(before, after);
        Assert.Same(after, await cache.For("/3202/320282/320282112/320282112202/"));
    }

    [Fact]
    public async Task The_last_known_table_serves_on_while_it_cannot_be_read()
    {
        _own["3202"] = new() { Version = 1, Skills = Skills("city") };
        var cache = Cache();
        var before = await cache.For(Station);
        _time.Advance(SettingsCache.Lifetime * 2);
        _down = true;

        Assert.Same(before, await cache.For(Station));
        await Assert.ThrowsAsync<TimeoutException>(async () => await cache.For("/3212/"));
    }

    private SettingsCache Cache() => new(Own, _time, NullLogger<SettingsCache>.Instance);

    private async Task<UnitSettings> Own(string unit)
    {
        await Task.Yield();
        Interlocked.Increment(ref _reads);
        return _down ? throw new TimeoutException() : _own.GetValueOrDefault(unit, UnitSettings.None);
    }

    private static VersionedTable<SkillTable> Skills(string code) => new(new() { Skills = [new(code, code)] }, 1, default, "");

    private static VersionedTable<CalendarTable> Year(int year, params string[] off) => new(new(year) { DaysOff = [.. off] }, 1, default, "");
}

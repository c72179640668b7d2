using System.Collections.Frozen;

namespace Practice.Calendars;

/// <summary>Days of the traditional year by which campaigns are held (我们的节日), known for 2000–2099.</summary>
public static class Feasts
{
    private static readonly FrozenDictionary<string, Func<int, DateOnly>> Days = new Dictionary<string, Func<int, DateOnly>>
    {
        ["spring"] = year => StatutoryHolidays.LunarDay(year, 1, 1),
        ["lantern"] = year => StatutoryHolidays.LunarDay(year, 1, 15),
        ["qingming"] = StatutoryHolidays.Qingming,
        ["dragonBoat"] = year => StatutoryHolidays.LunarDay(year, 5, 5),
        ["qixi"] = year => StatutoryHolidays.LunarDay(year, 7, 7),
        ["midAutumn"] = year => StatutoryHolidays.LunarDay(year, 8, 15),
        ["chongyang"] = year => StatutoryHolidays.LunarDay(year, 9, 9),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Days.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null for a name that is none, or a year that is not known.</summary>
    public static DateOnly? In(string name, int year) => year is >= 2000 and <= 2099 && Days.TryGetValue(name, out var day) ? day(year) : null;
}

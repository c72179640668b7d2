using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Settings;

/// <summary>
/// The tables that a unit configures for itself and everything below it: categories, skills, time limits and calendars. What it has
/// none of it inherits. Key: <c>settings-</c> and the unit's id.
/// </summary>
/// <remarks>
/// Each table has a version of its own; <see cref="Operation.IfMatch"/> must name it where it is given, and 0 stands for a table that
/// is inherited. <c>path</c> is the unit's path and ends with the unit itself.
/// </remarks>
[GrainInterfaceType("settings"), Alias("settings")]
public interface ISettingsGrain : IGrainWithStringKey
{
    /// <summary>What this unit has of its own.</summary>
    [Alias("Own")]
    Task<UnitSettings> Own();

    /// <summary>What holds at this unit: its own tables, or those of its nearest ancestor, or those that come with the system.</summary>
    [Alias("Effective")]
    Task<SettingsView> Effective(string path);

    /// <summary>One year's calendar as it holds at this unit; a year that nobody has loaded is provisional (暂定).</summary>
    [Alias("CalendarOf")]
    Task<Result<SettingsSection<CalendarTable>>> CalendarOf(string path, int year);

    /// <summary>Refused with <c>category.*</c>, every field at fault among the subjects.</summary>
    [Alias("PutCategories")]
    Task<Result<SettingsSection<CategoryTable>>> PutCategories(Operation operation, string path, CategoryTable table);

    /// <summary>Refused with <c>skill.*</c>; <c>skill.inUse</c> where a category that holds here asks for a skill the table lacks.</summary>
    [Alias("PutSkills")]
    Task<Result<SettingsSection<SkillTable>>> PutSkills(Operation operation, string path, SkillTable table);

    /// <summary>Refused with <c>timeLimit.invalid</c>.</summary>
    [Alias("PutTimeLimits")]
    Task<Result<SettingsSection<TimeLimitTable>>> PutTimeLimits(Operation operation, TimeLimitTable table);

    /// <summary>Loads a year's notice. Refused with <c>calendar.*</c>.</summary>
    [Alias("PutCalendar")]
    Task<Result<SettingsSection<CalendarTable>>> PutCalendar(Operation operation, int year, CalendarTable table);

    /// <summary>
    /// Takes in a table, at once or from a day on. Refused with the codes of its kind, <c>effectiveFrom.past</c>, <c>.far</c>, <c>.many</c>.
    /// </summary>
    [Alias("PutFrom")]
    Task<Result<TablePut>> PutFrom(Operation operation, string path, PutTable put);

    /// <summary>
    /// Gives a table of its own up, planned versions with it: what holds above holds here again. <see cref="Operation.IfMatch"/> as in a put.
    /// Refused with <c>category.*</c> where this unit's own categories or skills do not go with what would be inherited.
    /// </summary>
    /// <param name="kind">As in the address; not a calendar's year.</param>
    [Alias("Inherit")]
    Task<Result<TablePut>> Inherit(Operation operation, string path, string kind);

    /// <summary>The unit's own tables that were, are and will be in force, newest first; of one kind, or of all.</summary>
    [Alias("History")]
    Task<ImmutableArray<SettingsVersion>> History(string? kind);
}

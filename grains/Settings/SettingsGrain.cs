using System.Collections.Immutable;
using Orleans.Runtime;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Settings;

/// <summary>Holds one unit's tables. Turns do not interleave: a table that could not be written is never shown.</summary>
[GrainType("settings")]
internal sealed class SettingsGrain(
    [PersistentState("unitSettings", "settings")] IPersistentState<UnitSettings> state, SettingsCache cache, DomainClock clock) : Grain, ISettingsGrain
{
    /// <summary>How long an outcome is remembered (at least 24 h, says the contract), and how many at most: an older one is judged by its version.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromHours(36);
    private const int MostOutcomes = 500;

    private string Unit => this.GetPrimaryKeyString()["settings-".Length..];

    public Task<UnitSettings> Own() => Task.FromResult(state.State);

    public async Task<SettingsView> Effective(string path)
    {
        var effective = await Here(path);
        return new(
            Section(effective.Categories, effective.CategoriesFrom, state.State.Categories),
            Section(effective.Skills, effective.SkillsFrom, state.State.Skills),
            Section(TimeTables.Write(effective.TimeLimits), effective.TimeLimitsFrom, state.State.TimeLimits),
            [.. effective.Calendar.Loaded.Select(year => CalendarSection(effective, year))]);
    }

    public async Task<Result<SettingsSection<CalendarTable>>> CalendarOf(string path, int year)
    {
        if (year is < 1901 or > 9998)
            return Refusal.NotFound("calendar", $"{year}");
        var effective = await Here(path);
        return new(CalendarSection(effective, effective.Calendar.Year(year)), null);
    }

    public async Task<Result<SettingsSection<CategoryTable>>> PutCategories(Operation operation, string path, CategoryTable table)
    {
        var here = await Here(path);
        return await Put(operation, state.State.Categories, table, CategoryRules.Faults(table, here.Skills), (own, next) => own with { Categories = next });
    }

    public async Task<Result<SettingsSection<SkillTable>>> PutSkills(Operation operation, string path, SkillTable table)
    {
        var here = await Here(path);
        var faults = CategoryRules.Faults(table);
        return await Put(operation, state.State.Skills, table, faults.Count > 0 ? faults : CategoryRules.Missing(table, here.Categories),
            (own, next) => own with { Skills = next });
    }

    public Task<Result<SettingsSection<TimeLimitTable>>> PutTimeLimits(Operation operation, TimeLimitTable table) =>
        Put(operation, state.State.TimeLimits, table, TimeTables.Read(table).Faults, (own, next) => own with { TimeLimits = next });

    public Task<Result<SettingsSection<CalendarTable>>> PutCalendar(Operation operation, int year, CalendarTable table)
    {
        var (read, faults) = TimeTables.Read(table, year);
        return Put(operation, state.State.Calendar(year), read is null ? table : TimeTables.Write(read), faults,
            (own, next) => own with { Calendars = [.. own.Calendars.Where(c => c.Table.Year != year).Append(next).OrderBy(c => c.Table.Year)] });
    }

    private async Task<Result<SettingsSection<T>>> Put<T>(
        Operation operation, VersionedTable<T>? current, T table, IReadOnlyList<Fault> faults, Func<UnitSettings, VersionedTable<T>, UnitSettings> change)
    {
        var key = operation.Key is null ? null : operation.Caller.Subject + "\n" + operation.Key;
        if (state.State.Outcomes.FirstOrDefault(outcome => outcome.Key == key) is { } known)
            return known.Fingerprint == (operation.Fingerprint ?? "")
                ? new Result<SettingsSection<T>>(new(table, Unit, known.Version), null, Replayed: true)
                : Refusal.Conflict("idempotency.mismatch", "This key was used with another request.");
        if (Fault.Refuse(faults) is { } refusal)
            return refusal;
        if (operation.IfMatch is { } seen && seen != (current?.Version ?? 0))
            return Refusal.Stale(current?.Version ?? 0);

        var before = state.State;
        var next = new VersionedTable<T>(table, before.Version + 1, clock.Now, operation.Caller.Subject);
        state.State = change(before, next) with { Version = next.Version, Outcomes = Remember(before.Outcomes, key, operation.Fingerprint, next.Version) };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            DeactivateOnIdle();
            throw;
        }

        cache.Forget(Unit);
        return new(new(table, Unit, next.Version), null);
    }

    private ImmutableArray<TableOutcome> Remember(ImmutableArray<TableOutcome> known, string? key, string? fingerprint, long version)
    {
        var now = clock.Now;
        var fresh = known.Where(outcome => outcome.At > now - Keep);
        return key is null ? [.. fresh] : [.. fresh.TakeLast(MostOutcomes - 1), new(key, fingerprint ?? "", version, now)];
    }

    // Not through the cache for this unit itself: the cache would ask this grain, which is busy.
    private async Task<EffectiveSettings> Here(string path) => (await cache.For(SettingsCache.ParentOf(path))).With(Unit, state.State);

    private SettingsSection<CalendarTable> CalendarSection(EffectiveSettings effective, CalendarYear year) =>
        Section(TimeTables.Write(year), effective.CalendarsFrom.GetValueOrDefault(year.Year), state.State.Calendar(year.Year));

    private static SettingsSection<T> Section<T>(T table, string? from, VersionedTable<T>? own) => new(table, from, own?.Version ?? 0);
}

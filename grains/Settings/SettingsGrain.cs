using System.Collections.Immutable;
using Orleans.Runtime;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Settings;

/// <summary>Holds one unit's tables. Turns do not interleave: a table that could not be written is never shown.</summary>
[GrainType("settings")]
internal sealed class SettingsGrain(
    [PersistentState("unitSettings", "settings")] IPersistentState<UnitSettings> state,
    [PersistentState("unitSettingsPast", "settings")] IPersistentState<SettingsPast> past, SettingsCache cache, DomainClock clock) : Grain, ISettingsGrain
{
    /// <summary>How long an outcome is remembered (at least 24 h, says the contract), and how many at most: an older one is judged by its version.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromHours(36);
    private const int MostOutcomes = 500;

    // As it holds now: what was planned and has come into force stands in its place.
    private UnitSettings Held => state.State.At(clock.Now);

    private string Unit => this.GetPrimaryKeyString()["settings-".Length..];

    public Task<UnitSettings> Own() => Task.FromResult(state.State);

    public async Task<SettingsView> Effective(string path)
    {
        var effective = await Here(path);
        return new(
            Section("categories", effective.Categories, effective.CategoriesFrom, Held.Categories),
            Section("skills", effective.Skills, effective.SkillsFrom, Held.Skills),
            Section("time-limits", TimeTables.Write(effective.TimeLimits), effective.TimeLimitsFrom, Held.TimeLimits),
            [.. effective.Calendar.Loaded.Select(year => CalendarSection(effective, year))])
        {
            Ranking = Section("ranking", effective.Weights, effective.WeightsFrom, Held.Ranking),
            Ladder = Section("ladder", WorkTables.Write(effective.Ladder), effective.LadderFrom, Held.Ladder),
            Routing = Section("routing", effective.Routing, effective.RoutingFrom, Held.Routing),
            Templates = Section("templates", effective.Templates, effective.TemplatesFrom, Held.Templates),
            Volunteering = Section("volunteering", effective.Volunteering, effective.VolunteeringFrom, Held.Volunteering),
        };
    }

    public Task<ImmutableArray<SettingsVersion>> History(string? kind) => Task.FromResult(Planning.History(Held, past.State, kind));

    public async Task<Result<SettingsSection<CalendarTable>>> CalendarOf(string path, int year)
    {
        if (year is < 1901 or > 9998)
            return Refusal.NotFound("calendar", $"{year}");
        var effective = await Here(path);
        return new(CalendarSection(effective, effective.Calendar.Year(year)), null);
    }

    public async Task<Result<SettingsSection<CategoryTable>>> PutCategories(Operation operation, string path, CategoryTable table) =>
        Answer(table, await PutFrom(operation, path, new(new() { Categories = table })));

    public async Task<Result<SettingsSection<SkillTable>>> PutSkills(Operation operation, string path, SkillTable table) =>
        Answer(table, await PutFrom(operation, path, new(new() { Skills = table })));

    public async Task<Result<SettingsSection<TimeLimitTable>>> PutTimeLimits(Operation operation, TimeLimitTable table) =>
        Answer(table, await PutFrom(operation, "", new(new() { TimeLimits = table })));

    public async Task<Result<SettingsSection<CalendarTable>>> PutCalendar(Operation operation, int year, CalendarTable table)
    {
        var (read, faults) = TimeTables.Read(table, year);
        var written = read is null ? table with { Year = year } : TimeTables.Write(read);
        return Answer(written, await Put(operation, new(new() { Calendar = written }), faults));
    }

    public async Task<Result<TablePut>> PutFrom(Operation operation, string path, PutTable put) => put.Table switch
    {
        { Categories: { } t } => await Put(operation, put, CategoryRules.Faults(t, (await Here(path)).Skills)),
        { Skills: { } t } => await Put(operation, put, CategoryRules.Faults(t) is { Count: > 0 } faults ? faults : CategoryRules.Missing(t, (await Here(path)).Categories)),
        { TimeLimits: { } t } => await Put(operation, put, TimeTables.Read(t).Faults),
        { Ranking: { } t } => await Put(operation, put, WorkTables.Faults(t)),
        { Ladder: { } t } => await Put(operation, put, WorkTables.Read(t).Faults),
        { Templates: { } t } => await Put(operation, put, WorkTables.Faults(t)),
        { Volunteering: { } t } => await Put(operation, put, VolunteeringFaults.Of(t, (await Here(path)).Categories)),
        { Routing: { } t } => await Put(operation, put, RoutingFaults.Of(t, (await Here(path)).Categories, path, put.Paths ?? ImmutableDictionary<string, string>.Empty)),
        _ => Refusal.Malformed("table.missing", "Name one table to put."),
    };

    public async Task<Result<TablePut>> Inherit(Operation operation, string path, string kind)
    {
        if (Held.Newest(kind) == 0 && operation.IfMatch is null or 0)
            return new(new(0, null), null);
        var put = new PutTable(new() { Inherited = kind });
        if (kind is not ("categories" or "skills"))
            return await Put(operation, put, []);
        var after = (await cache.For(SettingsCache.ParentOf(path))).With(Unit, Planning.Set(Held, new(put.Table, 0, clock.Now, "")));
        return await Put(operation, put, CategoryRules.Faults(after.Categories, after.Skills));
    }

    private async Task<Result<TablePut>> Put(Operation operation, PutTable put, IReadOnlyList<Fault> faults)
    {
        var key = operation.Key is null ? null : operation.Caller.Subject + "\n" + operation.Key;
        // The first of all days begins before all time in China: it is refused as the past like the second.
        DateTimeOffset? from = put.From is { } day ? ChinaTime.StartOf(day == DateOnly.MinValue ? day.AddDays(1) : day) : null;
        if (state.State.Outcomes.FirstOrDefault(outcome => outcome.Key == key) is { } known)
            return known.Fingerprint == (operation.Fingerprint ?? "")
                ? new Result<TablePut>(new(known.Version, from), null, Replayed: true)
                : Refusal.Conflict("idempotency.mismatch", "This key was used with another request.");
        if ((Fault.Refuse(faults) ?? BadDay(from)) is { } refusal)
            return refusal;
        var (before, held, kind) = (state.State, Held, put.Table.Kind());
        if (operation.IfMatch is { } seen && seen != held.Newest(kind))
            return Refusal.Stale(held.Newest(kind));

        var next = new VersionedTable<TableSet>(put.Table, before.Version + 1, clock.Now, operation.Caller.Subject) { EffectiveFrom = from };
        var after = from is null ? Planning.Set(held, next) : held with
        {
            // One plan a kind and day: the later word replaces the earlier.
            Planned = [.. held.Planned.Where(p => p.Table.Kind() != kind || p.EffectiveFrom != from).Append(next).OrderBy(p => p.EffectiveFrom)],
        };
        if (after.Planned.Length > Planning.MostPlanned)
            return Refusal.Rule("effectiveFrom.many", $"At most {Planning.MostPlanned} tables are planned ahead.");
        try
        {
            // The past first: what stands there above the settings' own version is not shown, and is replaced by the next change.
            past.State = past.State.Add(before, next);
            await past.WriteStateAsync();
            state.State = after with { Version = next.Version, Outcomes = Remember(before.Outcomes, key, operation.Fingerprint, next.Version) };
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            DeactivateOnIdle();
            throw;
        }

        cache.Forget(Unit);
        return new(new(next.Version, from), null);
    }

    private Refusal? BadDay(DateTimeOffset? from) => from switch
    {
        { } day when day <= clock.Now => Refusal.Rule("effectiveFrom.past", "A table comes into force at the beginning of a later day; leave it out for at once."),
        { } day when day > clock.Now.AddDays(Planning.FarthestDays) => Refusal.Rule("effectiveFrom.far", "At most two years ahead."),
        _ => null,
    };

    private Result<SettingsSection<T>> Answer<T>(T table, Result<TablePut> put) =>
        put.Value is { } taken ? new Result<SettingsSection<T>>(new(table, Unit, taken.Version), null, Replayed: put.Replayed) : put.Refusal!;

    private ImmutableArray<TableOutcome> Remember(ImmutableArray<TableOutcome> known, string? key, string? fingerprint, long version)
    {
        var now = clock.Now;
        var fresh = known.Where(outcome => outcome.At > now - Keep);
        return key is null ? [.. fresh] : [.. fresh.TakeLast(MostOutcomes - 1), new(key, fingerprint ?? "", version, now)];
    }

    // Not through the cache for this unit itself: the cache would ask this grain, which is busy.
    private async Task<EffectiveSettings> Here(string path) => (await cache.For(SettingsCache.ParentOf(path))).With(Unit, Held);

    private SettingsSection<CalendarTable> CalendarSection(EffectiveSettings effective, CalendarYear year) =>
        Section($"calendars/{year.Year}", TimeTables.Write(year), effective.CalendarsFrom.GetValueOrDefault(year.Year), Held.Calendar(year.Year));

    private SettingsSection<T> Section<T>(string kind, T table, string? from, VersionedTable<T>? own) =>
        new(table, from, Held.Newest(kind)) { EffectiveFrom = own?.EffectiveFrom, NextFrom = Held.NextFrom(kind) };
}

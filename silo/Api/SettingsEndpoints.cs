using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Practice.Settings;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>The tables a county configures. Inherited down the tree; put at once or from a day on; every version can be read.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this RouteGroupBuilder api)
    {
        var unit = api.MapGroup("/units/{code}").WithTags("Settings");
        Table<CategoryTable>(unit, "/categories", "the categories, two levels", view => view.Categories, table => new() { Categories = table });
        Table<SkillTable>(unit, "/skills", "the skills", view => view.Skills, table => new() { Skills = table });
        Table<TimeLimitTable>(unit, "/time-limits", "the time limits, by urgency", view => view.TimeLimits, table => new() { TimeLimits = table });
        Table<RankingTable>(unit, "/ranking", "what counts how much when candidates are ranked", view => view.Ranking!, table => new() { Ranking = table });
        Table<LadderTable>(unit, "/ladder", "the steps of what is late", view => view.Ladder!, table => new() { Ladder = table });
        Table<TemplateTable>(unit, "/templates", "the words of messages", view => view.Templates!, table => new() { Templates = table });
        Table<VolunteeringTable>(unit, "/volunteering", "how service, stars and points are counted", view => view.Volunteering!, table => new() { Volunteering = table });
        Table<RoutingTable>(unit, "/routing", "the routing catalogue (分派目录)", view => view.Routing!, table => new() { Routing = table });
        unit.MapGet("/calendars/{year:int}", ShowCalendar).WithSummary("A year's working days; provisional until it is loaded");
        unit.MapPut("/calendars/{year:int}", PutCalendar).WithSummary("Load a year; limits counted provisionally are counted anew");
        unit.MapGet("/settings/history", History).WithSummary("The unit's own tables that were, are and will be in force, newest first").Produces<Page<SettingsVersion>>();
    }

    private static void Table<T>(RouteGroupBuilder unit, string address, string what, Func<SettingsView, SettingsSection<T>> section, Func<T, TableSet> set)
    {
        unit.MapGet(address, (string code, HttpContext context, IGrainFactory grains, UnitDirectory directory, CancellationToken c) =>
            Show(code, context, grains, directory, section, c)).WithSummary($"In force: {what}").Produces<SettingsSection<T>>();
        unit.MapPut(address, async (string code, [FromBody] T table, HttpContext context, IGrainFactory grains, UnitDirectory directory, Rights rights, Recount recount, CancellationToken c, DateOnly? effectiveFrom = null) =>
        {
            var answer = await Put(code, context, grains, directory, rights, async (settings, path) =>
            {
                var put = await settings.PutFrom(
                    context.Operation(effectiveFrom is null ? table : new { table, effectiveFrom }), path,
                    new(set(table), effectiveFrom, table is RoutingTable routing ? await RoutingEndpoints.Paths(routing, directory, c) : null));
                return put.Value is { } taken
                    ? new Result<SettingsSection<T>>(new(table, code, taken.Version) { EffectiveFrom = taken.EffectiveFrom }, null, Replayed: put.Replayed)
                    : put.Refusal!;
            }, c);
            if (table is LadderTable && effectiveFrom is null && answer is IValueHttpResult { Value: not null })
                await recount.Under(code, c);
            return answer;
        }).WithSummary($"Set {what}, at once or from a day on").Produces<SettingsSection<T>>();
        unit.MapDelete(address, async (string code, HttpContext context, IGrainFactory grains, UnitDirectory directory, Rights rights, Recount recount, CancellationToken c) =>
        {
            var answer = await Put(code, context, grains, directory, rights, async (settings, path) =>
                await settings.Inherit(context.Operation(), path, address[1..]) is { Refusal: { } refusal }
                    ? refusal
                    : new Result<SettingsSection<T>>(section(await settings.Effective(path)), null), c);
            if (address == "/ladder" && answer is IValueHttpResult { Value: not null })
                await recount.Under(code, c);
            return answer;
        }).WithSummary($"Inherit {what} again; what was planned of it is dropped").Produces<SettingsSection<T>>();
    }

    private static async Task<IResult> History(
        string code, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation, string? kind = null) =>
        await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal
            ? Answer.From(refusal)
            : Results.Ok(new Page<SettingsVersion>(await Settings(grains, code).History(kind), null));

    private static ISettingsGrain Settings(IGrainFactory grains, string code) => grains.GetGrain<ISettingsGrain>("settings-" + code);

    private static async Task<IResult> Show<T>(string code, HttpContext context, IGrainFactory grains, UnitDirectory directory, Func<SettingsView, SettingsSection<T>> section, CancellationToken cancellation) =>
        await directory.PathOf(code, cancellation) is { } path
            ? Answer.Ok(context, new Result<SettingsSection<T>>(section(await Settings(grains, code).Effective(path)), null), s => s.Version)
            : Answer.From(Refusal.NotFound("unit", code));

    private static async Task<IResult> ShowCalendar(string code, int year, HttpContext context, IGrainFactory grains, UnitDirectory directory, CancellationToken cancellation) =>
        await directory.PathOf(code, cancellation) is { } path
            ? Answer.Ok(context, await Settings(grains, code).CalendarOf(path, year), s => s.Version)
            : Answer.From(Refusal.NotFound("unit", code));

    private static async Task<IResult> Put<T>(
        string code, HttpContext context, IGrainFactory grains, UnitDirectory directory, Rights rights,
        Func<ISettingsGrain, string, Task<Result<SettingsSection<T>>>> put, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        if (await rights.Require(context.Caller(), code, [Role.Operator], cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await put(Settings(grains, code), (await directory.PathOf(code, cancellation))!), s => s.Version);
    }

    private static async Task<IResult> PutCalendar(
        string code, int year, [FromBody] CalendarTable table, HttpContext context, IGrainFactory grains, UnitDirectory directory, Rights rights, Recount recount, CancellationToken cancellation)
    {
        var answer = await Put(code, context, grains, directory, rights, (settings, _) => settings.PutCalendar(context.Operation(table), year, table), cancellation);
        if (answer is IValueHttpResult { Value: not null })
            context.Response.Headers["Practice-Deadlines-Moved"] = (await recount.Under(code, cancellation)).ToString(CultureInfo.InvariantCulture);
        return answer;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Practice.Kernel;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>The tables a county configures: categories, skills, time limits, calendars. Inherited down the tree.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this RouteGroupBuilder api)
    {
        var unit = api.MapGroup("/units/{code}").WithTags("Settings");
        unit.MapGet("/categories", (string code, HttpContext context, IGrainFactory grains, UnitDirectory directory, CancellationToken c) =>
            Show(code, context, grains, directory, view => view.Categories, c)).WithSummary("Categories in force, two levels");
        unit.MapGet("/skills", (string code, HttpContext context, IGrainFactory grains, UnitDirectory directory, CancellationToken c) =>
            Show(code, context, grains, directory, view => view.Skills, c)).WithSummary("Skills in force");
        unit.MapGet("/time-limits", (string code, HttpContext context, IGrainFactory grains, UnitDirectory directory, CancellationToken c) =>
            Show(code, context, grains, directory, view => view.TimeLimits, c)).WithSummary("Time limits in force, by urgency");
        unit.MapGet("/calendars/{year:int}", ShowCalendar).WithSummary("A year's working days; provisional until it is loaded");
        unit.MapPut("/categories", (string code, [FromBody] CategoryTable table, HttpContext context, IGrainFactory grains, UnitDirectory directory, Rights rights, CancellationToken c) =>
            Put(code, context, grains, directory, rights, (settings, path) => settings.PutCategories(context.Operation(table), path, table), c)).WithSummary("Set the categories");
        unit.MapPut("/skills", (string code, [FromBody] SkillTable table, HttpContext context, IGrainFactory grains, UnitDirectory directory, Rights rights, CancellationToken c) =>
            Put(code, context, grains, directory, rights, (settings, path) => settings.PutSkills(context.Operation(table), path, table), c)).WithSummary("Set the skills");
        unit.MapPut("/time-limits", (string code, [FromBody] TimeLimitTable table, HttpContext context, IGrainFactory grains, UnitDirectory directory, Rights rights, CancellationToken c) =>
            Put(code, context, grains, directory, rights, (settings, _) => settings.PutTimeLimits(context.Operation(table), table), c)).WithSummary("Set the time limits");
        unit.MapPut("/calendars/{year:int}", PutCalendar).WithSummary("Load a year; limits counted provisionally are counted anew");
    }

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
        string code, int year, [FromBody] CalendarTable table, HttpContext context, IGrainFactory grains, IUnitStore store, UnitDirectory directory, Rights rights, SettingsCache cache, CancellationToken cancellation)
    {
        var answer = await Put(code, context, grains, directory, rights, (settings, _) => settings.PutCalendar(context.Operation(table), year, table), cancellation);
        if (answer is not IValueHttpResult { Value: not null } || await directory.PathOf(code, cancellation) is not { } path)
            return answer;

        // Every owner with open needs counts its own provisional limits anew.
        cache.Forget(code);
        var owners = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in store.All(new() { Kind = "need", Under = path, Open = true, Order = ItemOrder.Id }, cancellation))
            owners.Add(row.Stream);
        var moved = 0;
        foreach (var some in owners.Chunk(32))
            moved += (await Task.WhenAll(some.Select(owner => grains.Owner<INeedListGrain>(owner).RecountDeadlines()))).Sum();
        context.Response.Headers["Practice-Deadlines-Moved"] = moved.ToString(CultureInfo.InvariantCulture);
        return answer;
    }
}

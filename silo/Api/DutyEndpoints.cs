using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>值班: rosters for staff, and for everybody the telephone that is answered now.</summary>
internal static class DutyEndpoints
{
    public static void MapDuty(this RouteGroupBuilder api)
    {
        api.MapGet("/units/{code}/duty-roster", View).WithTags("Units").WithSummary("Who answers when, and the hours that nobody here does").Produces<RosterView>();
        api.MapPut("/units/{code}/duty-roster", Put).WithTags("Units").WithSummary("The whole roster, in place of the one before").Produces<DutyView>();
        api.MapGet("/public/units/{code}/duty", OnDuty).WithTags("Public").AllowAnonymous().WithSummary("Whom to ring now; lunch and night fall to the unit above").Produces<OnDutyView>();
    }

    internal sealed record RosterView(string Unit, ImmutableArray<DutyShift> Shifts, ImmutableArray<DutyGap> Gaps);

    /// <param name="Staffed">Whether somebody is on duty; if not, the telephone is the nearest that is known.</param>
    /// <param name="By">The unit that answers: this one or one above it.</param>
    internal sealed record OnDutyView(string Unit, DateTimeOffset At, bool Staffed, string? By, string? Name, string? Post, string? Phone, string? Until);

    private static async Task<IResult> View(string code, HttpContext context, IUnitStore store, UnitDirectory directory, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        var answer = await grains.Owner<IUnitGrain>(Ids.UnitStream(code)).ViewDuty();
        if (answer.Value is not { } own)
            return Answer.From(answer.Refusal!);
        var way = new List<(string, ImmutableArray<DutyShift>)> { (code, own.Shifts) };
        foreach (var unit in Above(await directory.PathOf(code, cancellation)).Skip(1))
            way.Add((unit, await Shifts(store, unit, cancellation)));
        return Answer.Ok(context, new Result<RosterView>(new(code, own.Shifts, DutyRules.Gaps(way)), null), _ => own.Version);
    }

    private static async Task<IResult> Put(string code, [FromBody] PutDuty command, HttpContext context, IGrainFactory grains, Rights rights, CancellationToken cancellation)
    {
        if (context.LacksIfMatch())
            return Answer.IfMatchMissing();
        if (await rights.Require(context.Caller(), code, Rights.Desk, cancellation) is { } refusal)
            return Answer.From(refusal);
        return Answer.Ok(context, await grains.Owner<IUnitGrain>(Ids.UnitStream(code)).PutDuty(context.Operation(command), command), view => view.Version);
    }

    private static async Task<IResult> OnDuty(
        string code, HttpContext context, IUnitStore store, UnitDirectory directory, DomainClock clock, CancellationToken cancellation, DateTimeOffset? at = null)
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        if (at?.Year is < 2000 or >= 2200)
            return Answer.Malformed("at", "A time lies between 2000 and 2200.");
        var when = ChinaTime.Local(at ?? clock.Now);
        (string Unit, string Name, string Phone)? known = null;
        foreach (var unit in Above(path))
        {
            if (await store.Items(Ids.UnitStream(unit), "unit", [unit], cancellation) is not [var row])
                continue;
            var profile = ItemKinds.Read<UnitProfile>(row);
            if (DutyRules.At(await Shifts(store, unit, cancellation), when) is { } shift)
                return Cached.Json(context, new OnDutyView(code, when, true, unit, profile.Name, shift.Post, shift.Phone, shift.Until), seconds: 30);
            if (known is null && profile.Phone is { Length: > 0 } phone)
                known = (unit, profile.Name, phone);
        }

        return Cached.Json(context, new OnDutyView(code, when, false, known?.Unit, known?.Name, null, known?.Phone, null), seconds: 30);
    }

    private static async Task<ImmutableArray<DutyShift>> Shifts(IUnitStore store, string unit, CancellationToken cancellation) =>
        await store.Items(Ids.UnitStream(unit), "duty", [DutyRoster.TheId], cancellation) is [var row] ? ItemKinds.Read<DutyRoster>(row).Shifts : [];

    // From the unit up to its county's centre: a city answers no telephone for a village.
    private static IEnumerable<string> Above(string? path) => (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()
        .Where((unit, n) => n == 0 || Ids.LevelOf(unit) != Level.City);
}

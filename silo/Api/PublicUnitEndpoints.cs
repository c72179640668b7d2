using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>The tree of units as anybody may walk it: codes, levels and names, nothing of people.</summary>
internal static class PublicUnitEndpoints
{
    private const int MostCodes = 100;
    private const int MostChildren = 200;
    private const string Kept = "public, max-age=30";

    public static void MapPublicUnits(this RouteGroupBuilder api)
    {
        var units = api.MapGroup("/public/units").WithTags("Public").AllowAnonymous();
        units.MapGet("", Search).WithSummary("Active units of a level, or units by their codes").Produces<Page<PublicUnit>>();
        units.MapGet("/{code}", View).WithSummary("One unit, the way to it, and the active units right below it").Produces<PublicUnitView>();
    }

    internal sealed record PublicUnit(string Code, Level Level, string Name, UnitStatus Status);

    /// <param name="Path">From the city down to the unit's parent.</param>
    internal sealed record PublicUnitView(string Code, Level Level, string Name, UnitStatus Status, ImmutableArray<PublicUnit> Path, ImmutableArray<PublicUnit> Children);

    private static async Task<IResult> Search(
        HttpContext context, IUnitStore store, CancellationToken cancellation, string? level = null, string? codes = null, int? limit = null, string? after = null)
    {
        if (level is not null && !Enum.GetValues<Level>().Any(known => Kernel.Json.Name(known) == level))
            return Answer.Malformed("level", "One of city, centre, institute, station, point.");
        context.Response.Headers.CacheControl = Kept;
        if (codes is not null)
        {
            var asked = codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
            return asked.Count > MostCodes
                ? Answer.Malformed("codes", $"At most {MostCodes} codes.")
                : Results.Ok(new Page<PublicUnit>(await Named(store, asked, cancellation), null));
        }

        var page = await store.Search(
            new() { Kind = "unit", Category = level, Statuses = [Kernel.Json.Name(UnitStatus.Active)], Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Results.Ok(new Page<PublicUnit>([.. page.Items.Select(Of)], page.Next));
    }

    private static async Task<IResult> View(string code, HttpContext context, IUnitStore store, CancellationToken cancellation)
    {
        if (!Ids.IsUnit(code) || await store.Items(Ids.UnitStream(code), "unit", [code], cancellation) is not [var row])
            return Answer.From(Refusal.NotFound("unit", code));
        var unit = ItemKinds.Read<UnitProfile>(row);
        var children = await store.Search(
            new() { Kind = "unit", ChildrenOf = unit.Path, Statuses = [Kernel.Json.Name(UnitStatus.Active)], Order = ItemOrder.Id, Limit = MostChildren }, cancellation);
        var path = await Named(store, unit.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1], cancellation);
        context.Response.Headers.CacheControl = Kept;
        return Results.Ok(new PublicUnitView(unit.Id, unit.Level, unit.Name, unit.Status, path, [.. children.Items.Select(Of)]));
    }

    /// <summary>The units of these codes, in their order; codes of no unit are left out.</summary>
    private static async Task<ImmutableArray<PublicUnit>> Named(IUnitStore store, IEnumerable<string> codes, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<PublicUnit>();
        foreach (var code in codes.Where(Ids.IsUnit))
            if (await store.Items(Ids.UnitStream(code), "unit", [code], cancellation) is [var row]) found.Add(Of(row));
        return found.ToImmutable();
    }

    private static PublicUnit Of(ItemRow row)
    {
        var unit = ItemKinds.Read<UnitProfile>(row);
        return new(unit.Id, unit.Level, unit.Name, unit.Status);
    }
}

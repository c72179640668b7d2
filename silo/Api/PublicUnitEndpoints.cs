using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Settings;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;
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
        units.MapGet("", Search).WithSummary("Active units of a level or of a name, or units by their codes").Produces<Page<PublicUnit>>();
        units.MapGet("/{code}", View).WithSummary("One unit, the way to it, and the active units right below it").Produces<PublicUnitView>();
        units.MapGet("/{code}/categories", Categories).WithSummary("What can be asked for here, two levels").Produces<Page<PublicCategory>>();
        units.MapGet("/{code}/teams", Teams).WithSummary("The unit's own volunteer teams: names and fields, nobody in them").Produces<Page<PublicTeam>>();
    }

    /// <param name="Above">Names of the units above, highest first: two villages may share a name. Only where units are searched by name.</param>
    internal sealed record PublicUnit(string Code, Level Level, string Name, UnitStatus Status, ImmutableArray<string>? Above = null);

    internal sealed record PublicCategory(string Code, string Name, string NameEn, string Hint, ImmutableArray<PublicSubCategory> Subs);

    internal sealed record PublicSubCategory(string Code, string Name, string NameEn);

    internal sealed record PublicTeam(string Id, string Name, TeamLevel Level, ImmutableArray<string> Fields);

    /// <param name="Path">From the city down to the unit's parent.</param>
    internal sealed record PublicUnitView(string Code, Level Level, string Name, UnitStatus Status, ImmutableArray<PublicUnit> Path, ImmutableArray<PublicUnit> Children)
    {
        public string? Address { get; init; }

        /// <summary>The place's own telephone; who answers now is told by its duty.</summary>
        public string? Phone { get; init; }

        public ImmutableArray<OpeningHours> OpeningHours { get; init; } = [];

        /// <summary>What kind of place a point is.</summary>
        public string? Kind { get; init; }
    }

    private static async Task<IResult> Search(
        HttpContext context, IUnitStore store, CancellationToken cancellation, string? level = null, string? codes = null, string? q = null, int? limit = null, string? after = null)
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
            new() { Kind = "unit", Category = level, Words = q, Statuses = [Kernel.Json.Name(UnitStatus.Active)], Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        return Results.Ok(new Page<PublicUnit>(q is null ? [.. page.Items.Select(Of)] : await WithAbove(store, page.Items, cancellation), page.Next));
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
        return Results.Ok(new PublicUnitView(unit.Id, unit.Level, unit.Name, unit.Status, path, [.. children.Items.Select(Of)])
        {
            Address = unit.Address ?? unit.Location?.Address, Phone = unit.Phone, OpeningHours = unit.OpeningHours, Kind = unit.PointKind,
        });
    }

    private static async Task<IResult> Categories(string code, HttpContext context, IGrainFactory grains, UnitDirectory directory, CancellationToken cancellation)
    {
        if (await directory.PathOf(code, cancellation) is not { } path)
            return Answer.From(Refusal.NotFound("unit", code));
        var table = (await grains.GetGrain<ISettingsGrain>("settings-" + code).Effective(path)).Categories.Table;
        return Cached.Json(context, new Page<PublicCategory>(
            [.. table.Categories.Select(c => new PublicCategory(c.Code, c.Name, c.NameEn, c.Hint, [.. c.Subs.Select(s => new PublicSubCategory(s.Code, s.Name, s.NameEn))]))], null), seconds: 60);
    }

    private static async Task<IResult> Teams(string code, HttpContext context, IUnitStore store, UnitDirectory directory, CancellationToken cancellation, int? limit = null, string? after = null)
    {
        if (await directory.PathOf(code, cancellation) is null)
            return Answer.From(Refusal.NotFound("unit", code));
        var page = await store.Search(new() { Kind = "card", Stream = Ids.UnitStream(code), Order = ItemOrder.Id, After = after, Limit = Paging.Clamp(limit) }, cancellation);
        var teams = page.Items.Select(row => ItemKinds.Read<TeamCard>(row)).Where(card => card.Active && card.Unit == code);
        return Cached.Json(context, new Page<PublicTeam>([.. teams.Select(card => new PublicTeam(card.Id, card.Name, card.Level, card.Fields))], page.Next), seconds: 60);
    }

    private static async Task<ImmutableArray<PublicUnit>> WithAbove(IUnitStore store, IEnumerable<ItemRow> rows, CancellationToken cancellation)
    {
        var units = rows.Select(row => ItemKinds.Read<UnitProfile>(row)).ToList();
        var ways = units.ToDictionary(unit => unit.Id, unit => unit.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1]);
        var names = (await Named(store, ways.Values.SelectMany(way => way).Distinct(), cancellation)).ToDictionary(unit => unit.Code, unit => unit.Name);
        return [.. units.Select(unit => new PublicUnit(unit.Id, unit.Level, unit.Name, unit.Status, [.. ways[unit.Id].Select(code => names.GetValueOrDefault(code, code))]))];
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

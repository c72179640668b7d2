using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Silo.Api;

/// <summary>Coverage of the villages by intake points, with its gaps.</summary>
internal static class CoverageEndpoints
{
    // The newest places of needs are enough to show where the circle has holes.
    private const int MostNeeds = 2000, MostRead = 20_000;

    private static readonly TimeSpan Past = TimeSpan.FromDays(365);

    public static void MapCoverage(this RouteGroupBuilder api) =>
        api.MapGet("/units/{code}/coverage", Coverage).WithTags("Statistics").WithSummary("收集点覆盖与 5 分钟诉求圈: villages with an intake point, places within reach, and the gaps").Produces<CoverageView>();

    private static async Task<IResult> Coverage(
        string code, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, ITermsSource terms, DomainClock clock, CancellationToken cancellation, int? metres = null)
    {
        if (await rights.Require(context.Caller(), code, Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (metres is < 50 or > 5000)
            return Answer.Malformed("metres", "A reach is 50 to 5000 metres.");
        var (path, now) = (await directory.PathOf(code, cancellation), clock.Now);
        var villages = new List<UnitProfile>();
        await foreach (var row in store.All(new() { Kind = "unit", Under = path, Category = Json.Name(Level.Station), Statuses = [Json.Name(UnitStatus.Active)], Order = ItemOrder.Id }, cancellation))
            villages.Add(ItemKinds.Read<UnitProfile>(row));
        var points = new List<IntakePoint>();
        await foreach (var row in store.All(new() { Kind = "intakePoint", Under = path, Open = true, Order = ItemOrder.Id }, cancellation))
            points.Add(ItemKinds.Read<IntakePoint>(row));
        var needs = new List<(string, Place)>();
        var read = 0;
        await foreach (var row in store.All(new() { Kind = "need", Under = path, From = now - Past }, cancellation))
        {
            if (ItemKinds.Read<Need>(row) is { Location: { Lat: not null } place } need)
                needs.Add((Ids.Owner(need.Id), place));
            if (needs.Count == MostNeeds || ++read == MostRead)
                break;
        }

        var calendars = new Dictionary<string, Calendars.WorkCalendar>(StringComparer.Ordinal);
        foreach (var village in villages)
            calendars[village.Id] = (await terms.For(village.Path)).Calendar;
        return Results.Ok(CoverageRules.Of(code, villages, points, needs, metres ?? CoverageRules.FiveMinutes, village => calendars[village.Id], now));
    }
}

using Practice.Imports;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>People who have served before, from a file: unclaimed profiles, which become volunteers when the persons themselves register.</summary>
internal static class VolunteerImportEndpoints
{
    /// <summary>So many profiles go in one call.</summary>
    public const int DropAtOnce = 500;

    private const int AtOnce = 16;

    /// <param name="Dropped">Profiles that were taken back by this call.</param>
    /// <param name="Left">Those of the import that still wait: call again.</param>
    private sealed record DropAnswer(int Dropped, long Left);

    public static void MapVolunteerImports(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/units/{code}/volunteers").WithTags("Imports");
        imports.MapPost("/import", Submit).WithSummary("Enter people who have served, from a file: nobody becomes a volunteer by it").Accepts<string>("text/csv", Sheets.MediaType).Produces<ImportView>(202)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(VolunteerImports.MostBytes + 1024));
        imports.MapGet("/imports/{import}", (string code, string import, HttpContext context, Rights rights, VolunteerImports files, CancellationToken c) =>
            OnImport(code, context, rights, async () => Answer.Ok(context, await files.View(code, import)), c)).WithSummary("How far it is, and what is wrong by line").Produces<ImportView>();
        imports.MapPost("/imports/{import}/cancel", (string code, string import, HttpContext context, Rights rights, VolunteerImports files, CancellationToken c) =>
            OnImport(code, context, rights, async () => Answer.Ok(context, await files.Cancel(context.Operation(), code, import)), c)).WithSummary("End it; what it has entered stays").Produces<ImportView>();
        imports.MapDelete("/imports/{import}/unclaimed", (string code, string import, HttpContext context, Rights rights, VolunteerImports files, VolunteerDirectory volunteers, IUnitStore store, CancellationToken c) =>
            OnImport(code, context, rights, () => Drop(code, import, context, files, volunteers, store, c), c)).WithSummary($"Take back up to {DropAtOnce} profiles that nobody has claimed").Produces<DropAnswer>();
    }

    private static Task<IResult> Submit(
        string code, HttpContext context, Rights rights, UnitDirectory units, VolunteerImports files, VolunteerForms forms, CancellationToken cancellation) => OnImport(code, context, rights, async () =>
    {
        var (path, county, tooHigh) = await MyVolunteerEndpoints.Home(units, code, cancellation);
        if (tooHigh is not null)
            return Answer.From(tooHigh);
        var into = new ImportInto(code, path!, county!, forms.TakesInvented);
        var type = context.Request.ContentType ?? "";
        if (type.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase))
            return Accepted(code, await files.Submit(context.Operation(), context.Request.Body, into, cancellation));
        if (!type.StartsWith(Sheets.MediaType, StringComparison.OrdinalIgnoreCase))
            return Practice.Hosting.Problem.Of(415, "mediaType.unsupported", $"Send the file as text/csv or {Sheets.MediaType}.");
        if (await ImportUpload.Whole(context.Request.Body, VolunteerImports.MostBytes, cancellation) is not { } workbook)
            return Answer.From(Refusal.Malformed("file.tooLarge", $"A file has at most {VolunteerImports.MostBytes} bytes."));
        return await Task.Run(() => Sheets.Csv(workbook, VolunteerFile.MostRows), cancellation) is { } csv
            ? Accepted(code, await files.Submit(context.Operation(), new MemoryStream(csv), into, cancellation))
            : Answer.From(Refusal.Malformed("file.workbook", "This is no workbook that can be read."));
    }, cancellation);

    private static IResult Accepted(string code, Result<ImportView> submitted) => Answer.Accepted(submitted, view => $"/api/v1/units/{code}/volunteers/imports/{view.Id}");

    private static async Task<IResult> Drop(string code, string id, HttpContext context, VolunteerImports files, VolunteerDirectory volunteers, IUnitStore store, CancellationToken cancellation)
    {
        var view = await files.View(code, id);
        if (view.Value is not { } import)
            return Answer.From(view.Refusal!);
        if (import.State is ImportState.Receiving or ImportState.Queued or ImportState.Running)
            return Answer.From(Refusal.Conflict("import.running", "Wait until it is over, or end it first."));
        var query = new ItemQuery { Kind = "unclaimed", Words = id, Open = true, Limit = DropAtOnce };
        var page = await store.Search(query, cancellation);
        var (by, dropped) = (new Operation(context.Caller()), 0);
        await Parallel.ForEachAsync(page.Items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (row, _) =>
        {
            if ((await volunteers.Grain(row.Id).DropUnclaimed(by, id)).Value is not null)
                Interlocked.Increment(ref dropped);
        });
        return Results.Ok(new DropAnswer(dropped, (await store.Count(query, cancellation)).Sum(count => count.Number)));
    }

    // Names and numbers of people: an operator has no business with them.
    private static async Task<IResult> OnImport(string code, HttpContext context, Rights rights, Func<Task<IResult>> act, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return await rights.Require(caller with { Grants = caller.Grants.RemoveAll(grant => grant.Role == Role.Operator) }, code, Rights.Desk, cancellation) is { } refusal
            ? Answer.From(refusal)
            : await act();
    }
}

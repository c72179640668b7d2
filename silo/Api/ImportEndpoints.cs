using Practice.Imports;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>Files of division codes, taken in in the background.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this RouteGroupBuilder api)
    {
        api.MapPost("/imports/divisions", Submit).WithTags("Imports").WithSummary("Take in a file of division codes").Accepts<string>("text/csv").Produces<ImportView>(202)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(DivisionImports.MostBytes + 1024));
        api.MapGet("/imports/{id}", View).WithTags("Imports").WithSummary("How far an import is").Produces<ImportView>();
    }

    private static async Task<IResult> Submit(HttpContext context, DivisionImports imports, CancellationToken cancellation)
    {
        if (!context.Caller().Grants.Any(grant => grant.Role == Role.Operator))
            return Answer.From(Refusal.Forbidden("Only an operator takes in division codes."));
        if (context.Request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) != true)
            return Practice.Hosting.Problem.Of(415, "mediaType.unsupported", "Send the file as text/csv.");
        return Answer.Accepted(await imports.Submit(context.Operation(), context.Request.Body, cancellation), view => $"/api/v1/imports/{view.Id}");
    }

    private static async Task<IResult> View(string id, HttpContext context, DivisionImports imports)
    {
        if (!context.Caller().Grants.Any(grant => grant.Role == Role.Operator))
            return Answer.From(Refusal.Forbidden("Only an operator sees imports."));
        var view = await imports.View(id);
        return view.Value is { Unit: not null } ? Answer.From(Refusal.NotFound("import", id)) : Answer.Ok(context, view);
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Practice.Files;
using Practice.Kernel;
using Practice.Hosting;
using Practice.Shared;
using Practice.Silo.Files;

namespace Practice.Silo.Api;

/// <summary>Photos and attachments: the type is what the contents are, and a picture tells no place.</summary>
internal static class FileEndpoints
{
    // Room for the borders of a form around the largest file.
    private const int MostRequest = FileRules.MostBytes + 64 * 1024;

    public static void MapFiles(this RouteGroupBuilder api)
    {
        api.MapPost("/files", Add).WithTags("Files").WithSummary("A photo or attachment of a unit: JPEG, PNG, WebP or PDF, as the body or as the first file of a form; location data is taken out")
            .Accepts<byte[]>("*/*").Produces<FileView>(201).WithMetadata(new RequestSizeLimitAttribute(MostRequest));
        api.MapGet("/files/{id}", Get).WithTags("Files").WithSummary("Its contents, for the unit's staff and for whoever sent it").Produces<byte[]>(200, "image/jpeg", "image/png", "image/webp", "application/pdf");
    }

    private static async Task<IResult> Add(
        HttpContext context, IGrainFactory grains, UnitDirectory directory, IFileStore files, CancellationToken cancellation, string? unit = null)
    {
        if (unit is null || await directory.PathOf(unit, cancellation) is null)
            return Answer.Malformed("unit", "Name the unit that the file belongs to: ?unit=…");
        var (contents, refused) = await Read(context, cancellation);
        if (contents is null)
            return refused!;
        if (CleanFile.Of(contents) is not ({ } type, { } clean))
            return Problem.Of(415, "file.type", "A file is a whole JPEG, PNG, WebP or PDF, whatever its name says.");
        var hash = Convert.ToHexStringLower(SHA256.HashData(clean));
        await files.Put(hash, clean, cancellation);
        var caller = context.Caller();
        var added = await grains.Owner<IFileListGrain>(Ids.UnitStream(unit)).AddFile(context.Operation(new { unit, hash }), new(type, clean.Length, hash, caller.Person ?? caller.Subject));
        return Answer.Created(context, added, view => $"/api/v1/files/{view.Id}");
    }

    private static async Task<IResult> Get(string id, HttpContext context, IGrainFactory grains, Rights rights, IFileStore files, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'F'))
            return Answer.From(Refusal.NotFound("file", id));
        var answer = await grains.Owner<IFileListGrain>(Ids.UnitStream(Ids.Owner(id))).ViewFile(id);
        if (answer.Value is not { } file)
            return Answer.From(answer.Refusal!);
        var caller = context.Caller();
        if (file.Owner != (caller.Person ?? caller.Subject) && !await rights.May(caller, file.Unit, Rights.Staff, cancellation))
            return Answer.From(Refusal.Forbidden("This file is not yours, nor of a unit of yours."));
        if (await files.Open(file.Sha256, cancellation) is not { } contents)
            return Answer.From(Refusal.NotFound("file", id));
        var headers = context.Response.Headers;
        headers.CacheControl = "private, no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = $"inline; filename=\"{id}.{file.ContentType.Split('/')[1]}\"";
        return Results.Stream(contents, file.ContentType, entityTag: new($"\"{file.Sha256[..32]}\""));
    }

    private static async Task<(byte[]? Contents, IResult? Refused)> Read(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(cancellation);
            return form.Files.Count == 0
                ? (null, Answer.Malformed("file", "The form holds no file."))
                : await Whole(form.Files[0].OpenReadStream(), cancellation);
        }

        return await Whole(context.Request.Body, cancellation);
    }

    private static async Task<(byte[]? Contents, IResult? Refused)> Whole(Stream stream, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var part = new byte[81920];
        for (int read; (read = await stream.ReadAsync(part, cancellation)) > 0;)
        {
            buffer.Write(part, 0, read);
            if (buffer.Length > FileRules.MostBytes)
                return (null, Problem.Of(413, "file.tooLarge", $"A file has at most {FileRules.MostBytes} bytes."));
        }

        return buffer.Length == 0 ? (null, Answer.Malformed("file", "The body holds no file.")) : (buffer.ToArray(), null);
    }
}

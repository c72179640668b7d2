using Practice.Shared;

namespace Practice.Imports;

/// <summary>Takes a file of division codes in: looks whether it can be read at all, stores it in parts, starts its import.</summary>
public sealed class DivisionImports(IGrainFactory grains)
{
    public const int MostBytes = 128 << 20;

    /// <summary>Refused with <c>file.*</c> where the file as a whole is bad; then nothing has changed.</summary>
    /// <remarks>A retry with the same key finds the same import.</remarks>
    public async Task<Result<ImportView>> Submit(Operation operation, Stream csv, CancellationToken cancellation)
    {
        if (await ImportUpload.Whole(csv, MostBytes, cancellation) is not { } bytes)
            return Refusal.Malformed("file.tooLarge", $"A file has at most {MostBytes} bytes.");
        var file = await Task.Run(() => DivisionFile.Read(new MemoryStream(bytes), static _ => true, cancellation: cancellation), cancellation);
        if (file.Refused)
            return Refusal.Malformed(file.Errors[0].Code, file.Errors[0].Message);

        return await ImportUpload.Send(grains, operation, bytes, static (_, _, packed) => packed, static (import, start, parts) => import.Start(start, parts));
    }

    public Task<Result<ImportView>> View(string id) => grains.GetGrain<IImportGrain>("import-" + id).View();
}

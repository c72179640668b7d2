using Practice.Persons;
using Practice.Shared;

namespace Practice.Imports;

/// <summary>Takes a file of people in: looks whether it can be read at all, stores it sealed in parts, starts its import.</summary>
public sealed class VolunteerImports(IGrainFactory grains, PersonVault vault)
{
    public const int MostBytes = 64 << 20;

    /// <summary>Refused with <c>file.*</c> where the file as a whole is bad; then nothing has changed.</summary>
    public async Task<Result<ImportView>> Submit(Operation operation, Stream csv, ImportInto into, CancellationToken cancellation)
    {
        if (await ImportUpload.Whole(csv, MostBytes, cancellation) is not { } bytes)
            return Refusal.Malformed("file.tooLarge", $"A file has at most {MostBytes} bytes.");
        var (rows, refused) = await Task.Run(() => VolunteerFile.Check(new MemoryStream(bytes), cancellation), cancellation);
        if (refused is not null)
            return Refusal.Malformed(refused.Code, refused.Message);
        if (rows == 0)
            return Refusal.Malformed("file.empty", "The file has no rows.");
        return await ImportUpload.Send(grains, operation, bytes, (id, part, packed) => VolunteerImport.Seal(vault, id, part, packed), (import, start, parts) => import.StartVolunteers(start, parts, into));
    }

    /// <summary>An import of people into this unit; others are not found.</summary>
    public async Task<Result<ImportView>> View(string unit, string id)
    {
        var view = await grains.GetGrain<IImportGrain>("import-" + id).View();
        return view.Value is { Unit: { } into } && into == unit ? view : Refusal.NotFound("import", id);
    }

    public async Task<Result<ImportView>> Cancel(Operation operation, string unit, string id) =>
        await View(unit, id) is { Refusal: { } refusal } ? refusal : await grains.GetGrain<IImportGrain>("import-" + id).Cancel(operation);
}

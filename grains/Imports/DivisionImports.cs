using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Practice.Shared;

namespace Practice.Imports;

/// <summary>Takes a file of division codes in: looks whether it can be read at all, stores it in parts, starts its import.</summary>
public sealed class DivisionImports(IGrainFactory grains)
{
    public const int MostBytes = 128 << 20;
    private const int PartBytes = 4 << 20;

    /// <summary>Refused with <c>file.*</c> where the file as a whole is bad; then nothing has changed.</summary>
    /// <remarks>A retry with the same key finds the same import.</remarks>
    public async Task<Result<ImportView>> Submit(Operation operation, Stream csv, CancellationToken cancellation)
    {
        if (await Whole(csv, cancellation) is not { } bytes)
            return Refusal.Malformed("file.tooLarge", $"A file has at most {MostBytes} bytes.");
        var file = await Task.Run(() => DivisionFile.Read(new MemoryStream(bytes), static _ => true, cancellation: cancellation), cancellation);
        if (file.Refused)
            return Refusal.Malformed(file.Errors[0].Code, file.Errors[0].Message);

        var import = grains.GetGrain<IImportGrain>("import-" + IdOf(operation));
        var parts = (bytes.Length + PartBytes - 1) / PartBytes;
        for (var part = 0; part < parts; part++)
        {
            var packed = Compress(bytes.AsSpan(part * PartBytes, Math.Min(PartBytes, bytes.Length - part * PartBytes)));
            if (await import.Upload(operation with { Key = null }, part, packed) is { Refusal: { } refusal })
                return refusal;
        }

        return await import.Start(operation with { Fingerprint = operation.Fingerprint ?? Convert.ToHexString(SHA256.HashData(bytes)) }, parts);
    }

    public Task<Result<ImportView>> View(string id) => grains.GetGrain<IImportGrain>("import-" + id).View();

    private static string IdOf(Operation operation) => operation.Key is null
        ? Guid.CreateVersion7().ToString("n")
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(operation.Caller.Subject + "\n" + operation.Key)).AsSpan(0, 16));

    private static async Task<byte[]?> Whole(Stream csv, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var block = new byte[64 * 1024];
        while (await csv.ReadAsync(block, cancellation) is > 0 and var n)
        {
            if (whole.Length + n > MostBytes)
                return null;
            whole.Write(block, 0, n);
        }

        return whole.ToArray();
    }

    private static ImmutableArray<byte> Compress(ReadOnlySpan<byte> part)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(part);
        return [.. packed.ToArray()];
    }
}

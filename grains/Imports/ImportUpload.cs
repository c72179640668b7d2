using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Practice.Shared;

namespace Practice.Imports;

/// <summary>Stores a file in parts and starts its import.</summary>
internal static class ImportUpload
{
    private const int PartBytes = 4 << 20;

    /// <summary>Null where it is longer.</summary>
    public static async Task<byte[]?> Whole(Stream file, int most, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var block = new byte[64 * 1024];
        while (await file.ReadAsync(block, cancellation) is > 0 and var n)
        {
            if (whole.Length + n > most)
                return null;
            whole.Write(block, 0, n);
        }

        return whole.ToArray();
    }

    /// <remarks>A retry with the same key finds the same import.</remarks>
    /// <param name="wrap">What becomes of a compressed part before it is stored, by the import's id and the part's number.</param>
    public static async Task<Result<ImportView>> Send(
        IGrainFactory grains, Operation operation, byte[] bytes, Func<string, int, byte[], byte[]> wrap, Func<IImportGrain, Operation, int, Task<Result<ImportView>>> start)
    {
        var id = IdOf(operation);
        var import = grains.GetGrain<IImportGrain>("import-" + id);
        var parts = (bytes.Length + PartBytes - 1) / PartBytes;
        for (var part = 0; part < parts; part++)
        {
            var packed = wrap(id, part, Compress(bytes.AsSpan(part * PartBytes, Math.Min(PartBytes, bytes.Length - part * PartBytes))));
            if (await import.Upload(operation with { Key = null }, part, ImmutableCollectionsMarshal.AsImmutableArray(packed)) is { Refusal: { } refusal })
                return refusal;
        }

        return await start(import, operation with { Fingerprint = operation.Fingerprint ?? Convert.ToHexString(SHA256.HashData(bytes)) }, parts);
    }

    private static string IdOf(Operation operation) => operation.Key is null
        ? Guid.CreateVersion7().ToString("n")
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(operation.Caller.Subject + "\n" + operation.Key)).AsSpan(0, 16));

    private static byte[] Compress(ReadOnlySpan<byte> part)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(part);
        return packed.ToArray();
    }
}

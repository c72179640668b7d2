namespace Practice.Silo.Files;

/// <summary>Files in a folder of this machine, or of a volume that all silos share.</summary>
/// <remarks>A file appears under its name only when it is whole and on the disk: it is written beside, flushed and renamed.</remarks>
internal sealed class DiskFileStore(string folder) : IFileStore
{
    public async Task Put(string key, ReadOnlyMemory<byte> contents, CancellationToken cancellation)
    {
        var path = PathOf(key);
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                await file.WriteAsync(contents, cancellation);
                await file.FlushAsync(cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    public Task<Stream?> Open(string key, CancellationToken cancellation)
    {
        var path = PathOf(key);
        return Task.FromResult<Stream?>(File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan) : null);
    }

    // A key is made here from contents, never taken from a request.
    private string PathOf(string key) => key.Length == 64 && key.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(folder, key[..2], key)
        : throw new ArgumentException("A key is a SHA-256 in lower-case hexadecimal.", nameof(key));
}

namespace Practice.Silo.Files;

/// <summary>Where the contents of files lie, by the SHA-256 of what is in them: writing a file twice changes nothing.</summary>
internal interface IFileStore
{
    /// <summary>Completes when the contents are durable.</summary>
    /// <param name="key">The SHA-256 in lower-case hexadecimal.</param>
    Task Put(string key, ReadOnlyMemory<byte> contents, CancellationToken cancellation);

    /// <summary>Null where there is no such file.</summary>
    Task<Stream?> Open(string key, CancellationToken cancellation);
}

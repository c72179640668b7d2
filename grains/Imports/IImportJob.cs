namespace Practice.Imports;

/// <summary>What an import does with its file, apart from keeping it, its progress and its errors.</summary>
/// <remarks>A file gives the same chunks whenever it is read, and a chunk may be repeated: after a crash the import goes on from a number of rows.</remarks>
internal interface IImportJob
{
    Task<ImportReading> Read(IReadOnlyList<byte[]> parts, CancellationToken cancellation);

    /// <summary>What is left to do after so many rows, in order. Asked once, after <see cref="Read"/>.</summary>
    IEnumerable<Func<CancellationToken, Task<ImportChunk>>> Chunks(int applied);
}

/// <summary>What the file says of itself.</summary>
/// <param name="Refused">Nothing of it may be applied; the one error says why.</param>
/// <param name="Errors">Those that are known before anything is applied.</param>
internal sealed record ImportReading(bool Refused, int Rows, int ErrorsTotal, IReadOnlyList<ImportError> Errors);

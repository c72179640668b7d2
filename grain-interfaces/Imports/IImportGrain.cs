using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Imports;

/// <summary>
/// One import of a file: of division codes, or of people who have served. Key: <c>import-</c> and its id. The file is durable before the import
/// begins, so that it goes on after a crash from the last chunk that it committed.
/// </summary>
[GrainInterfaceType("import"), Alias("import")]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>Keeps a part of the file, compressed with Brotli; numbered from 0. Sending one again replaces it. Nothing happens once the import has started.</summary>
    [Alias("Upload")]
    Task<Result<ImportView>> Upload(Operation operation, int part, ImmutableArray<byte> compressed);

    /// <summary>Starts the import in the background. Refused with <c>import.incomplete</c> where a part is missing.</summary>
    [Alias("Start")]
    Task<Result<ImportView>> Start(Operation operation, int parts);

    /// <summary>Starts an import of people into a unit. Its parts were sealed at the edge.</summary>
    [Alias("StartVolunteers")]
    Task<Result<ImportView>> StartVolunteers(Operation operation, int parts, ImportInto into);

    /// <summary>Ends an import that is not over. What it has made stays.</summary>
    /// <returns>Or <c>import.over</c>.</returns>
    [Alias("Cancel")]
    Task<Result<ImportView>> Cancel(Operation operation);

    [Alias("View")]
    Task<Result<ImportView>> View();
}

/// <summary>How far an import is: its file arrives, it waits, it runs, it is over, it could not be done, somebody ended it.</summary>
[GenerateSerializer, Alias("importState")]
public enum ImportState { Receiving, Queued, Running, Done, Failed, Cancelled }

/// <summary>An import as clients see it.</summary>
/// <param name="RowsTotal">Rows of data in the file; 0 until it is read.</param>
/// <param name="Created">Units, or unclaimed profiles, that are new to the network.</param>
/// <param name="Updated">Units that were there under another name.</param>
/// <param name="Errors">What is wrong, by line; at most a thousand of <paramref name="ErrorsTotal"/>.</param>
[GenerateSerializer, Immutable, Alias("importView")]
public sealed record ImportView(
    [property: Id(0)] string Id,
    [property: Id(1)] ImportState State,
    [property: Id(2)] int RowsTotal,
    [property: Id(3)] int RowsDone,
    [property: Id(4)] int Created,
    [property: Id(5)] int Updated,
    [property: Id(6)] int ErrorsTotal,
    [property: Id(7)] ImmutableArray<ImportFault> Errors)
{
    /// <summary>Of people: the unit that they were entered into.</summary>
    [Id(8)] public string? Unit { get; init; }
}

/// <summary>Where people are entered.</summary>
/// <param name="County">Gives their numbers out.</param>
/// <param name="Invented">Whether identity numbers of invented people are taken.</param>
[GenerateSerializer, Immutable, Alias("importInto")]
public sealed record ImportInto([property: Id(0)] string Unit, [property: Id(1)] string UnitPath, [property: Id(2)] string County, [property: Id(3)] bool Invented);

/// <summary>What is wrong with a line; line 0 speaks of the file as a whole.</summary>
[GenerateSerializer, Immutable, Alias("importFault")]
public sealed record ImportFault([property: Id(0)] int Line, [property: Id(1)] string Code, [property: Id(2)] string Message);

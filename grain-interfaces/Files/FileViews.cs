using System.Text.Json.Serialization;
using Practice.Shared;

namespace Practice.Files;

/// <summary>A file whose type was read from its contents and whose contents lie in the file store already.</summary>
/// <param name="Sha256">Of the contents as they are kept, in hexadecimal: the store's key.</param>
[GenerateSerializer, Immutable, Alias("addFile")]
public sealed record AddFile([property: Id(0)] string ContentType, [property: Id(1)] long Bytes, [property: Id(2)] string Sha256, [property: Id(3)] string Owner);

/// <summary>A file of a unit. Its contents are read apart.</summary>
[GenerateSerializer, Immutable, Alias("fileView")]
public sealed record FileView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public required string ContentType { get; init; }
    [Id(3)] public long Bytes { get; init; }
    [Id(4)] public required string Sha256 { get; init; }
    [Id(5)] public DateTimeOffset AddedAt { get; init; }

    /// <summary>Who sent it. For rights; not shown.</summary>
    [Id(6), JsonIgnore] public string Owner { get; init; } = "";
}

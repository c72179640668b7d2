using Practice.Kernel;

namespace Practice.Files;

/// <summary>What a unit knows of one of its files; the contents lie in the file store under <see cref="Sha256"/>.</summary>
public sealed record StoredFile : Item
{
    public required string ContentType { get; init; }
    public required long Bytes { get; init; }
    public required string Sha256 { get; init; }
    public required string Owner { get; init; }

    public override Facets Facets => new(Open: false, Status: "kept", Category: ContentType);
}

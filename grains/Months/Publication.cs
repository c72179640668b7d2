using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Months;

/// <summary>A month as it was published (id <c>yyyy-MM</c>), word for word: the text itself is kept, so that no release can change it.</summary>
public sealed record Publication : Item
{
    /// <summary>Canonical JSON of a <see cref="PublicationView"/> without hash and notes.</summary>
    public required string Body { get; init; }

    /// <summary>SHA-256 of <see cref="Body"/> in UTF-8, hexadecimal.</summary>
    public required string Hash { get; init; }

    public required PeriodCounts Total { get; init; }
    public ImmutableArray<PublicationNote> Notes { get; init; } = [];

    public override Facets Facets => new(Open: false, Status: "published", Month: Id);
}

/// <summary>A child's publication of a month, as it reported it; id <c>child/yyyy-MM</c>.</summary>
public sealed record ChildPublication : Item
{
    public required string Child { get; init; }
    public required string Name { get; init; }
    public required string Month { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required PeriodCounts Counts { get; init; }
    public required string Hash { get; init; }

    public override Facets Facets => new(Open: true, Month: Month);
}

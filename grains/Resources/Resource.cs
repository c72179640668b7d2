using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Resources;

/// <summary>A line of a unit's resource list: a thing, a place, a project or a person that can be called upon.</summary>
public sealed record Resource : Item
{
    public required ResourceKind Kind { get; init; }
    public required string Name { get; init; }
    public string? PublicName { get; init; }
    public string? Category { get; init; }
    public ImmutableArray<string> Skills { get; init; } = [];
    public required int Quantity { get; init; }
    public Place? Location { get; init; }
    public ImmutableArray<OpeningHours> Hours { get; init; } = [];
    public bool ConsentPublic { get; init; }
    /// <summary>Since when a person has agreed to be offered work; null = he has not, or has taken it back.</summary>
    public DateTimeOffset? ConsentOffersAt { get; init; }

    public string? ContactRef { get; init; }
    public string? ContactName { get; init; }
    public string? Note { get; init; }
    public bool Active { get; init; } = true;

    /// <summary>The last number given to a booking of it.</summary>
    public int Bookings { get; init; }

    public bool IsPerson => Kind is ResourceKind.SkilledPerson or ResourceKind.Expert;

    public override Facets Facets => new(
        Open: Active, Status: Active ? "active" : "inactive", Category: Category,
        Text: $"{Id} {(IsPerson ? PublicName : Name)} {string.Join(' ', Skills)} {Json.Name(Kind)}");
}

using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Units;

/// <summary>A unit's profile: what it is, where, whose, and since when. Its id is its first official division code and never changes.</summary>
public sealed record UnitProfile : Item
{
    public required string Name { get; init; }

    /// <summary>Whether staff gave it its name: an import leaves such a name alone.</summary>
    public bool NamedByStaff { get; init; }

    public required Level Level { get; init; }
    public string? Parent { get; init; }

    /// <summary>Ids from the city down to the unit itself: <c>/3212/321203/321203001/</c>. Subtree tests use it, never the prefix of an id.</summary>
    public required string Path { get; init; }

    public UnitStatus Status { get; init; }
    public string? OfficialCode { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public string? ResponsibleBody { get; init; }
    public string? FirstResponsiblePerson { get; init; }
    public ImmutableArray<Position> Positions { get; init; } = [];
    public string? Address { get; init; }
    public Place? Location { get; init; }
    public string? Phone { get; init; }
    public ImmutableArray<OpeningHours> OpeningHours { get; init; } = [];
    public ImmutableArray<ReadinessItem> Readiness { get; init; } = [];
    /// <summary>Who publishes in the head's place, and when.</summary>
    public ImmutableArray<Deputy> Deputies { get; init; } = [];

    /// <summary>A department of the joint conference (成员单位): it stands beside the towns and has detachments.</summary>
    public bool Department { get; init; }

    public string? PointKind { get; init; }

    public override Facets Facets => new(Open: true, Status: Json.Name(Status), Category: Json.Name(Level), Text: $"{Name} {Id} {Address}");
}

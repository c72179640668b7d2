using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Programmes;

/// <summary>A project with a brand, or a campaign of a day; id <c>…-J001</c>.</summary>
public sealed record Programme : Item
{
    public required ProgrammeKind Kind { get; init; }
    public required string Name { get; init; }
    public string? Brand { get; init; }
    public string? Summary { get; init; }
    public string? Office { get; init; }
    public FundingSource Funding { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public ImmutableArray<string> Services { get; init; } = [];
    public CampaignAnchor? Anchor { get; init; }
    public ImmutableArray<OutcomeCounter> Counters { get; init; } = [];
    public string? PartOf { get; init; }
    public int Held { get; init; }
    public long Served { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<Edition> Editions { get; init; } = [];

    public DateTimeOffset? NextEdition { get; init; }
    public ProgrammeStatus Status { get; init; }

    public override Facets Facets => new(
        Open: Status == ProgrammeStatus.Active, Status: Json.Name(Status), Category: Json.Name(Kind), WakeAt: Status == ProgrammeStatus.Active ? NextEdition : null,
        Text: $"{Id} {Name} {Brand}");

    public ProgrammeView View() => new()
    {
        Id = Id, Unit = Ids.Owner(Id), Kind = Kind, Name = Name, Brand = Brand, Summary = Summary, Office = Office, Funding = Funding, From = From, Until = Until,
        Services = Services, Anchor = Anchor, Counters = Counters, Held = Held, Served = Served, Editions = [.. Editions.Reverse()],
        NextEdition = Status == ProgrammeStatus.Active ? NextEdition : null, Status = Status, PartOf = PartOf, Version = Version,
    };
}

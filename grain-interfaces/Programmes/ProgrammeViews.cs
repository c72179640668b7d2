using System.Collections.Immutable;
using Practice.Services;

namespace Practice.Programmes;

/// <summary>项目, 主题活动.</summary>
[GenerateSerializer, Alias("programmeKind")]
public enum ProgrammeKind { Project, Campaign }

/// <summary>财政, 自筹, 捐赠 (brief, row 156).</summary>
[GenerateSerializer, Alias("fundingSource")]
public enum FundingSource { Public, SelfFunded, Donated }

/// <summary>进行中, 已结项.</summary>
[GenerateSerializer, Alias("programmeStatus")]
public enum ProgrammeStatus { Active, Closed }

/// <summary>The day of a campaign, each year, and how long it lasts around it.</summary>
/// <remarks>Exactly one of <see cref="Day"/> and <see cref="Feast"/>.</remarks>
[GenerateSerializer, Immutable, Alias("campaignAnchor")]
public sealed record CampaignAnchor
{
    /// <summary>A day of the year, <c>MM-dd</c>: 03-05, 12-05.</summary>
    [Id(0)] public string? Day { get; init; }

    /// <summary><c>spring, lantern, qingming, dragonBoat, qixi, midAutumn, chongyang</c>.</summary>
    [Id(1)] public string? Feast { get; init; }

    /// <summary>Days before and after it that belong to the campaign, at most 60.</summary>
    [Id(2)] public int Before { get; init; }

    [Id(3)] public int After { get; init; }

    /// <summary>So many days before its first one the year's edition is opened, at most 90.</summary>
    [Id(4)] public int Ahead { get; init; } = 14;
}

/// <summary>A campaign's year.</summary>
/// <param name="Served">People served by the sessions held in it.</param>
[GenerateSerializer, Immutable, Alias("edition")]
public sealed record Edition(
    [property: Id(0)] int Year, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly Until, [property: Id(3)] int Held = 0, [property: Id(4)] long Served = 0);

/// <summary>What a programme counts in words of its own, like 培养传承人.</summary>
/// <param name="Measure">人, 场, 棵.</param>
[GenerateSerializer, Immutable, Alias("outcomeCounter")]
public sealed record OutcomeCounter(
    [property: Id(0)] string Name, [property: Id(1)] string Measure, [property: Id(2)] long? Target = null, [property: Id(3)] long Count = 0);

/// <summary>A project or a campaign, or an edit of one: in an edit what is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("setProgramme")]
public sealed record SetProgramme
{
    /// <summary>Not in an edit.</summary>
    [Id(0)] public ProgrammeKind? Kind { get; init; }

    [Id(1)] public string? Name { get; init; }
    [Id(2)] public string? Brand { get; init; }
    [Id(3)] public string? Summary { get; init; }

    /// <summary>The office that answers for it.</summary>
    [Id(4)] public string? Office { get; init; }

    [Id(5)] public FundingSource? Funding { get; init; }
    [Id(6)] public DateOnly? From { get; init; }
    [Id(7)] public DateOnly? Until { get; init; }

    /// <summary>Services of this unit that belong to it.</summary>
    [Id(8)] public ImmutableArray<string>? Services { get; init; }

    /// <summary>A campaign's.</summary>
    [Id(9)] public CampaignAnchor? Anchor { get; init; }

    /// <summary>Names, measures and targets; what was counted under a name stays with it.</summary>
    [Id(10)] public ImmutableArray<OutcomeCounter>? Counters { get; init; }

    /// <summary>A campaign of a higher level that it belongs to.</summary>
    [Id(11)] public string? PartOf { get; init; }
}

/// <summary>How far a counter stands now.</summary>
[GenerateSerializer, Immutable, Alias("countOutcome")]
public sealed record CountOutcome([property: Id(0)] string Name, [property: Id(1)] long Count);

/// <summary>A project or campaign, as anybody may see it.</summary>
[GenerateSerializer, Immutable, Alias("programmeView")]
public sealed record ProgrammeView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public ProgrammeKind Kind { get; init; }
    [Id(3)] public required string Name { get; init; }
    [Id(4)] public string? Brand { get; init; }
    [Id(5)] public string? Summary { get; init; }
    [Id(6)] public string? Office { get; init; }
    [Id(7)] public FundingSource Funding { get; init; }
    [Id(8)] public DateOnly? From { get; init; }
    [Id(9)] public DateOnly? Until { get; init; }
    [Id(10)] public ImmutableArray<string> Services { get; init; } = [];
    [Id(11)] public CampaignAnchor? Anchor { get; init; }
    [Id(12)] public ImmutableArray<OutcomeCounter> Counters { get; init; } = [];

    /// <summary>Sessions held for it and people served.</summary>
    [Id(13)] public int Held { get; init; }

    [Id(14)] public long Served { get; init; }

    /// <summary>A campaign's years that were opened, newest first.</summary>
    [Id(15)] public ImmutableArray<Edition> Editions { get; init; } = [];

    /// <summary>When its next year is opened.</summary>
    [Id(16)] public DateTimeOffset? NextEdition { get; init; }

    [Id(17)] public ProgrammeStatus Status { get; init; }
    [Id(18)] public string? PartOf { get; init; }
    [Id(19)] public long Version { get; init; }
}

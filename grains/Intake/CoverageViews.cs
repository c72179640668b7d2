using System.Collections.Immutable;

namespace Practice.Intake;

/// <summary>Coverage of a subtree's villages, and its gaps.</summary>
public sealed record CoverageView
{
    public required string Unit { get; init; }

    /// <summary>Active villages (村居站), and those with an active intake point.</summary>
    public int Villages { get; init; }

    public int Covered { get; init; }
    public int Points { get; init; }
    public ImmutableArray<CoverageGap> Gaps { get; init; } = [];

    /// <summary>Points with scheduled openings that nobody has held.</summary>
    public ImmutableArray<OpeningGap> OpeningsOwed { get; init; } = [];

    public required CircleView Circle { get; init; }
}

/// <summary>The five-minute circle (5 分钟诉求圈): of places whose coordinates are known, how many have an intake point within reach.</summary>
public sealed record CircleView
{
    /// <summary>In a straight line.</summary>
    public int Metres { get; init; }

    public int PointsLocated { get; init; }
    public required CircleCount Seats { get; init; }
    public required CircleCount Needs { get; init; }
    public ImmutableArray<CoverageGap> SeatGaps { get; init; } = [];
    public ImmutableArray<NeedGap> NeedGaps { get; init; } = [];

    /// <summary>Villages whose seat has no coordinates.</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];
}

public sealed record CircleCount(int Known, int Within);

/// <param name="Metres">To the nearest point; null where no point has coordinates, or distance is not the matter.</param>
public sealed record CoverageGap(string Unit, string Name, int? Metres);

public sealed record NeedGap(string Unit, string Name, int Places, int? FarthestMetres);

public sealed record OpeningGap(string Point, int Owed, DateTimeOffset Since);

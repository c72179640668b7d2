using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>What volunteers are called to: content, risks, positions, plan. Its sessions and places are items beside it.</summary>
public sealed record Activity : Item
{
    public required string Unit { get; init; }

    public required string UnitPath { get; init; }

    /// <summary>Null: the unit's own.</summary>
    public string? Team { get; init; }

    public string? Order { get; init; }
    public string? Need { get; init; }
    public string Title { get; init; } = "";
    public string? Description { get; init; }
    public string Category { get; init; } = "";
    public PracticeTask? Task { get; init; }
    public Place? Location { get; init; }
    public string? MeetingPoint { get; init; }
    public RiskLevel Risk { get; init; }
    public string? RiskStatement { get; init; }
    public string? Safeguards { get; init; }
    public string? InsurancePolicy { get; init; }
    public ImmutableArray<PositionSpec> Positions { get; init; } = [];

    /// <summary>Foreseen sessions; none once they are made.</summary>
    public ImmutableArray<SessionPlan> Plan { get; init; } = [];

    public int Fence { get; init; } = 300;
    public bool LocationCheckIn { get; init; }
    public int CutOff { get; init; } = 24 * 60;
    public int WaitingList { get; init; } = 50;
    public int ConfirmWithin { get; init; } = 12 * 60;
    public DateTimeOffset? SignUpFrom { get; init; }
    public ActivityState State { get; init; }

    /// <summary>The account that wrote it, and whoever wrote in it since the last review: none of them reviews it.</summary>
    public string Author { get; init; } = "";

    public ImmutableArray<string> Editors { get; init; } = [];
    public string? ReviewedBy { get; init; }

    /// <summary>Why it was sent back or cancelled.</summary>
    public string? Reason { get; init; }

    public int LastSession { get; init; }

    /// <summary>Sessions whose hours are told; they are no longer in hand.</summary>
    public int SettledSessions { get; init; }

    /// <summary>The next session that is not over, or the last that was.</summary>
    public DateTimeOffset? NextStart { get; init; }

    public bool IsPublic => State is not (ActivityState.Draft or ActivityState.Reviewed) && LastSession > 0;

    /// <summary>People may still ask for a place in some session.</summary>
    public bool IsOpen => State is ActivityState.Published or ActivityState.Recruiting or ActivityState.Full or ActivityState.Running;

    /// <summary>Dangerous work does not start without a policy (条例 §17).</summary>
    public bool MayStart => Risk != RiskLevel.Dangerous || InsurancePolicy is not null;

    public PositionSpec? Position(string name) => Positions.FirstOrDefault(p => p.Name == name);

    /// <remarks>Always in hand: a settled session's hours may still be corrected.</remarks>
    public override Facets Facets => new(
        Open: true,
        Status: Json.Name(State),
        Category: Category,
        Month: NextStart is { } start ? ChinaTime.MonthOf(start).ToString() : null,
        DueAt: NextStart,
        WakeAt: State == ActivityState.Published ? SignUpFrom : null,
        Text: string.Join(' ', [Id, Title, .. Positions.Select(p => p.Name)]));
}

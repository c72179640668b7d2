using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>What becomes of a planned need.</summary>
internal enum DemoFate { Fulfilled, Unfulfilled, Merged, Rejected, Redirected, Withdrawn, Open }

/// <summary>What happens on the way to a team: the first one says no, or lets its time to answer pass.</summary>
internal enum DemoTwist { None, Declined, Expired }

/// <summary>What is done to a need, in the order of its way.</summary>
internal enum DemoAct { Submit, Verify, Dispatch, Decline, Expire, Accept, Start, Report, Confirm, Rate, CallBack, Merge, Reject, Redirect, Withdraw, Promise, Support, Record }

/// <summary>One act at one instant of the scenario.</summary>
internal readonly record struct DemoStep(DateTimeOffset At, DemoAct Act);

/// <summary>A need of the demo, planned to its end. The plan is pure: it follows from the seed and the months alone.</summary>
internal sealed record DemoNeed
{
    /// <summary>Known before it is submitted: the needs of a station come in in the order of the plan.</summary>
    public string Id { get; init; } = "";

    public required int Number { get; init; }
    public required YearMonth Month { get; init; }
    public required string Station { get; init; }
    public required string Category { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required Urgency Urgency { get; init; }
    public required Channel Channel { get; init; }
    public int People { get; init; } = 1;
    public DateTimeOffset? ReceivedAt { get; init; }
    public string? IntakePoint { get; init; }

    /// <summary>Its slip is taken out of its box by an opening of its own.</summary>
    public bool Opened { get; init; }

    /// <summary>The hotline's number, or the level's above.</summary>
    public string? OutsideNumber { get; init; }

    /// <summary>One person of the village checks, does and confirms it (本人办理).</summary>
    public bool ByOne { get; init; }

    public string? SlipNo { get; init; }
    public required DemoFate Fate { get; init; }
    public DemoTwist Twist { get; init; }

    /// <summary>The team a dispatcher names; null = the network finds one.</summary>
    public string? Team { get; init; }

    /// <summary>1 to 5; null = nobody rates.</summary>
    public int? Score { get; init; }

    public string? Comment { get; init; }
    public string? RatedBy { get; init; }

    /// <summary>What the team reports.</summary>
    public string? Report { get; init; }

    /// <summary>The number of the need that it is merged into.</summary>
    public int? Into { get; init; }

    /// <summary>Rejected: the fixed reason. Redirected: the body that takes it. Unfulfilled: why not.</summary>
    public string? Reason { get; init; }

    public string? Advice { get; init; }
    public ImmutableArray<string> Steps { get; init; } = [];
    public DateOnly? PromisedDate { get; init; }
    public string? Responsible { get; init; }

    /// <summary>How many neighbours say that they need it too.</summary>
    public int Supporters { get; init; }

    /// <summary>When the team comes; set where an order is accepted.</summary>
    public TimeSlot? Visit { get; init; }

    public ImmutableArray<DemoStep> Way { get; init; } = [];

    /// <summary>Of the test range, never anybody's: eleven digits that begin with 139000. Stored sealed, shown masked.</summary>
    public string Phone => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"139000{Number:D5}");

    public string Contact => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"居民{Number:D4}");
}

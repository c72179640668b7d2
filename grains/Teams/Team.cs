using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>A volunteer team's profile: who it is, what it can do, to whom it is lent, how its work was rated.</summary>
public sealed record Team : Item
{
    public required string Unit { get; init; }

    /// <summary>Path of the team's unit.</summary>
    public required string UnitPath { get; init; }

    public required string Name { get; init; }
    public TeamLevel Level { get; init; }

    /// <summary>Categories of needs it serves, as codes; the first is its main field.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>Helpers out at any instant, at most.</summary>
    public int Capacity { get; init; }

    public Reach Reach { get; init; }

    /// <summary>Weekly hours; none = always.</summary>
    public ImmutableArray<WeeklyHours> Availability { get; init; } = [];

    /// <summary>Times the team is away altogether.</summary>
    public ImmutableArray<TimeSlot> Exceptions { get; init; } = [];

    /// <summary>Accounts of its leaders: token subjects, no names.</summary>
    public ImmutableArray<string> Leaders { get; init; } = [];

    /// <summary>Who answers in a leader's place, and when.</summary>
    public ImmutableArray<Deputy> Deputies { get; init; } = [];

    /// <summary>Whom to ring: sealed details, and a masked name.</summary>
    public string? ContactRef { get; init; }

    public string? ContactName { get; init; }

    public bool SelfOrganised { get; init; }

    /// <summary>For a self-organised team: the day it was filed (备案).</summary>
    public DateOnly? FiledOn { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>Loans that run or are to come.</summary>
    public ImmutableArray<Loan> Loans { get; init; } = [];

    /// <summary>The newest loans that are over.</summary>
    public ImmutableArray<PastLoan> PastLoans { get; init; } = [];

    public int LastLoan { get; init; }

    /// <summary>The last number given to an activity of the team's own.</summary>
    public int LastActivity { get; init; }

    public int RatingSum { get; init; }
    public int RatingCount { get; init; }

    public override Facets Facets => new(
        Open: true,
        Status: Active ? "active" : "inactive",
        Category: Fields is [var main, ..] ? main : null,
        WakeAt: Loans.IsEmpty ? null : Loans.Min(loan => loan.Slot.Until),
        Text: string.Join(' ', [Name, .. Fields, .. Skills]));
}

/// <summary>A loan that is over, and when it ended.</summary>
public sealed record PastLoan(int N, string To, TimeSlot Slot, DateTimeOffset EndedAt);

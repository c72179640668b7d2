using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Teams;

/// <summary>
/// What a team says it can do (brief, row 154): kept by its unit and by every unit above, so that each level can find help in its
/// subtree. A team's newest statement replaces the older one.
/// </summary>
/// <remarks>An opinion, not a reservation: only the team itself can say at last whether it is free.</remarks>
public sealed record TeamCard : Item
{
    /// <summary>The team's version that this card shows; an older card never replaces a newer one.</summary>
    public required long TeamVersion { get; init; }

    public required string Name { get; init; }
    public required string Unit { get; init; }

    /// <summary>Path of the team's unit.</summary>
    public required string UnitPath { get; init; }

    public TeamLevel Level { get; init; }
    public ImmutableArray<string> Fields { get; init; } = [];
    public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>Helpers out at any instant, at most.</summary>
    public int Capacity { get; init; }

    public Reach Reach { get; init; }
    public ImmutableArray<WeeklyHours> Availability { get; init; } = [];

    /// <summary>Times the team is away altogether.</summary>
    public ImmutableArray<TimeSlot> Exceptions { get; init; } = [];

    /// <summary>What is reserved from now on, with helpers.</summary>
    public ImmutableArray<Reservation> Reserved { get; init; } = [];

    /// <summary>Offers and orders in hand.</summary>
    public int Load { get; init; }

    /// <summary>Sum and number of the ratings its work was given.</summary>
    public int RatingSum { get; init; }

    public int RatingCount { get; init; }

    /// <summary>Units the team is lent to, each for a time.</summary>
    public ImmutableArray<Loan> Loans { get; init; } = [];

    /// <summary>Volunteers who are members.</summary>
    public int Members { get; init; }

    public bool Active { get; init; } = true;

    public override Facets Facets => new(Open: true, Status: Active ? "active" : "inactive", Text: Name);
}

/// <summary>A stretch of time that some helpers are promised for.</summary>
public sealed record Reservation(string Order, TimeSlot Slot, int People);

/// <summary>A team lent down to a unit for a time; number <see cref="N"/> of its loans.</summary>
public sealed record Loan(int N, string To, string ToPath, TimeSlot Slot);

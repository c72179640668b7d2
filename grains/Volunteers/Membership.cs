using Practice.Kernel;

namespace Practice.Volunteers;

/// <summary>A team that the volunteer is a member of, as the team has said; its id is the team's.</summary>
public sealed record Membership : Item
{
    public const string Requested = "requested", Invited = "invited", Active = "active";

    /// <summary><c>requested, invited, active</c>; over: <c>declined, left, removed</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>member, core, recordKeeper, leader</c>.</summary>
    public string Role { get; init; } = "member";

    public DateTimeOffset Since { get; init; }

    public bool IsOpen => State is Requested or Invited or Active;

    public override Facets Facets => new(Open: IsOpen, Status: State, Category: Role);
}

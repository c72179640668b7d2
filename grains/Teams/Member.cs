using Practice.Kernel;

namespace Practice.Teams;

/// <summary>A volunteer in the team, or on the way into it or out of it. The id is the volunteer's number.</summary>
public sealed record Member : Item
{
    public const string Requested = "requested", Invited = "invited", Active = "active", Declined = "declined", Left = "left", Removed = "removed";

    /// <summary>Masked.</summary>
    public required string Name { get; init; }

    public required string State { get; init; }
    public MemberRole Role { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>Why a request was declined or a member removed.</summary>
    public string? Reason { get; init; }

    public bool IsOpen => State is Requested or Invited or Active;

    public override Facets Facets => new(Open: IsOpen, Status: State, Category: Json.Name(Role), Text: $"{Id} {Name}");
}

/// <summary>How the team takes members in. There is one.</summary>
public sealed record Joining : Item
{
    public const string TheId = "joining";
    public const int UsualMembers = 500, MostMembersAtAll = 5_000;

    /// <summary>Keyed hash of the code that skips the review.</summary>
    public string? CodeHash { get; init; }

    public int MostMembers { get; init; } = UsualMembers;

    public override Facets Facets => new(Open: true);
}

/// <summary>Somebody's standing in the team changed.</summary>
[EventName("team.member")]
public sealed record MemberChanged(string State, MemberRole Role) : DomainEvent;

[EventName("team.joiningSet")]
public sealed record JoiningSet(bool HasCode, int MostMembers) : DomainEvent;

/// <summary>Volunteer → team: the number has ended.</summary>
[MessageName("membership.gone")]
public sealed record MemberGone(string Number) : Message;

/// <summary>Team → volunteer: what the volunteer is in the team.</summary>
[MessageName("membership.changed")]
public sealed record MembershipChanged(string Team, string State, MemberRole Role) : Message;

using System.Collections.Immutable;

namespace Practice.Shared;

/// <summary>What somebody may do on a unit and everything below it. Residents and volunteers have none: they act on what is theirs.</summary>
[GenerateSerializer, Alias("role")]
public enum Role { TeamLeader, Clerk, Dispatcher, Supervisor, Auditor, Operator }

/// <summary>A role on a unit and its subtree. <see cref="Unit"/> is a unit's id, a team's id for <see cref="Role.TeamLeader"/>, or <c>*</c>: the whole network.</summary>
[GenerateSerializer, Immutable, Alias("grant")]
public sealed record Grant([property: Id(0)] Role Role, [property: Id(1)] string Unit);

/// <summary>Who is calling, as the token says: the account, and the person where one stands behind it.</summary>
[GenerateSerializer, Immutable, Alias("caller")]
public sealed record Caller(
    [property: Id(0)] string Subject,
    [property: Id(1)] string? Person,
    [property: Id(2)] ImmutableArray<Grant> Grants)
{
    /// <summary>Nobody signed in: may read what is public and follow what is his by number and phone code.</summary>
    public static readonly Caller Anonymous = new("anonymous", null, []);

    /// <summary>The network itself: what happens by rule and clock.</summary>
    public static readonly Caller System = new("system", null, [new Grant(Role.Operator, "*")]);
}

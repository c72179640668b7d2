using Practice.Shared;

namespace Practice.Teams;

/// <summary>A team's members (队员): by request, invitation or code. Key: <see cref="Ids.TeamStream"/>.</summary>
[GrainInterfaceType("teamMembers"), Alias("teamMembers")]
public interface ITeamMembersGrain : IGrainWithStringKey
{
    /// <summary>A volunteer asks to be a member; with the team's code he is one at once.</summary>
    /// <returns>Or <c>member.exists</c>; <c>member.codeWrong</c>; <c>team.membersFull</c>; <c>team.inactive</c>.</returns>
    [Alias("Join")]
    Task<Result<MemberView>> Join(Operation operation, JoinTeam join);

    /// <summary>The team asks a volunteer.</summary>
    [Alias("Invite")]
    Task<Result<MemberView>> Invite(Operation operation, JoinTeam invited);

    /// <summary>The volunteer answers an invitation.</summary>
    /// <returns>Or <c>member.notInvited</c>.</returns>
    [Alias("Answer")]
    Task<Result<MemberView>> Answer(Operation operation, string number, bool accept);

    /// <summary>The team decides about a request.</summary>
    /// <returns>Or <c>member.notRequested</c>; <c>reason.missing</c> for a no without one.</returns>
    [Alias("Decide")]
    Task<Result<MemberView>> Decide(Operation operation, string number, bool admit, string? reason);

    [Alias("Leave")]
    Task<Result<MemberView>> Leave(Operation operation, string number);

    /// <returns>Or <c>reason.missing</c>.</returns>
    [Alias("Remove")]
    Task<Result<MemberView>> Remove(Operation operation, string number, string reason);

    /// <returns>Or <c>member.notActive</c>.</returns>
    [Alias("SetMemberRole")]
    Task<Result<MemberView>> SetMemberRole(Operation operation, string number, MemberRole role);

    /// <summary>A code with which volunteers join without review, by its keyed hash; null = none any more, empty = as it is. And how many members there may be.</summary>
    [Alias("SetJoining")]
    Task<Result<JoiningView>> SetJoining(Operation operation, string? codeHash, int? mostMembers);

    [Alias("Joining")]
    Task<Result<JoiningView>> Joining();
}

/// <summary>What a member does in the team.</summary>
[GenerateSerializer, Alias("memberRole")]
public enum MemberRole { Member, Core, RecordKeeper, Leader }

/// <summary>A volunteer who is to be a member, as the edge knows him.</summary>
/// <param name="Name">Masked.</param>
[GenerateSerializer, Immutable, Alias("joinTeam")]
public sealed record JoinTeam([property: Id(0)] string Number, [property: Id(1)] string Name, [property: Id(2)] string? CodeHash = null);

/// <summary>A member, or somebody who is to be one.</summary>
/// <param name="State"><c>requested, invited, active</c>; over: <c>declined, left, removed</c>.</param>
[GenerateSerializer, Immutable, Alias("memberView")]
public sealed record MemberView(
    [property: Id(0)] string Team,
    [property: Id(1)] string Number,
    [property: Id(2)] string Name,
    [property: Id(3)] string State,
    [property: Id(4)] MemberRole Role,
    [property: Id(5)] DateTimeOffset Since,
    [property: Id(6)] string? Reason,
    [property: Id(7)] long Version);

/// <summary>How a team takes members in.</summary>
[GenerateSerializer, Immutable, Alias("joiningView")]
public sealed record JoiningView([property: Id(0)] string Team, [property: Id(1)] bool HasCode, [property: Id(2)] int MostMembers, [property: Id(3)] int Members);

namespace Practice.Gateway.Accounts;

/// <summary>Somebody with roles, as those above see him: the phone is masked, and roles outside the caller's reach are left out of lists.</summary>
internal sealed record StaffView(string Id, string Name, string? Phone, RoleOnUnit[] Roles, bool SecondFactor);

/// <summary>A role given (<c>given</c>) or taken (<c>taken</c>).</summary>
internal sealed record GrantChangeView(DateTimeOffset At, string By, string Change, string Role, string Unit, string? Reason);

/// <summary>A role to give or to take, and why.</summary>
internal sealed record RoleChange(string? Role, string? Unit, string? Reason);

/// <summary>Somebody to invite. With a phone only that phone's account may accept; without, whoever brings the code.</summary>
/// <param name="Days">How long it holds, 1 to 30; 7 where it is left out.</param>
internal sealed record NewInvitation(string? Name, string? Phone, RoleOnUnit[]? Roles, int? Days);

/// <summary>An invitation. Status: <c>open</c>, <c>accepted</c>, <c>revoked</c>, <c>expired</c>.</summary>
/// <param name="ForPhone">Whether only one phone's account may accept.</param>
internal sealed record InvitationView(
    string Id, string Name, bool ForPhone, RoleOnUnit[] Roles, string Status, string By, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? AcceptedBy, DateTimeOffset? AcceptedAt);

/// <summary>An invitation as it was made: the code is shown this once.</summary>
internal sealed record InvitationMade(string Id, string Code, DateTimeOffset ExpiresAt, RoleOnUnit[] Roles);

/// <summary>The code of an invitation.</summary>
internal sealed record InvitationCode(string? Code);

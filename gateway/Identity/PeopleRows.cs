namespace Practice.Gateway.Identity;

/// <summary>The phone of an account, sealed, and the keyed hash that finds it: one account a phone.</summary>
internal sealed class AccountPhone
{
    public required string Account { get; init; }

    public required string Index { get; set; }

    public required string Sealed { get; set; }
}

/// <summary>A code that was sent to a phone. Times are seconds since 1970.</summary>
internal sealed class PhoneCode
{
    public required string Id { get; init; }

    public required string Index { get; init; }

    public required string Sealed { get; init; }

    public required string Hash { get; init; }

    /// <summary>The minute of sending: a phone gets one code in it, whichever gateways are asked.</summary>
    public required long Minute { get; init; }

    public required long SentAt { get; init; }

    public required long ExpiresAt { get; init; }

    public int Attempts { get; set; }

    public bool Over { get; set; }

    /// <summary>The sealed code, where no provider sends it and an operator reads it. Never in production.</summary>
    public string? Shown { get; init; }
}

/// <summary>One sign-in of a person on one device; tokens are given out for it until it ends. Times are seconds since 1970.</summary>
internal sealed class SignInSession
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    /// <summary><c>code</c> or <c>password</c>.</summary>
    public required string Method { get; init; }

    public bool SecondFactor { get; set; }

    public required long CreatedAt { get; init; }

    public long SeenAt { get; set; }

    public required long ExpiresAt { get; init; }

    /// <summary>What the device calls itself.</summary>
    public required string Device { get; init; }

    public long? EndedAt { get; set; }
}

/// <summary>The second factor of an account (RFC 6238). The key is sealed, recovery codes are keyed hashes.</summary>
internal sealed class AccountFactor
{
    public required string Account { get; init; }

    public required string Key { get; set; }

    /// <summary>Null: enrolled, and no code seen yet.</summary>
    public long? ConfirmedAt { get; set; }

    /// <summary>The time step of the last code that counted: none counts twice.</summary>
    public long LastStep { get; set; }

    /// <summary>Hashes with commas between.</summary>
    public string Recovery { get; set; } = "";
}

/// <summary>Roles that wait for whoever is invited to take them. Times are seconds since 1970.</summary>
internal sealed class Invitation
{
    public required string Id { get; init; }

    /// <summary>The keyed hash of the code; the code is shown once.</summary>
    public required string Hash { get; init; }

    /// <summary>The keyed hash of the phone that alone may accept; null: whoever has the code.</summary>
    public string? Phone { get; init; }

    public required string Name { get; init; }

    /// <summary><c>role:unit</c> with commas between.</summary>
    public required string Roles { get; init; }

    public required string By { get; init; }

    public required long CreatedAt { get; init; }

    public required long ExpiresAt { get; init; }

    public string? AcceptedBy { get; set; }

    public long? AcceptedAt { get; set; }

    public long? RevokedAt { get; set; }
}

/// <summary>That a person agreed to a text about the own data: to which version of it, when, where. Never changed. Seconds since 1970.</summary>
internal sealed class Consent
{
    public long Id { get; init; }

    public required string Account { get; init; }

    public required string Purpose { get; init; }

    public required string Version { get; init; }

    public required string Channel { get; init; }

    public required long At { get; init; }
}

/// <summary>A role given or taken: who, whom, when, why. Never changed. Seconds since 1970.</summary>
internal sealed class GrantChange
{
    public long Id { get; init; }

    public required long At { get; init; }

    public required string By { get; init; }

    public required string Subject { get; init; }

    public required string Role { get; init; }

    public required string Unit { get; init; }

    public required bool Given { get; init; }

    public string? Reason { get; init; }
}

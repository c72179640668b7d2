namespace Practice.Gateway.Identity;

/// <summary>A role that an account holds on a unit and its subtree. The subject is an account's id or a service account's client id.</summary>
internal sealed class AccountGrant
{
    public required string Subject { get; init; }

    public required string Role { get; init; }

    public required string Unit { get; init; }
}

/// <summary>A program's account. Its secret stands, hashed, with the issuer's application of the same client id.</summary>
internal sealed class ServiceAccount
{
    public required string ClientId { get; init; }

    public required string Name { get; set; }

    /// <summary>The subject that made it.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Made with the demo city: its secret is public, and production refuses to start beside it.</summary>
    public bool Demo { get; init; }
}

/// <summary>A key of the issuer, shared by all gateways. The material is protected by the Data Protection keys beside it.</summary>
internal sealed class IssuerKey
{
    public required string Id { get; init; }

    public required string Material { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The protected answer of a POST with an <c>Idempotency-Key</c>.</summary>
internal sealed class Replay
{
    public required string Id { get; init; }

    public required string Body { get; init; }

    public required string Answer { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long At { get; init; }
}

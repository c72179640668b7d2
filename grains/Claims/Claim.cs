using Practice.Kernel;

namespace Practice.Claims;

/// <summary>Who holds an identity. The id is its keyed hash.</summary>
public sealed record Claim : Item
{
    public const string Subject = "subject", Document = "document";

    /// <summary><c>subject</c>: somebody who has a number; <c>document</c>: an identity document.</summary>
    public required string Of { get; init; }

    /// <summary>The volunteer's number: a subject's, or the one that an unclaimed profile waits with.</summary>
    public string? Number { get; init; }

    /// <summary>Of a document: the keyed hash of whoever holds it.</summary>
    public string? Holder { get; init; }

    public override Facets Facets => new(Open: false, Status: Of == Subject ? Number is null ? "left" : "enrolled" : Holder is null ? Number is null ? "free" : "unclaimed" : "held");
}

/// <summary>How many numbers this register has given out.</summary>
public sealed record ClaimNumbers : Item
{
    public const string TheId = "numbers";

    public int Serial { get; init; }

    public override Facets Facets => new(Open: true);
}

[EventName("claim.enrolled")]
public sealed record ClaimEnrolled(string Number) : DomainEvent;

/// <summary>An unclaimed profile waits with a document.</summary>
[EventName("claim.awaited")]
public sealed record ClaimAwaited(string Number) : DomainEvent;

[EventName("claim.taken")]
public sealed record ClaimTaken(string? Number) : DomainEvent;

[EventName("claim.released")]
public sealed record ClaimReleased : DomainEvent;

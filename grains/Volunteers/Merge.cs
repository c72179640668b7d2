using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Volunteers;

/// <summary>Two numbers are one person's: the other's service comes here, once a second person has agreed.</summary>
public sealed record MergeRequest : Item
{
    public const string Asked = "asked", Declined = "declined", Merging = "merging", Merged = "merged", Refused = "refused";

    /// <summary>The number that ends.</summary>
    public required string Other { get; init; }

    public required string By { get; init; }

    /// <summary>In words, for whoever decides.</summary>
    public required string Reason { get; init; }

    public required string State { get; init; }
    public string? DecidedBy { get; init; }

    /// <summary>Why the other could not be merged: <c>merge.open</c>, <c>volunteer.inactive</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Records that came over.</summary>
    public int Records { get; init; }

    /// <summary>Points of records that came over and do not count here: taken back when the points have come.</summary>
    public int NotCounting { get; init; }

    public override Facets Facets => new(Open: State is Asked or Merging, Status: State, Text: $"{Other}");
}

/// <summary>Kept → other: you are the same person; give what you have and end. Answered by <see cref="MergeHandedOver"/>s or <see cref="MergeRefused"/>.</summary>
[MessageName("merge.asked")]
public sealed record MergeAsked(string Request, string Into, string Subject, bool HasDocument) : Message;

/// <summary>Other → kept: what was served, in parts.</summary>
/// <param name="Last">With it come the person and the points.</param>
/// <param name="Accounts">The balances of the points' ledger: what was earned, spent and is owed; null from a sender that told only what was left.</param>
/// <param name="Imported">Minutes that came from another system and have no records.</param>
[MessageName("merge.handedOver")]
public sealed record MergeHandedOver(
    string Request, ImmutableArray<ServiceRecord> Records, bool Last, string? Person, ImmutableArray<PointsLot> Points, ImmutableSortedDictionary<string, long>? Accounts = null, long Imported = 0) : Message;

/// <summary>Other → kept: not now, and why.</summary>
[MessageName("merge.refused")]
public sealed record MergeRefused(string Request, string Code) : Message;

/// <summary>Volunteer → register: this subject's number is another one now.</summary>
[MessageName("claim.moved")]
public sealed record ClaimMoved(string Subject, string Number) : Message;

/// <summary>Volunteer → register: whoever this was has left; coming back there is another number.</summary>
[MessageName("claim.left")]
public sealed record SubjectLeft(string Subject, string Number) : Message;

/// <summary>Volunteer → register: a document is held by somebody else now, or (null) by nobody.</summary>
[MessageName("claim.documentMoved")]
public sealed record DocumentMoved(string Document, string From, string? To) : Message;

/// <summary>Volunteer → register: the profile says that this document is its own; it is, unless somebody else holds it.</summary>
[MessageName("claim.documentKept")]
public sealed record DocumentKept(string Document, string Subject) : Message;

[EventName("merge.asked")]
public sealed record MergeWasAsked(string Other) : DomainEvent;

[EventName("merge.decided")]
public sealed record MergeWasDecided(string State) : DomainEvent;

/// <summary>The number ended; what was served went on.</summary>
[EventName("merge.ended")]
public sealed record MergedAway(string Into, int Records) : DomainEvent;

/// <summary>What an activity says of the number that ended, or is told about it, goes on.</summary>
[EventName("merge.forwarded")]
public sealed record MergeForwarded(string Session, int Version) : DomainEvent;

/// <summary>Records of another number came over.</summary>
[EventName("merge.took")]
public sealed record MergeTook(string Other, int Records, bool Last) : DomainEvent;

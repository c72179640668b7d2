using System.ComponentModel.DataAnnotations;

namespace Practice.Benchmarks.Baseline;

/// <summary>What is sent in.</summary>
internal sealed record BaselineSubmission(
    [property: MaxLength(80)] string? Title, [property: MaxLength(2000)] string? Description, string? Category, string? Channel, string? Urgency, BaselineContact? Contact, bool OnBehalf = false);

internal sealed record BaselineContact(string? Name, string? Phone);

internal sealed record BaselineVerdict(string? Decision);

/// <summary>What is answered: the need's own row.</summary>
internal sealed record BaselineNeed
{
    public required Guid Id { get; init; }
    public required string Unit { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public required string Urgency { get; init; }
    public required string Channel { get; init; }
    public required string Status { get; init; }
    public required string Month { get; init; }
    public bool OnBehalf { get; init; }
    public string? ContactName { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public int Version { get; init; }
}

using Practice.Kernel;

namespace Practice.Intake;

/// <summary>A call in two fields, kept until somebody has the time to make it a need. Counted nowhere.</summary>
public sealed record NeedDraft : Item
{
    public required string Line { get; init; }
    public string? ContactRef { get; init; }
    public string? ContactName { get; init; }
    public string? PhoneCode { get; init; }
    public required DraftStatus Status { get; init; }
    public string? Need { get; init; }
    public string? Reason { get; init; }

    /// <summary>A day later it stands in the inbox.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset DueAt => CreatedAt.AddDays(1);

    public override Facets Facets => new(
        Open: Status == DraftStatus.Open, Status: Json.Name(Status), DueAt: Status == DraftStatus.Open ? DueAt : null, Text: $"{Id} {Line}");
}

using Practice.Needs;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>A call put down in two fields: a telephone, sealed at the edge, and one line.</summary>
[GenerateSerializer, Immutable, Alias("takeDraft")]
public sealed record TakeDraft([property: Id(0)] string Line, [property: Id(1)] SealedContact? Contact);

/// <summary>A call that waits to be made a need (待补全).</summary>
[GenerateSerializer, Immutable, Alias("needDraftView")]
public sealed record NeedDraftView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public required string Line { get; init; }
    [Id(3)] public DateTimeOffset TakenAt { get; init; }
    [Id(4)] public DraftStatus Status { get; init; }

    /// <summary>The need that it became.</summary>
    [Id(5)] public string? Need { get; init; }

    [Id(6)] public string? Reason { get; init; }
    [Id(7)] public DateTimeOffset DueAt { get; init; }
    [Id(8)] public long Version { get; init; }
}

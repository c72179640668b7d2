using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>即办件: work that was done before anybody wrote it down, with its whole chain on one form.</summary>
[GenerateSerializer, Immutable, Alias("recordWork")]
public sealed record RecordWork
{
    [Id(0)] public required SubmitNeed Need { get; init; }

    /// <summary>The team that did it; null = the desk did it itself (本人办理).</summary>
    [Id(1)] public string? Team { get; init; }

    [Id(2)] public TimeSlot Worked { get; init; }
    [Id(3)] public int Participants { get; init; } = 1;
    [Id(4)] public string? Note { get; init; }
    [Id(5)] public ImmutableArray<string> Photos { get; init; } = [];

    /// <summary>What the resident said on the spot, if he was asked.</summary>
    [Id(6)] public RateNeed? Rating { get; init; }
}

/// <summary>The reply that is owed to the hotline, or to whoever assigned the matter.</summary>
[GenerateSerializer, Immutable, Alias("replyView")]
public sealed record ReplyView(
    [property: Id(0)] string Need,
    [property: Id(1)] string Unit,
    [property: Id(2)] string OutsideNumber,
    [property: Id(3)] Channel Channel,
    [property: Id(4)] DateTimeOffset ReplyBy,
    [property: Id(5)] string? Text,
    [property: Id(6)] DateTimeOffset? RepliedAt,
    [property: Id(7)] bool Late);

/// <summary>A need drawn to be called back by the level above (抽查回访).</summary>
/// <param name="Reason"><c>recordedAfter</c> (即办件) or <c>selfHandled</c> (本人办理).</param>
/// <param name="Outcome"><c>owed, reached, unreached</c>.</param>
[GenerateSerializer, Immutable, Alias("sampleView")]
public sealed record SampleView(
    [property: Id(0)] string Need,
    [property: Id(1)] string Unit,
    [property: Id(2)] string Category,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateTimeOffset DueBy,
    [property: Id(5)] string Outcome,
    [property: Id(6)] int Attempts,
    [property: Id(7)] bool? Solved);

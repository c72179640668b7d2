using Practice.Kernel;
using Practice.Needs;

namespace Practice.Intake;

/// <summary>What is owed to the hotline (12345) or to whoever assigned a need. Its id is the need's.</summary>
public sealed record OutsideReply : Item
{
    public required string Number { get; init; }
    public required Channel Channel { get; init; }
    public required DateTimeOffset ReplyBy { get; init; }
    public string? Text { get; init; }
    public DateTimeOffset? RepliedAt { get; init; }

    public override Facets Facets => new(
        Open: RepliedAt is null, Status: RepliedAt is null ? "owed" : "replied", Category: Json.Name(Channel), DueAt: RepliedAt is null ? ReplyBy : null,
        Text: $"{Id} {Number}");
}

using System.Text;

namespace Practice.Push;

/// <summary>What the makers of the robots publish, with room to spare: a token may be used a little later than it was given.</summary>
public static class PushLimits
{
    /// <summary>Robots of both makers take 20 messages in any minute.</summary>
    private static readonly PushRate Robot = new(PerMinute: 10, Burst: 8);

    private const int UsualPerMinute = 60, MostPerMinute = 6000;

    public static PushRate RateOf(PushTarget target) => target.Kind == PushKind.Webhook
        ? new(Math.Clamp(target.PerMinute ?? UsualPerMinute, 1, MostPerMinute), Math.Clamp((target.PerMinute ?? UsualPerMinute) / 4, 1, 100))
        : Robot;

    /// <summary>The longest text of one message in UTF-8: WeCom says 2,048 bytes; DingTalk 20,000 for the whole body, which escapes nothing.</summary>
    public static int MostBytes(PushKind kind) => kind switch { PushKind.WeCom => 2048, PushKind.DingTalk => 18_000, _ => int.MaxValue };

    /// <summary>A text as a target takes it: whole, or in numbered parts.</summary>
    public static IReadOnlyList<string> Parts(PushKind kind, string text) =>
        Encoding.UTF8.GetByteCount(text) <= MostBytes(kind) ? [text] : TextSplit.Numbered(text, MostBytes(kind));
}

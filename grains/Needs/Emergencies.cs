using System.Buffers;
using System.Collections.Immutable;

namespace Practice.Needs;

/// <summary>Words that say somebody should be ringing 110, 119, 120 or 122 rather than waiting for volunteers (接诉即办 §11).</summary>
/// <remarks>Shown at once, whatever becomes of the need. It errs on the side of showing a number.</remarks>
public static class Emergencies
{
    private static readonly (string Number, string[] Words)[] Table =
    [
        ("119", ["着火", "起火", "火灾", "冒烟", "煤气味", "燃气味", "煤气泄漏", "燃气泄漏", "爆炸", "触电", "fire", "gas leak", "smoke"]),
        ("120", ["昏迷", "晕倒", "没有呼吸", "大出血", "心脏病发", "中风", "中毒", "噎住", "抽搐", "unconscious", "heart attack", "not breathing"]),
        ("110", ["抢劫", "打人", "被打", "家暴", "持刀", "失踪", "走失", "自杀", "轻生", "跳楼", "诈骗", "中奖要先交钱", "robbery", "violence", "missing child"]),
        ("122", ["车祸", "交通事故", "撞车", "car crash", "traffic accident"]),
    ];

    private static readonly SearchValues<string> AnyWord = SearchValues.Create([.. Table.SelectMany(row => row.Words)], StringComparison.OrdinalIgnoreCase);

    public static ImmutableArray<string> Numbers(string text) => text.AsSpan().ContainsAny(AnyWord)
        ? [.. Table.Where(row => row.Words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(row => row.Number)]
        : [];
}

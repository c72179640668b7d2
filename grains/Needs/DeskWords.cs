using Practice.Kernel;
using Practice.Shared;

namespace Practice.Needs;

/// <summary>Words of people on a need or order: whatever moves it beside the work says why.</summary>
public static class DeskWords
{
    public const int LongestReason = 500;

    private const int MostWords = 20;

    /// <summary>The need with one more word on it; the newest are kept.</summary>
    public static Need Told(Need need, Draft draft, string what, string? by, string reason) => need with
    {
        Words = [.. need.Words.TakeLast(MostWords - 1), new DeskWord(what, by ?? Ids.Owner(need.Id), reason.Trim(), draft.Now)],
    };

    public static Refusal? BadReason(string? reason) => Reasons.Missing(reason, LongestReason);
}

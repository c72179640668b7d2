using Practice.Calendars;

namespace Practice.Needs;

/// <summary>When each step of the ladder is reached, as the rules count with it.</summary>
/// <param name="RemindAt">The part of a limit that has run, 0 to 1.</param>
public sealed record Ladder(double RemindAt, Span UrgeAfter, Span SuperviseAfter, Span EscalateAfter, int SuperviseAtBroken, int ListAtBroken)
{
    public static readonly Ladder Default = new(0.75, LadderRules.UrgeAfter, LadderRules.SuperviseAfter, LadderRules.EscalateAfter, 1, 2);
}

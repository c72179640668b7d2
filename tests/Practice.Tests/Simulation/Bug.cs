namespace Practice.Tests.Simulation;

/// <summary>Mistakes that can be planted, to show that the laws catch them.</summary>
internal enum Bug
{
    None,

    /// <summary>A message that comes twice is taken in twice.</summary>
    MarksIgnored,

    /// <summary>A declined offer stays on the team's list, and its time with it.</summary>
    NotFreed,

    /// <summary>A rating is added to the team's tally twice.</summary>
    RatedTwice,

    /// <summary>A child's counts are added to what it reported before.</summary>
    CountedTwice,

    /// <summary>A letter is acknowledged before what it caused is durable.</summary>
    EarlyAnswer,

    /// <summary>A team's yes goes out whatever its schedule says.</summary>
    Overbooked,

    /// <summary>What a decision means for the ladder is not followed.</summary>
    LadderForgotten,

    /// <summary>A rung that was taken is written again by a later decision.</summary>
    RungAgain,
}

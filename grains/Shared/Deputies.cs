using System.Collections.Immutable;

namespace Practice.Shared;

/// <summary>Whom a head or leader may name to stand in, and for how long.</summary>
public static class Deputies
{
    public const int Most = 10, LongestAccount = 200;

    /// <summary>Longer than that is a change of head.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static bool AreValid(ImmutableArray<Deputy> deputies) => deputies.Length <= Most && deputies.All(IsValid);

    private static bool IsValid(Deputy deputy) => deputy is not null && !string.IsNullOrWhiteSpace(deputy.Account) && deputy.Account.Length <= LongestAccount
        && deputy.From < deputy.Until && deputy.Until - deputy.From <= Longest;
}

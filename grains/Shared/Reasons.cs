namespace Practice.Shared;

/// <summary>The words with which somebody says why. Pure.</summary>
public static class Reasons
{
    public const int Longest = 200;

    /// <summary><c>reason.missing</c> for none, or for more than may be said; null for a reason.</summary>
    public static Refusal? Missing(string? reason, int longest = Longest) => string.IsNullOrWhiteSpace(reason) || reason.Length > longest
        ? Refusal.Malformed("reason.missing", $"Say why, in 1 to {longest} characters.")
        : null;
}

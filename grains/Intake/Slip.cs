using Practice.Kernel;

namespace Practice.Intake;

/// <summary>A slip of paper that has been entered; id <c>point/number</c>, or <c>paper/number</c> for a rating. It is entered once.</summary>
public sealed record Slip : Item
{
    /// <summary>The need that it became or rates; null = void.</summary>
    public string? Need { get; init; }

    public override Facets Facets => new(Open: false, Status: Need is null ? "void" : "entered");

    /// <summary>Widths and cases of one number are one number.</summary>
    public static string Key(string point, string number) =>
        $"{point}/{string.Concat(number.Trim().Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c)).ToUpperInvariant()}";
}

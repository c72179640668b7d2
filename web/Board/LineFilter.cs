using Practice.Web.Pages;

namespace Practice.Web.Board;

/// <summary>Which lines of a list are asked for: by words of their title, and by first-level category.</summary>
public sealed record LineFilter
{
    private const int LongestWords = 40;

    public LineFilter(string? words, string? category) =>
        (Words, Category) = (Typed.Words(words, LongestWords), BoardAddress.IsCategory(category) ? category : null);

    public string? Words { get; }

    public string? Category { get; }

    public bool IsOn => Words is not null || Category is not null;

    /// <summary>As it stands in an address, behind what stands there already.</summary>
    public string Query => (Words is null ? "" : "&q=" + Uri.EscapeDataString(Words)) + (Category is null ? "" : "&category=" + Category);

    /// <summary>Every word must be there.</summary>
    public bool Takes(string title, string? category) =>
        (Category is null || category?.Split('.')[0] == Category)
        && (Words is null || Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => title.Contains(word, StringComparison.OrdinalIgnoreCase)));
}

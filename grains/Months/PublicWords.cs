using Practice.Needs;
using Practice.Shared;

namespace Practice.Months;

/// <summary>How a need is called where everybody reads it.</summary>
public static class PublicWords
{
    /// <summary>Categories whose needs are told by their category alone: what weighs on somebody's mind is nobody's to read (不公开详情).</summary>
    private static readonly string[] Silent = ["mentalCare"];

    /// <summary>The title without numbers and doors; only the category's name for silent categories and for micro-wishes, which children make.</summary>
    public static string Title(Need need, ITerms terms) =>
        need.Channel == Channel.MicroWish || Silent.Contains(need.Category.Split('.')[0])
            ? CategoryName(need.Category, terms)
            : Scrub.Text(need.Title);

    public static string CategoryName(string category, ITerms terms) => terms.Category(category) is { Name.Length: > 0 } known ? known.Name : category;
}

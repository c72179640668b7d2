using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Needs;

/// <summary>Which open needs may be the same one: by category, words and place. A suggestion for the clerk, never a decision.</summary>
public static class Likeness
{
    private const double Enough = 0.35;
    private const int Most = 3;

    public static ImmutableArray<DuplicateView> Find(Book book, Need need)
    {
        var (top, words) = (Top(need), Words(need));
        return
        [
            .. book.All<Need>()
                .Where(other => other.Id != need.Id && other.IsUnsettled && Top(other) == top)
                .Select(other => new DuplicateView(other.Id, other.Title, Math.Round(Between(need, words, other), 2)))
                .Where(duplicate => duplicate.Likeness >= Enough)
                .OrderByDescending(duplicate => duplicate.Likeness)
                .ThenBy(duplicate => duplicate.Need, StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    /// <summary>0 = nothing in common, 1 = the same words at the same place. Symmetric.</summary>
    public static double Between(Need a, Need b) => Between(a, Words(a), b);

    private static HashSet<string> Words(Need need) => [.. SearchText.Tokens($"{need.Title} {need.Description}")];

    private static double Between(Need a, HashSet<string> one, Need b)
    {
        var two = Words(b);
        var both = two.Count(one.Contains);
        var either = one.Count + two.Count - both;
        var words = either == 0 ? 0 : (double)both / either;
        return Metres(a.Location, b.Location) switch
        {
            null => words,
            <= 100 => Math.Min(1, words + 0.2),
            <= 500 => words,
            _ => words * 0.6,
        };
    }

    // Only within one datum: two systems differ by half a kilometre.
    private static double? Metres(Place? a, Place? b)
    {
        if (a is not { Lat: { } lat1, Lon: { } lon1 } || b is not { Lat: { } lat2, Lon: { } lon2 } || a.Datum != b.Datum)
            return null;
        var x = (lon2 - lon1) * Math.PI / 180 * Math.Cos((lat1 + lat2) * Math.PI / 360);
        var y = (lat2 - lat1) * Math.PI / 180;
        return Math.Sqrt(x * x + y * y) * 6_371_000;
    }

    private static string Top(Need need) => need.Category.Split('.')[0];
}

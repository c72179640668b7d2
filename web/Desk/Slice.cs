namespace Practice.Web.Desk;

/// <summary>One page of a list that is there in one piece.</summary>
/// <param name="Elsewhere">Those of the other pages.</param>
public sealed record Slice<T>(IReadOnlyList<T> All, IReadOnlyList<T> Shown, IReadOnlyList<T> Elsewhere, int Page, int Pages);

internal static class Slice
{
    /// <summary>A page, from one; where it is not there, the nearest that is.</summary>
    public static Slice<T> Of<T>(IReadOnlyList<T>? list, int page, int size)
    {
        var all = list ?? [];
        var pages = Math.Max(1, (all.Count + size - 1) / size);
        var at = Math.Clamp(page, 1, pages);
        var before = (at - 1) * size;
        return new(all, [.. all.Skip(before).Take(size)], [.. all.Take(before), .. all.Skip(before + size)], at, pages);
    }
}

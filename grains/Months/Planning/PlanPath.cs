namespace Practice.Months.Planning;

/// <summary>Paths of units, like <c>3212/321203/321203001</c>. A path is within itself.</summary>
internal static class PlanPath
{
    public static bool IsWithin(string path, string ancestor) =>
        path.StartsWith(ancestor, StringComparison.Ordinal) && (path.Length == ancestor.Length || path[ancestor.Length] == '/');

    /// <summary>How many steps of the tree lie between two units. Units without a common ancestor meet above the top.</summary>
    public static int Distance(string a, string b)
    {
        var common = 0;
        var i = 0;
        for (; i < a.Length && i < b.Length && a[i] == b[i]; i++)
            if (a[i] == '/')
                common++;
        if ((i == a.Length || a[i] == '/') && (i == b.Length || b[i] == '/'))
            common++;
        return Depth(a) + Depth(b) - (2 * common);
    }

    public static int Depth(string path) => path.AsSpan().Count('/') + 1;

    /// <summary>The unit above, or nothing for the top.</summary>
    public static string? Above(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : null;
}

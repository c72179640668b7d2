using System.Text.RegularExpressions;

namespace Practice.Tests.Telemetry;

/// <summary>What an expression of Prometheus' language names: series, each with the labels it is asked by, and the labels it groups by.</summary>
internal sealed partial class PromQl
{
    private static readonly string[] Words =
        ["and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset", "inf", "nan", "atan2"];

    private PromQl(IReadOnlyList<(string Name, string[] Labels)> series, IReadOnlyList<string> groups) => (Series, Groups) = (series, groups);

    public IReadOnlyList<(string Name, string[] Labels)> Series { get; }

    public IReadOnlyList<string> Groups { get; }

    public static PromQl Read(string expression)
    {
        var bare = Text().Replace(expression, "\"\"");
        var groups = Grouping().Matches(bare).SelectMany(match => Name().Matches(match.Groups["labels"].Value)).Select(label => label.Value).ToList();
        bare = Duration().Replace(Grouping().Replace(bare, " "), " ");
        var series = Selector().Matches(bare)
            .Where(match => !Words.Contains(match.Groups["name"].Value, StringComparer.OrdinalIgnoreCase))
            .Select(match => (match.Groups["name"].Value, Matcher().Matches(match.Groups["labels"].Value).Select(label => label.Groups["name"].Value).ToArray()))
            .ToList();
        return new(series, groups);
    }

    [GeneratedRegex("""\"(?:[^"\\]|\\.)*\"|'[^']*'""")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\[[^\]]*\]|\b\d[\d.e+]*[a-z]*\b|\$\w+")]
    private static partial Regex Duration();

    // A name is a series unless it is called.
    [GeneratedRegex(@"(?<![\w:.$])(?<name>[a-zA-Z_:][\w:]*)(?![\w:])(?!\s*\()(?:\s*\{(?<labels>[^}]*)\})?")]
    private static partial Regex Selector();

    [GeneratedRegex("""(?<name>[a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)""")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"[a-zA-Z_]\w*")]
    private static partial Regex Name();
}

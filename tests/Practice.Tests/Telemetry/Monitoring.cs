using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Practice.Tests.Telemetry;

/// <summary>The files of <c>k8s/monitoring</c>: rules, their tests, dashboards.</summary>
internal static partial class Monitoring
{
    /// <summary>Labels that a scrape adds, not the process.</summary>
    private static readonly string[] OfTheTarget = ["job", "instance", "namespace", "pod"];

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "k8s", "monitoring"));

    public static string RulesFile => Path.Combine(Folder, "practice-rules.yaml");

    public static string Runbook => File.ReadAllText(Path.Combine(Folder, "..", "..", "docs", "operations.md"));

    public static IEnumerable<string> Tests => Directory.EnumerateFiles(Path.Combine(Folder, "tests"), "*.yaml");

    public static IEnumerable<(string File, JsonElement Root)> Dashboards => Directory.EnumerateFiles(Path.Combine(Folder, "dashboards"), "*.json")
        .Order(StringComparer.Ordinal).Select(file => (Path.GetFileNameWithoutExtension(file), JsonDocument.Parse(File.ReadAllText(file)).RootElement));

    /// <summary>Each rule of the file: what it records or alerts, its expression, and all its text.</summary>
    public static IReadOnlyList<(string Name, bool Alert, string Expression, string Text)> Rules { get; } =
    [
        .. RuleStart().Split(File.ReadAllText(RulesFile)).Skip(1).Chunk(3).Select(rule => (rule[1].Trim(), rule[0] == "alert", Expression().Match(rule[2]).Groups["expr"].Value.Trim(), rule[2])),
    ];

    /// <summary>Every expression there is, with where it stands.</summary>
    public static IEnumerable<(string Where, string Expression, string Legend)> Expressions => Rules.Select(rule => (rule.Name, rule.Expression, ""))
        .Concat(Dashboards.SelectMany(dashboard => Panels(dashboard.Root).SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => (
            $"{dashboard.File}: {panel.GetProperty("title").GetString()}", target.GetProperty("expr").GetString()!,
            target.TryGetProperty("legendFormat", out var legend) ? legend.GetString()! : "")))));

    public static IEnumerable<JsonElement> Panels(JsonElement dashboard) =>
        dashboard.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() is not "row");

    /// <summary>What an expression names that is not there: series, labels of a series, and labels that no series of it has.</summary>
    /// <param name="published">Names of series that come with their first event; their labels are not known before, so none may be asked for.</param>
    public static IEnumerable<string> Missing(Exposition there, IReadOnlySet<string> published, string expression, string legend)
    {
        var asked = PromQl.Read(expression);
        var known = new HashSet<string>(OfTheTarget, StringComparer.Ordinal);
        foreach (var (name, labels) in asked.Series)
        {
            if (name == "up")
                continue;
            if (Rules.Any(rule => !rule.Alert && rule.Name == name))
                continue;
            if (!there.Has(name) && !published.Contains(name))
            {
                yield return name;
                continue;
            }

            IEnumerable<string> has = there.Has(name) ? there.LabelsOf(name) : [];
            known.UnionWith(has);
            foreach (var label in labels.Except(has).Except(OfTheTarget))
                yield return $"{name}{{{label}}}";
        }

        foreach (var label in asked.Groups.Concat(LegendLabel().Matches(legend).Select(match => match.Groups["label"].Value)).Except(known))
            yield return $"label {label}";
    }

    [GeneratedRegex(@"^      - (alert|record): (\S+)$", RegexOptions.Multiline)]
    private static partial Regex RuleStart();

    [GeneratedRegex(@"^        expr: (?:\|\n(?<expr>(?:          .*\n)+)|(?<expr>.+)$)", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\{\{\s*(?<label>\w+)\s*\}\}")]
    private static partial Regex LegendLabel();

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

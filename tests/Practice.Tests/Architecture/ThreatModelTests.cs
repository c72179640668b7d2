using System.Reflection;
using System.Text.RegularExpressions;
using Practice.Tests.Support;

namespace Practice.Tests.Architecture;

/// <summary>Every threat of <c>docs/threat-model.md</c> is held by a test that exists, or says that it is accepted.</summary>
public sealed partial class ThreatModelTests
{
    [GeneratedRegex("`(?<class>\\w+)\\.(?<method>\\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| (?<id>[STRIDE]\d+) \| (?<threat>[^|]+) \| (?<stands>[^|]+) \| (?<held>[^|]+) \|$")]
    private static partial Regex Row();

    [Fact]
    public void Every_threat_names_a_test_that_is_there()
    {
        var rows = File.ReadLines(Repository.File("docs/threat-model.md")).Select(line => Row().Match(line)).Where(match => match.Success).ToList();
        var tests = Tests();

        Assert.True(rows.Count > 40, $"{rows.Count} rows");
        Assert.Equal(rows.Count, rows.Select(row => row.Groups["id"].Value).Distinct().Count());
        Assert.Empty(rows.Where(row => !Named().IsMatch(row.Groups["held"].Value) && !row.Groups["stands"].Value.Contains("*Accepted", StringComparison.Ordinal)).Select(row => row.Value));
        Assert.Empty(rows.SelectMany(row => Named().Matches(row.Groups["held"].Value)).Select(name => name.Value.Trim('`')).Where(name => !tests.Contains(name)).Distinct());
    }

    [Fact]
    public void Every_border_and_every_letter_is_thought_of()
    {
        var text = File.ReadAllText(Repository.File("docs/threat-model.md"));

        foreach (var border in new[] { "Browser", "Gateway → silo", "Silo → silo", "database", "Operators", "Backup", "Supply chain", "partner systems" })
            Assert.Contains(border, text, StringComparison.Ordinal);
        foreach (var letter in "STRIDE")
            Assert.Matches($@"(?m)^\| {letter}\d+ \|", text);
    }

    // A generic or abstract suite's test is one that its subclasses run.
    private static HashSet<string> Tests() =>
    [
        .. typeof(ThreatModelTests).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute)).Select(method => $"{type.Name.Split('`')[0]}.{method.Name}")),
    ];
}

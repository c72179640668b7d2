extern alias gateway;
extern alias web;

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Practice.Hosting;
using Practice.Silo.Hosting;
using Practice.Tests.Support;
using Xunit;
using GatewayOptions = gateway::Practice.Gateway.GatewayOptions;
using WebOptions = web::Practice.Web.WebOptions;

namespace Practice.Tests.Starting;

/// <summary>The table of settings in docs/operations.md is that of the code: names, who reads them, defaults.</summary>
public sealed partial class SettingsTableTests
{
    [Fact]
    public void The_table_is_the_codes()
    {
        var written = Row().Matches(File.ReadAllText(Path.Combine(HostProcess.Root(), "docs", "operations.md")))
            .Select(row => $"{row.Groups["name"].Value} | {row.Groups["kinds"].Value} | {row.Groups["default"].Value.Trim('`')}").ToList();

        var read = new[] { ("silo", (object)new PracticeOptions()), ("gateway", new GatewayOptions()), ("web", new WebOptions()) }
            .SelectMany(kind => Settings("Practice", kind.Item2).Select(setting => (setting.Name, Kind: kind.Item1, setting.Default)))
            .GroupBy(setting => setting.Name)
            .Select(same => $"{same.Key} | {(same.Count() == 3 ? "all" : string.Join(", ", same.Select(setting => setting.Kind)))} | {string.Join(" / ", same.Select(setting => setting.Default).Distinct())}");

        Assert.Equal(read.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, string Default)> Settings(string path, object defaults)
    {
        foreach (var property in KnownSettings.Of(defaults.GetType()))
        {
            var (name, value) = ($"{path}:{property.Name}", property.GetValue(defaults));
            if (value is not null && KnownSettings.IsGroup(property.PropertyType))
                foreach (var inner in Settings(name, value)) yield return inner;
            else
                yield return (name, Text(property, value));
        }
    }

    private static string Text(PropertyInfo property, object? value) => value switch
    {
        null => "–",
        ICollection { Count: 0 } => "–",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ when property.Name == "ContentSecurityPolicy" => "self",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex(@"^\| `(?<name>Practice:[\w:]+)` \| (?<kinds>[^|]+) \| (?<default>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Practice.Silo.Hosting;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Practice.Tests.Kubernetes;

/// <summary>The compose file, read with its merges, and what is said of the images.</summary>
public sealed partial class ComposeTests
{
    private static readonly string[] Kinds = ["silo", "gateway", "web"];

    [Fact]
    public void Each_process_would_start_with_its_environment()
    {
        foreach (var (name, service) in Services())
        {
            var image = Text(service, "image");
            if (!image.Contains("/practice/", StringComparison.Ordinal)) continue;
            var environment = ((Dictionary<object, object>)service["environment"]).ToDictionary(pair => (string)pair.Key, pair => Filled((string)pair.Value));

            var refusal = SettingsPolicy.Refusal(image.Split('/')[^1].Split(':')[0], environment);
            Assert.True(refusal is null, $"{name}: {refusal}");
        }
    }

    [Fact]
    public void Each_process_is_hardened_has_a_version_and_time_to_stop()
    {
        foreach (var (name, service) in Services())
        {
            Assert.Matches(@":\d+\.\d+(\.\d+)?$", Text(service, "image"));
            Assert.DoesNotMatch(@"hunter|Password=\w", string.Join(' ', ((Dictionary<object, object>)service["environment"]).Values));
            if (name == "practice-db-rw") continue;
            Assert.Equal("true", Text(service, "read_only"));
            Assert.Equal("ALL", Assert.Single((List<object>)service["cap_drop"]));
            if (name == "silo") Assert.True(int.Parse(Text(service, "stop_grace_period").TrimEnd('s'), CultureInfo.InvariantCulture) > OrleansHosting.ShutdownTime.TotalSeconds);
        }

        foreach (Match secret in Variable().Matches(File.ReadAllText(Path.Combine(Manifests.Folder, "compose.yaml"))))
            Assert.Equal(":?", secret.Groups["needed"].Value);
    }

    [Fact]
    public void The_images_are_named_and_versioned_as_the_manifests_say()
    {
        var version = Single(File.ReadAllText(Path.Combine(Manifests.Folder, "images.props")), "Version");
        var used = Manifests.Load("small").Workloads().Where(workload => workload.IsOurs).SelectMany(workload => workload.Containers).Select(container => container.Image)
            .Concat(Services().Values.Select(service => Text(service, "image")).Where(image => image.Contains("/practice/", StringComparison.Ordinal))).Distinct().Order(StringComparer.Ordinal);

        var published = Kinds.Select(kind => (kind, project: Directory.GetFiles(Path.Combine(Manifests.Folder, "..", kind), "*.csproj").Single()))
            .Select(at => $"registry.example.org/{Single(File.ReadAllText(at.project), "ContainerRepository")}:{version}").Order(StringComparer.Ordinal);

        Assert.Equal(published, used);
    }

    private static Dictionary<string, Dictionary<object, object>> Services()
    {
        using var reader = new StreamReader(Path.Combine(Manifests.Folder, "compose.yaml"));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(reader)));
        return ((Dictionary<object, object>)file["services"]).ToDictionary(pair => (string)pair.Key, pair => (Dictionary<object, object>)pair.Value);
    }

    private static string Text(Dictionary<object, object> service, string member) => (string)service[member];

    private static string Filled(string value) => Variable().Replace(value, match => match.Groups["name"].Value switch
    {
        "PRACTICE_PUBLIC_URL" => "https://practice.example.org",
        _ => "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    });

    private static string Single(string xml, string element) => Regex.Match(xml, $"<{element}>([^<]+)</{element}>").Groups[1].Value;

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>\w+)(?<needed>:\?)?[^}]*\}")]
    private static partial Regex Variable();
}

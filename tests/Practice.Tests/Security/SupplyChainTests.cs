using System.Text.Json;
using System.Xml.Linq;
using Practice.Tests.Support;

namespace Practice.Tests.Security;

/// <summary>What the system is built from is what was chosen.</summary>
public sealed class SupplyChainTests
{
    [Fact]
    public void Every_project_restores_what_its_lock_file_says()
    {
        var projects = Projects().ToList();

        Assert.True(projects.Count >= 6, $"{projects.Count} projects");
        foreach (var project in projects)
        {
            Assert.DoesNotContain(XDocument.Load(project).Descendants("PackageReference"), package => package.Attribute("Version") is not null);
            using var locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")));
            var packages = locked.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project").ToList();
            Assert.NotEmpty(packages);
            Assert.All(packages, package => Assert.True(package.Value.TryGetProperty("contentHash", out _), $"{package.Name} in {project} has no hash"));
        }

        Assert.Contains("--locked-mode", File.ReadAllText(Repository.File(".ci/run")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_runs_in_CI_and_has_its_control()
    {
        var props = XDocument.Load(Repository.File("Directory.Build.props"));

        Assert.Equal(("true", "all"), (props.Descendants("NuGetAudit").Single().Value, props.Descendants("NuGetAuditMode").Single().Value));
        Assert.Contains(".ci/audit", File.ReadAllText(Repository.File(".ci/run")), StringComparison.Ordinal);
        Assert.Contains("the control was not reported", File.ReadAllText(Repository.File(".ci/audit")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Projects() => Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}

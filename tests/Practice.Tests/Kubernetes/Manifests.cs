using System.Diagnostics;
using System.Security.Cryptography;
using k8s;
using k8s.Models;
using Practice.Tests.Support;

namespace Practice.Tests.Kubernetes;

/// <summary>The objects of one overlay, strictly typed: an unknown member or a wrong type is an exception.</summary>
internal sealed class Manifests
{
    private static readonly Dictionary<string, Type> OtherKinds = new() { ["postgresql.cnpg.io/v1/Cluster"] = typeof(DatabaseCluster) };

    private static readonly string[] Sources = ["base", "overlays"];

    private Manifests(IEnumerable<object> objects) => All = [.. objects.Cast<IKubernetesObject<V1ObjectMeta>>()];

    public static readonly string[] Overlays = ["small", "city"];

    public static string Folder => Path.Combine(HostProcess.Root(), "k8s");

    public List<IKubernetesObject<V1ObjectMeta>> All { get; }

    /// <summary>The committed rendering of an overlay.</summary>
    public static string Rendered(string overlay) => File.ReadAllText(Path.Combine(Folder, "rendered", overlay + ".yaml"));

    public static Manifests Load(string overlay) => Parse(Rendered(overlay));

    public static Manifests Parse(string yaml) => new(KubernetesYaml.LoadAllFromString(yaml, OtherKinds, strict: true));

    public IEnumerable<T> Of<T>() => All.OfType<T>();

    public T Named<T>(string name) where T : IKubernetesObject<V1ObjectMeta> => Of<T>().Single(found => found.Metadata.Name == name);

    /// <summary>Whatever makes pods: its name, its selector, and the pod.</summary>
    public IEnumerable<Workload> Workloads() =>
    [
        .. Of<V1Deployment>().Select(owner => new Workload(owner.Metadata.Name, owner.Spec.Selector, owner.Spec.Template)),
        .. Of<V1StatefulSet>().Select(owner => new Workload(owner.Metadata.Name, owner.Spec.Selector, owner.Spec.Template)),
        .. Of<V1Job>().Select(owner => new Workload(owner.Metadata.Name, null, owner.Spec.Template)),
    ];

    /// <summary>The digest that <c>k8s/render</c> writes: of all sources, in the order of their names.</summary>
    public static string Digest()
    {
        using var all = new MemoryStream();
        foreach (var file in Sources.SelectMany(folder => Directory.GetFiles(Path.Combine(Folder, folder), "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
            all.Write(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(SHA256.HashData(all.ToArray()));
    }

    /// <summary>What kustomize makes of an overlay now; null where this machine has no kubectl.</summary>
    public static async Task<string?> Render(string overlay, CancellationToken cancellation)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl")))) return null;
        using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Folder, "overlays", overlay)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = kubectl.StandardError.ReadToEndAsync(cancellation);
        var output = await kubectl.StandardOutput.ReadToEndAsync(cancellation);
        await kubectl.WaitForExitAsync(cancellation);
        return kubectl.ExitCode == 0 ? output : throw new InvalidOperationException(await error);
    }
}

/// <summary>Something that makes pods.</summary>
internal sealed record Workload(string Name, V1LabelSelector? Selector, V1PodTemplateSpec Template)
{
    public V1PodSpec Pod => Template.Spec;

    public IEnumerable<V1Container> Containers => Pod.Containers.Concat(Pod.InitContainers ?? []);

    public bool IsJob => Selector is null;

    public bool IsOurs => Containers.Any(container => container.Image.Contains("/practice/", StringComparison.Ordinal));

    public bool Has(V1LabelSelector? selector) => Has(selector?.MatchLabels);

    /// <summary>Whether the pods have all of these labels. The database operator labels its pods itself.</summary>
    public bool Has(IDictionary<string, string>? labels) => (labels ?? new Dictionary<string, string>()).All(label => Template.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}

using k8s.Models;
using Practice.Silo.Hosting;

namespace Practice.Tests.Kubernetes;

/// <summary>What every pod must be. Each rule answers the violations that it finds.</summary>
internal static class PodPolicy
{
    private static readonly string[] Secretive = ["PASSWORD", "SECRET", "PERSONKEY", "TOKEN_"];
    private static readonly string[] ServedProbes = ["/health/live", "/health/ready", "/"];

    public static IEnumerable<string> Violations(Manifests manifests) =>
        manifests.Workloads().SelectMany(workload => Pod(workload).Concat(workload.Containers.SelectMany(container => Container(workload, container))))
            .Concat(manifests.Of<V1Deployment>().SelectMany(Rollout))
            .Concat(Secrets(manifests));

    private static IEnumerable<string> Pod(Workload workload)
    {
        var (name, pod) = (workload.Name, workload.Pod);
        if (pod.SecurityContext is not { RunAsNonRoot: true, RunAsUser: > 0 }) yield return $"{name}: runs as root";
        if (pod.SecurityContext?.SeccompProfile?.Type != "RuntimeDefault") yield return $"{name}: no seccomp profile";
        if (pod.AutomountServiceAccountToken != false) yield return $"{name}: has a token of the cluster's API";
        if (pod.HostNetwork == true || pod.HostPID == true || pod.HostIPC == true) yield return $"{name}: shares the host's namespaces";
        foreach (var volume in pod.Volumes ?? [])
            if (volume.HostPath is not null) yield return $"{name}: mounts the host's {volume.HostPath.Path}";
            else if (volume.EmptyDir is { SizeLimit: null }) yield return $"{name}: volume {volume.Name} has no limit";
        if (workload.Name == "silo" && !(pod.TerminationGracePeriodSeconds > OrleansHosting.ShutdownTime.TotalSeconds))
            yield return $"{name}: killed before its own time to stop ({OrleansHosting.ShutdownTime.TotalSeconds} s) is over";
    }

    private static IEnumerable<string> Container(Workload workload, V1Container container)
    {
        var name = $"{workload.Name}/{container.Name}";
        var tag = container.Image.Split('/')[^1].Split(':').ElementAtOrDefault(1);
        if (tag is null or "latest") yield return $"{name}: image without a version ({container.Image})";
        if (container.SecurityContext is not { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true } context || context.Capabilities?.Drop?.Contains("ALL") != true || context.Privileged == true)
            yield return $"{name}: not hardened";
        if (container.Resources?.Limits?.ContainsKey("memory") != true) yield return $"{name}: no memory limit";
        if (container.Resources?.Requests is not { } requests || !requests.ContainsKey("memory") || !requests.ContainsKey("cpu")) yield return $"{name}: no resource requests";
        if (!workload.IsJob && (container.LivenessProbe is null || container.ReadinessProbe is null)) yield return $"{name}: no probes";
        if (container.LivenessProbe?.HttpGet?.Path == "/health/ready") yield return $"{name}: would be killed for what others do (liveness asks readiness)";
        foreach (var probe in new[] { container.LivenessProbe, container.ReadinessProbe, container.StartupProbe })
            if (probe?.HttpGet is { } get && (!ServedProbes.Contains(get.Path) || container.Ports?.Any(port => port.Name == get.Port.Value || port.ContainerPort.ToString(System.Globalization.CultureInfo.InvariantCulture) == get.Port.Value) != true))
                yield return $"{name}: a probe asks {get.Port.Value}{get.Path}, which nobody serves";
        foreach (var variable in container.Env ?? [])
            if (variable.Value is { Length: > 0 } value && (Secretive.Any(word => variable.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) || Holds(value)))
                yield return $"{name}: {variable.Name} is a secret in plain text";
    }

    private static IEnumerable<string> Rollout(V1Deployment deployment)
    {
        if (!deployment.Spec.Template.Spec.Containers[0].Image.Contains("/practice/", StringComparison.Ordinal)) yield break;
        if (deployment.Spec.Strategy?.RollingUpdate is not { MaxUnavailable.Value: "0", MaxSurge.Value: "1" }) yield return $"{deployment.Metadata.Name}: an upgrade takes capacity away";
    }

    private static IEnumerable<string> Secrets(Manifests manifests)
    {
        foreach (var secret in manifests.Of<V1Secret>()) yield return $"{secret.Metadata.Name}: a secret in a file";
        foreach (var map in manifests.Of<V1ConfigMap>())
            foreach (var (key, value) in map.Data)
                if (!key.EndsWith(".sql", StringComparison.Ordinal) && (Holds(value) || Secretive.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)))) yield return $"{map.Metadata.Name}: {key} is a secret in plain text";
    }

    private static bool Holds(string value) => value.Contains("Password=", StringComparison.OrdinalIgnoreCase) || value.Contains("Pwd=", StringComparison.OrdinalIgnoreCase) || value.Contains("PRIVATE KEY", StringComparison.Ordinal);
}

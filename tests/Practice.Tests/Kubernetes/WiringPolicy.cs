using System.Globalization;
using k8s.Models;

namespace Practice.Tests.Kubernetes;

/// <summary>Whether what names another thing names one that is there. Each rule answers the violations that it finds.</summary>
internal static class WiringPolicy
{
    // Made by k8s/make-secrets, by the database operator, or by who issues the public certificate.
    private static readonly string[] Secrets =
        ["practice-person-key", "practice-account-key", "practice-session-key", "practice-db-migration", "practice-db-silo", "practice-db-gateway", "practice-db-read", "practice-db-superuser", "practice-db-ca", "practice-db-tls", "practice-tls"];

    public static IEnumerable<string> Violations(Manifests manifests) =>
        manifests.Workloads().SelectMany(workload => Workload(manifests, workload))
            .Concat(manifests.Of<V1Service>().SelectMany(service => Service(manifests, service)))
            .Concat(manifests.Of<V1PodDisruptionBudget>().Where(budget => !Finds(manifests, budget.Spec.Selector.MatchLabels)).Select(budget => $"budget {budget.Metadata.Name}: selects nothing"))
            .Concat(manifests.Of<V2HorizontalPodAutoscaler>().SelectMany(scaler => Scaler(manifests, scaler)))
            .Concat(manifests.Of<V1Ingress>().SelectMany(ingress => Ingress(manifests, ingress)))
            .Concat(Network(manifests));

    private static IEnumerable<string> Workload(Manifests manifests, Workload workload)
    {
        if (workload.Selector is not null && !workload.Has(workload.Selector)) yield return $"{workload.Name}: does not select its own pods";
        if (workload.IsOurs && !workload.IsJob && !manifests.Of<V1PodDisruptionBudget>().Any(budget => workload.Has(budget.Spec.Selector))) yield return $"{workload.Name}: no disruption budget";
        foreach (var container in workload.Containers)
        {
            foreach (var map in (container.EnvFrom ?? []).Select(from => from.ConfigMapRef?.Name).OfType<string>())
                if (manifests.Of<V1ConfigMap>().All(known => known.Metadata.Name != map)) yield return $"{workload.Name}: no map {map}";
            foreach (var secret in (container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef?.Name).OfType<string>())
                if (!Secrets.Contains(secret)) yield return $"{workload.Name}: no secret {secret}";
            foreach (var mount in container.VolumeMounts ?? [])
                if ((workload.Pod.Volumes ?? []).All(volume => volume.Name != mount.Name) && manifests.Of<V1StatefulSet>().All(set => set.Metadata.Name != workload.Name || set.Spec.VolumeClaimTemplates.All(claim => claim.Metadata.Name != mount.Name)))
                    yield return $"{workload.Name}: no volume {mount.Name}";
        }

        foreach (var volume in workload.Pod.Volumes ?? [])
        {
            if (volume.Secret?.SecretName is { } secret && !Secrets.Contains(secret)) yield return $"{workload.Name}: no secret {secret}";
            if (volume.ConfigMap?.Name is { } map && manifests.Of<V1ConfigMap>().All(known => known.Metadata.Name != map)) yield return $"{workload.Name}: no map {map}";
        }
    }

    private static IEnumerable<string> Service(Manifests manifests, V1Service service)
    {
        var pods = manifests.Workloads().Where(workload => workload.Has(service.Spec.Selector)).ToList();
        if (pods.Count == 0) yield return $"service {service.Metadata.Name}: selects nothing";
        foreach (var port in service.Spec.Ports)
            foreach (var pod in pods)
                if (!Listens(pod, port.TargetPort?.Value ?? port.Port.ToString(CultureInfo.InvariantCulture))) yield return $"service {service.Metadata.Name}: {pod.Name} does not listen on {port.TargetPort?.Value}";
    }

    private static IEnumerable<string> Scaler(Manifests manifests, V2HorizontalPodAutoscaler scaler)
    {
        var target = manifests.Of<V1Deployment>().FirstOrDefault(deployment => deployment.Metadata.Name == scaler.Spec.ScaleTargetRef.Name);
        if (target is null) yield return $"scaler {scaler.Metadata.Name}: scales nothing";
        else if (target.Spec.Replicas is not null) yield return $"scaler {scaler.Metadata.Name}: {target.Metadata.Name} has a number of its own";
    }

    private static IEnumerable<string> Ingress(Manifests manifests, V1Ingress ingress)
    {
        if (ingress.Spec.Tls is not { Count: > 0 }) yield return $"ingress {ingress.Metadata.Name}: no TLS";
        foreach (var backend in ingress.Spec.Rules.SelectMany(rule => rule.Http.Paths).Select(path => path.Backend.Service))
            if (manifests.Of<V1Service>().All(service => service.Metadata.Name != backend.Name || service.Spec.Ports.All(port => port.Name != backend.Port.Name)))
                yield return $"ingress {ingress.Metadata.Name}: no service {backend.Name}:{backend.Port.Name}";
    }

    /// <summary>Denied by default, and what is allowed on one side is allowed on the other, at a port that somebody listens on.</summary>
    private static IEnumerable<string> Network(Manifests manifests)
    {
        var policies = manifests.Of<V1NetworkPolicy>().ToList();
        if (!policies.Any(policy => policy.Spec.PodSelector.MatchLabels is null && policy.Spec.PolicyTypes.Count == 2 && policy.Spec.Ingress is null && policy.Spec.Egress is null))
            yield return "network: not denied by default";
        foreach (var workload in manifests.Workloads())
            if (!policies.Any(policy => policy.Spec.PodSelector.MatchLabels is not null && workload.Has(policy.Spec.PodSelector))) yield return $"network: nothing allows {workload.Name} anything";

        foreach (var policy in policies.Where(policy => policy.Spec.PodSelector.MatchLabels is not null && !IsDatabase(policy.Spec.PodSelector)))
        {
            var mine = manifests.Workloads().Where(workload => workload.Has(policy.Spec.PodSelector)).ToList();
            if (mine.Count == 0) yield return $"network {policy.Metadata.Name}: selects nothing";
            foreach (var port in (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports ?? []))
                if (mine.Any(pod => !Listens(pod, port.Port.Value))) yield return $"network {policy.Metadata.Name}: nobody listens on {port.Port.Value}";
            foreach (var rule in policy.Spec.Egress ?? [])
                foreach (var peer in (rule.To ?? []).Where(peer => peer.NamespaceSelector is null))
                    foreach (var port in rule.Ports)
                        if (!Takes(policies, manifests, peer.PodSelector, mine, port.Port.Value)) yield return $"network {policy.Metadata.Name}: {string.Join(',', peer.PodSelector.MatchLabels.Values)} does not let it in at {port.Port.Value}";
        }
    }

    private static bool Takes(List<V1NetworkPolicy> policies, Manifests manifests, V1LabelSelector target, List<Workload> from, string port) =>
        policies.Where(policy => policy.Spec.PodSelector.MatchLabels is { } labels && (Same(labels, target.MatchLabels) || manifests.Workloads().Any(pod => pod.Has(labels) && pod.Has(target))))
            .SelectMany(policy => policy.Spec.Ingress ?? [])
            .Any(rule => rule.Ports.Any(open => open.Port.Value == port) && from.All(pod => rule.FromProperty.Any(peer => peer.PodSelector is not null && pod.Has(peer.PodSelector))));

    private static bool Same(IDictionary<string, string> one, IDictionary<string, string> other) => one.Count == other.Count && one.All(label => other.TryGetValue(label.Key, out var value) && value == label.Value);

    private static bool IsDatabase(V1LabelSelector selector) => selector.MatchLabels.ContainsKey("cnpg.io/cluster");

    private static bool Finds(Manifests manifests, IDictionary<string, string> labels) => manifests.Workloads().Any(workload => workload.Has(labels));

    private static bool Listens(Workload pod, string port) => pod.Containers.SelectMany(container => container.Ports ?? [])
        .Any(open => open.Name == port || open.ContainerPort.ToString(CultureInfo.InvariantCulture) == port);
}

extern alias gateway;
extern alias web;

using System.Globalization;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using Practice.Hosting;
using Practice.Silo.Hosting;
using Practice.Store;
using Practice.Store.Postgres;
using GatewayOptions = gateway::Practice.Gateway.GatewayOptions;
using GatewaySetting = gateway::Practice.Hosting.SettingException;
using WebOptions = web::Practice.Web.WebOptions;
using WebSetting = web::Practice.Hosting.SettingException;

namespace Practice.Tests.Kubernetes;

/// <summary>Whether the processes would start with what the manifests tell them: the environment is read by the classes themselves.</summary>
internal static class SettingsPolicy
{
    /// <summary>Connections to PostgreSQL that one process may hold, its start included.</summary>
    public static int SiloConnections => OrleansDatabase.MostConnections + PostgresDatabase.WriteConnections + new StoreOptions().ReadConnections + 1;

    public static int GatewayConnections => GatewayOptions.MostConnections + 1;

    /// <summary>The migration's two, the reader's five, the server's own three, and a few for people and tools.</summary>
    private const int Spare = 16;

    private const string SampleKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    // Read by others than our classes: the runtime, the server, Npgsql, the OpenTelemetry exporter, the image of PostgreSQL.
    private static readonly string[] Elsewhere = ["ASPNETCORE_HTTP_PORTS", "PGPASSWORD", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    public static IEnumerable<string> Violations(Manifests manifests)
    {
        foreach (var workload in manifests.Workloads().Where(workload => workload.IsOurs))
            foreach (var container in workload.Containers)
            {
                var environment = Environment(manifests, container);
                var name = $"{workload.Name}/{container.Name}";
                foreach (var variable in environment.Keys.Where(variable => !variable.StartsWith("Practice__", StringComparison.Ordinal) && !Elsewhere.Contains(variable)))
                    yield return $"{name}: nobody reads {variable}";
                if (Refusal(container, environment) is { } refusal) yield return $"{name}: {refusal}";
                if (workload.IsJob) continue;
                if (environment.GetValueOrDefault("ASPNETCORE_HTTP_PORTS") is not { } http || environment.GetValueOrDefault("Practice__Drain") is not { } drained)
                {
                    yield return $"{name}: is not told its port and its drain";
                    continue;
                }

                var metrics = environment.GetValueOrDefault("Practice__Metrics") is { } address ? new Uri(address).Port.ToString(CultureInfo.InvariantCulture) : null;
                var listened = new[] { http, environment.GetValueOrDefault("Practice__Orleans__SiloPort"), metrics }.OfType<string>().ToList();
                foreach (var port in listened)
                    if (container.Ports.All(open => open.ContainerPort.ToString(CultureInfo.InvariantCulture) != port)) yield return $"{name}: listens on {port}, which it does not declare";
                foreach (var open in container.Ports.Select(open => open.ContainerPort.ToString(CultureInfo.InvariantCulture)))
                    if (!listened.Contains(open)) yield return $"{name}: declares {open}, which nothing listens on";
                var drain = TimeSpan.Parse(drained, CultureInfo.InvariantCulture);
                if (drain < TimeSpan.FromSeconds(5)) yield return $"{name}: closes its port before those in front have noticed";
                if (!(workload.Pod.TerminationGracePeriodSeconds > drain.TotalSeconds + 15)) yield return $"{name}: killed while it stops";
            }

        if (Connections(manifests) is var (needed, granted) && needed > granted) yield return $"database: {needed} connections wanted, {granted} granted";
    }

    /// <summary>At the most replicas, in the middle of an upgrade.</summary>
    public static (int Needed, int Granted) Connections(Manifests manifests)
    {
        int Most(string name) => manifests.Of<V2HorizontalPodAutoscaler>().FirstOrDefault(scaler => scaler.Metadata.Name == name)?.Spec.MaxReplicas
            ?? manifests.Named<V1Deployment>(name).Spec.Replicas ?? 1;

        var granted = manifests.Of<DatabaseCluster>().Select(cluster => cluster.Spec.Postgresql.Parameters["max_connections"])
            .Concat(manifests.Of<V1StatefulSet>().SelectMany(set => set.Spec.Template.Spec.Containers[0].Args).Where(argument => argument.StartsWith("max_connections=", StringComparison.Ordinal)).Select(argument => argument.Split('=')[1]))
            .Single();
        return (((Most("silo") + 1) * SiloConnections) + ((Most("gateway") + 1) * GatewayConnections) + Spare, int.Parse(granted, CultureInfo.InvariantCulture));
    }

    /// <summary>What a container sees; secrets and the pod's address have a sample in their place.</summary>
    private static Dictionary<string, string> Environment(Manifests manifests, V1Container container)
    {
        var environment = (container.EnvFrom ?? []).SelectMany(from => manifests.Of<V1ConfigMap>().Where(map => map.Metadata.Name == from.ConfigMapRef?.Name)).SelectMany(map => map.Data)
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var variable in container.Env ?? [])
            environment[variable.Name] = variable.Value ?? (variable.ValueFrom?.FieldRef is not null ? "10.0.0.1" : SampleKey);
        return environment;
    }

    private static string? Refusal(V1Container container, Dictionary<string, string> environment) => Refusal(container.Image.Split('/')[^1].Split(':')[0], environment);

    /// <summary>Why a process would not start with an environment; null = it would.</summary>
    public static string? Refusal(string kind, IReadOnlyDictionary<string, string> environment)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(environment.Select(pair => new KeyValuePair<string, string?>(pair.Key.Replace("__", ":", StringComparison.Ordinal).Replace("ASPNETCORE_", "", StringComparison.Ordinal), pair.Value))).Build();
        try
        {
            switch (kind)
            {
                case "silo": PracticeOptions.Read(configuration); _ = Collectors.Of(configuration).ToList(); break;
                case "gateway": GatewayOptions.Read(configuration); break;
                case "web": WebOptions.Read(configuration); break;
                default: return $"no such process: {kind}";
            }

            return null;
        }
        catch (Exception refused) when (refused is SettingException or GatewaySetting or WebSetting)
        {
            return refused.Message;
        }
    }
}

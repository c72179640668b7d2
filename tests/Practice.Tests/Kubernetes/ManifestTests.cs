using k8s.Models;
using Xunit;

namespace Practice.Tests.Kubernetes;

public sealed class ManifestTests
{
    /// <summary>One mistake each, in an overlay that is right otherwise, and a word of what must be said of it.</summary>
    private static readonly (string Says, Action<Manifests> Plant)[] Mistakes =
    [
        ("image without a version", all => Container(all, "silo").Image = "registry.example.org/practice/silo:latest"),
        ("image without a version", all => Container(all, "web").Image = "registry.example.org/practice/web"),
        ("not hardened", all => Container(all, "gateway").SecurityContext.ReadOnlyRootFilesystem = false),
        ("not hardened", all => Container(all, "gateway").SecurityContext.Capabilities.Drop.Clear()),
        ("not hardened", all => Container(all, "collector").SecurityContext.AllowPrivilegeEscalation = true),
        ("runs as root", all => Pod(all, "silo").SecurityContext.RunAsNonRoot = null),
        ("runs as root", all => Pod(all, "silo").SecurityContext.RunAsUser = 0),
        ("no seccomp profile", all => Pod(all, "web").SecurityContext.SeccompProfile = null),
        ("has a token", all => Pod(all, "web").AutomountServiceAccountToken = null),
        ("shares the host's", all => Pod(all, "web").HostNetwork = true),
        ("mounts the host's", all => Pod(all, "web").Volumes.Add(new V1Volume { Name = "host", HostPath = new V1HostPathVolumeSource { Path = "/" } })),
        ("has no limit", all => Pod(all, "web").Volumes[0].EmptyDir.SizeLimit = null),
        ("killed before", all => Pod(all, "silo").TerminationGracePeriodSeconds = 25),
        ("killed while it stops", all => Pod(all, "web").TerminationGracePeriodSeconds = 10),
        ("no memory limit", all => Container(all, "silo").Resources.Limits = null),
        ("no resource requests", all => Container(all, "silo").Resources.Requests.Remove("cpu")),
        ("no probes", all => Container(all, "silo").ReadinessProbe = null),
        ("liveness asks readiness", all => Container(all, "silo").LivenessProbe.HttpGet.Path = "/health/ready"),
        ("which nobody serves", all => Container(all, "silo").ReadinessProbe.HttpGet.Path = "/healthz"),
        ("which nobody serves", all => Container(all, "silo").ReadinessProbe.HttpGet.Port = "81"),
        ("a secret in plain text", all => Container(all, "silo").Env[0] = new V1EnvVar { Name = "PGPASSWORD", Value = "hunter2" }),
        ("a secret in plain text", all => Map(all, "practice-silo")["Practice__Postgres"] += ";Password=hunter2"),
        ("a secret in a file", all => all.All.Add(new V1Secret { Metadata = new V1ObjectMeta { Name = "planted" } })),
        ("takes capacity away", all => all.Named<V1Deployment>("gateway").Spec.Strategy.RollingUpdate.MaxUnavailable = "1"),
        ("does not select its own", all => all.Named<V1Deployment>("web").Spec.Selector.MatchLabels["app.kubernetes.io/name"] = "wbe"),
        ("service web: selects nothing", all => all.Named<V1Service>("web").Spec.Selector["app.kubernetes.io/name"] = "wbe"),
        ("service silo: silo does not listen", all => all.Named<V1Service>("silo").Spec.Ports[0].TargetPort = "grains"),
        ("budget silo: selects nothing", all => all.Named<V1PodDisruptionBudget>("silo").Spec.Selector.MatchLabels["app.kubernetes.io/name"] = "sillo"),
        ("silo: no disruption budget", all => all.All.Remove(all.Named<V1PodDisruptionBudget>("silo"))),
        ("no map", all => Container(all, "web").EnvFrom[0].ConfigMapRef.Name = "practise"),
        ("no secret", all => Container(all, "silo").Env[0].ValueFrom.SecretKeyRef.Name = "practice-db-sillo"),
        ("no volume", all => Container(all, "silo").VolumeMounts[0].Name = "temp"),
        ("no TLS", all => all.Named<V1Ingress>("practice").Spec.Tls = null),
        ("no service", all => all.Named<V1Ingress>("practice").Spec.Rules[0].Http.Paths[0].Backend.Service.Name = "silos"),
        ("not denied by default", all => all.All.Remove(all.Named<V1NetworkPolicy>("deny-all"))),
        ("nothing allows web", all => all.All.Remove(all.Named<V1NetworkPolicy>("web"))),
        ("nobody listens on 8081", all => all.Named<V1NetworkPolicy>("web").Spec.Ingress[0].Ports[0].Port = "8081"),
        ("gateway does not let it in", all => all.Named<V1NetworkPolicy>("gateway").Spec.Ingress[0].FromProperty.RemoveAt(1)),
        ("no such setting", all => Map(all, "practice-silo")["Practice__Isuer"] = "https://practice.example.org"),
        ("Practice:Tls", all => Map(all, "practice-gateway").Remove("Practice__Tls")),
        ("Practice:Postgres", all => Map(all, "practice-gateway")["Practice__Postgres"] = "Host=practice-db-rw;Username=practice_gateway"),
        ("Practice:AccountKey", all => Container(all, "gateway").Env.RemoveAt(1)),
        ("Practice:SignIn:Key", all => Container(all, "web").Env.RemoveAt(0)),
        ("Practice:PersonKey", all => Container(all, "silo").Env.RemoveAt(1)),
        ("nobody reads PGPASWORD", all => Container(all, "silo").Env[0].Name = "PGPASWORD"),
        ("which it does not declare", all => Map(all, "practice")["ASPNETCORE_HTTP_PORTS"] = "8081"),
        ("which nothing listens on", all => Container(all, "web").Ports.Add(new V1ContainerPort { ContainerPort = 9090 })),
        ("closes its port before", all => Map(all, "practice")["Practice__Drain"] = "00:00:01"),
        ("connections wanted", all => all.Named<V1Deployment>("silo").Spec.Replicas = 6),
    ];

    public static TheoryData<int> Planted => [.. Enumerable.Range(0, Mistakes.Length)];

    public static TheoryData<string> Overlays => [.. Manifests.Overlays];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void An_overlay_breaks_no_rule(string overlay) => Assert.Empty(Violations(Manifests.Load(overlay)));

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_mistake_is_found(int which)
    {
        var (says, plant) = Mistakes[which];
        var manifests = Manifests.Load("small");

        plant(manifests);

        Assert.Contains(Violations(manifests), violation => violation.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void An_autoscaler_owns_the_number()
    {
        var manifests = Manifests.Load("city");

        manifests.Named<V1Deployment>("silo").Spec.Replicas = 3;
        manifests.Named<V2HorizontalPodAutoscaler>("web").Spec.ScaleTargetRef.Name = "wbe";

        Assert.Contains("scaler silo: silo has a number of its own", Violations(manifests));
        Assert.Contains("scaler web: scales nothing", Violations(manifests));
    }

    [Theory]
    [InlineData("replicas: two")]
    [InlineData("replica: 2")]
    public void What_is_misspelt_is_not_loaded(string line) =>
        Assert.ThrowsAny<Exception>(() => Manifests.Parse($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: x}}\nspec:\n  {line}\n"));

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_rendering_is_of_these_sources(string overlay)
    {
        var rendered = Manifests.Rendered(overlay);
        var (head, body) = (rendered[..rendered.IndexOf('\n', StringComparison.Ordinal)], rendered[(rendered.IndexOf('\n', StringComparison.Ordinal) + 1)..]);

        Assert.Equal($"# Made by k8s/render from sources {Manifests.Digest()}: do not edit.", head);
        if (await Manifests.Render(overlay, TestContext.Current.CancellationToken) is { } now)
            Assert.Equal(Manifests.Parse(now).All.Select(Identity).Order(StringComparer.Ordinal), Manifests.Parse(body).All.Select(Identity).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_city_acknowledges_on_two_machines_and_its_roles_have_secrets()
    {
        var database = Manifests.Load("city").Of<DatabaseCluster>().Single().Spec;

        Assert.True(database is { Instances: 3, Postgresql.Synchronous: { Number: 1, DataDurability: "required" } });
        Assert.All(database.Managed.Roles, role => Assert.Equal($"practice-db-{role.Name["practice_".Length..]}", role.PasswordSecret.Name));
        Assert.All(database.Managed.Roles, role => Assert.Contains($"CREATE ROLE {role.Name}", database.Bootstrap.Initdb.PostInitApplicationSQL));
    }

    private static string Identity(k8s.IKubernetesObject<V1ObjectMeta> found) => k8s.KubernetesYaml.Serialize(found);

    private static List<string> Violations(Manifests manifests) => [.. PodPolicy.Violations(manifests), .. WiringPolicy.Violations(manifests), .. SettingsPolicy.Violations(manifests)];

    private static V1PodSpec Pod(Manifests all, string deployment) => all.Named<V1Deployment>(deployment).Spec.Template.Spec;

    private static V1Container Container(Manifests all, string deployment) => Pod(all, deployment).Containers[0];

    private static IDictionary<string, string> Map(Manifests all, string name) => all.Of<V1ConfigMap>().Single(map => map.Metadata.Name[..map.Metadata.Name.LastIndexOf('-')] == name).Data;
}

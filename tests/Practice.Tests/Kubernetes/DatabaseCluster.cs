using k8s;
using k8s.Models;

namespace Practice.Tests.Kubernetes;

/// <summary>The members of CloudNativePG's <c>Cluster</c> (postgresql.cnpg.io/v1) that we use; loaded strictly, so that a misspelt one shows.</summary>
public sealed class DatabaseCluster : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";
    public string Kind { get; set; } = "";
    public V1ObjectMeta Metadata { get; set; } = new();
    public DatabaseSpec Spec { get; set; } = new();
}

public sealed class DatabaseSpec
{
    public int Instances { get; set; }
    public string ImageName { get; set; } = "";
    public bool EnableSuperuserAccess { get; set; }
    public DatabaseBootstrap Bootstrap { get; set; } = new();
    public DatabaseManaged Managed { get; set; } = new();
    public DatabasePostgres Postgresql { get; set; } = new();
    public DatabaseStorage Storage { get; set; } = new();
    public DatabaseStorage WalStorage { get; set; } = new();
    public DatabaseAffinity Affinity { get; set; } = new();
    public V1ResourceRequirements Resources { get; set; } = new();
}

public sealed class DatabaseBootstrap
{
    public DatabaseInit Initdb { get; set; } = new();
}

public sealed class DatabaseInit
{
    public string Database { get; set; } = "";
    public string Owner { get; set; } = "";
    public V1LocalObjectReference Secret { get; set; } = new();
    public bool DataChecksums { get; set; }
    public IList<string> PostInitApplicationSQL { get; set; } = [];
}

public sealed class DatabaseManaged
{
    public IList<DatabaseRole> Roles { get; set; } = [];
}

public sealed class DatabaseRole
{
    public string Name { get; set; } = "";
    public bool Login { get; set; }
    public int ConnectionLimit { get; set; } = -1;
    public V1LocalObjectReference PasswordSecret { get; set; } = new();
}

public sealed class DatabasePostgres
{
    public IDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();
    public DatabaseSynchronous Synchronous { get; set; } = new();
}

public sealed class DatabaseSynchronous
{
    public string Method { get; set; } = "";
    public int Number { get; set; }
    public string DataDurability { get; set; } = "";
}

public sealed class DatabaseStorage
{
    public string Size { get; set; } = "";
}

public sealed class DatabaseAffinity
{
    public bool EnablePodAntiAffinity { get; set; }
    public string PodAntiAffinityType { get; set; } = "";
    public string TopologyKey { get; set; } = "";
}

namespace Practice.Reliability;

/// <summary>What a cluster is made of. Everything has a default that serves most rows.</summary>
internal sealed record ClusterPlan
{
    public int Silos { get; init; } = 3;

    /// <summary>Silos that the gateways know of and that do not run until their node is started.</summary>
    public int Spares { get; init; }

    public int Gateways { get; init; } = 2;

    /// <summary>The profile of the probes between silos: <c>default</c> or <c>fast</c>.</summary>
    public string Probes { get; init; } = "default";

    /// <summary>Whether a relay stands before each silo (<see cref="Node.FromSilos"/>) and between it and its database (<see cref="Node.ToDatabase"/>).</summary>
    public bool Relays { get; init; }

    /// <summary>Towns of the one county, and stations of each town.</summary>
    public int Towns { get; init; } = 4;

    public int Stations { get; init; } = 10;

    /// <summary>More settings of the database server, like <c>synchronous_commit=off</c>.</summary>
    public string[] Postgres { get; init; } = [];

    /// <summary>The folder of the database; null = the temporary one.</summary>
    public string? PostgresUnder { get; init; }

    /// <summary>More settings of every silo and gateway, as environment variables.</summary>
    public (string Key, string Value)[] Settings { get; init; } = [];
}

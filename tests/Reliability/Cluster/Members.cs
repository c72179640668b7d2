using Npgsql;

namespace Practice.Reliability;

/// <summary>What the cluster's membership table says.</summary>
internal static class Members
{
    /// <summary>Silos that the others have declared dead, over the whole life of the cluster; who stops by itself is not among them.</summary>
    public static async Task<int> Evicted(Cluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM OrleansMembershipTable WHERE Status = 6 AND SuspectTimes IS NOT NULL AND SuspectTimes <> ''", connection);
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}

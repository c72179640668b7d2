using Npgsql;

namespace Practice.Reliability;

/// <summary>Holds the clients' journal against the database.</summary>
internal sealed class Checker(Cluster cluster, Journal journal)
{
    /// <summary>The breaches of a law; none = it holds.</summary>
    public async Task<IReadOnlyList<string>> Check(ILaw law)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        return await law.Breaches(new(journal.Read(), connection));
    }

    /// <summary>How many events of a kind there are, for a figure.</summary>
    /// <param name="data">A member of the event's data and its value; null = any.</param>
    public async Task<double> Events(string type, (string Member, string Value)? data = null)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        var found = await new Evidence([], connection).Rows("SELECT data FROM events WHERE type = $1 AND ($2 = '' OR data->>$2 = $3)", row => row.GetString(0), type, data?.Member ?? "", data?.Value ?? "");
        return found.Count;
    }

    /// <summary>Whether a law sees a damage: it is done in a transaction, the law is asked, and the damage is taken back.</summary>
    /// <param name="damage">Statements that break what the law says, done to the rows.</param>
    /// <exception cref="InvalidOperationException">The damage touched nothing: there was nothing to catch.</exception>
    public async Task<bool> Catches(ILaw law, string damage)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(damage, connection))
            if (await command.ExecuteNonQueryAsync() == 0)
                throw new InvalidOperationException($"The damage touched no row: {damage}");
        var breaches = await law.Breaches(new(journal.Read(), connection));
        await transaction.RollbackAsync();
        return breaches.Count > 0;
    }
}

using System.Text.Json;
using Npgsql;
using Practice.Kernel;

namespace Practice.Reliability;

/// <summary>What a law may look at: the journal's entries and the rows, as one transaction sees them.</summary>
internal sealed class Evidence(IReadOnlyList<Entry> entries, NpgsqlConnection connection)
{
    public IReadOnlyList<Entry> Entries { get; } = entries;

    public IEnumerable<Entry> Acknowledged => Entries.Where(entry => entry.Outcome == Outcome.Acknowledged);

    public async Task<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Every item of a kind, read as the product reads it.</summary>
    public async Task<List<(string Stream, T Item)>> Items<T>(string kind) where T : Item => await Rows(
        "SELECT stream, doc FROM items WHERE kind = $1", row => (row.GetString(0), JsonSerializer.Deserialize<T>(row.GetString(1), Json.Persisted)!), kind);
}

using System.Data.Common;
using System.Globalization;

namespace Practice.Store.Reading;

/// <summary>Turns an <see cref="ItemQuery"/> into a condition and its parameters, for either database.</summary>
internal sealed class ItemFilter
{
    /// <summary>The path without its last step, as the index has it.</summary>
    private const string Parent = "rtrim(rtrim(path, '/'), '0123456789-PABCDEFGHIJKLMNOQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')";

    private readonly IStoreDatabase _database;
    private readonly List<string> _conditions = [];
    private readonly List<object?> _values = [];

    public ItemFilter(IStoreDatabase database, ItemQuery query)
    {
        _database = database;
        Kind(query.Kind);
        Equal("stream", query.Stream);
        Equal("category", query.Category);
        Equal("urgency", query.Urgency);
        Equal("month", query.Month);
        if (query.Statuses.Count > 0)
            _conditions.Add($"status IN ({string.Join(", ", query.Statuses.Select(s => Parameter(s)))})");
        if (query.Open is { } open)
            _conditions.Add(open ? "open" : "NOT open");
        if (query.Under is { Length: > 0 } under)
            Below(under.EndsWith('/') ? under : under + "/");
        if (query.ChildrenOf is { Length: > 0 } parent)
            _conditions.Add($"{Parent} = {Parameter(parent.EndsWith('/') ? parent : parent + "/")}");
        if (query.DueFrom is { } first)
            _conditions.Add($"due_at >= {Parameter(database.Time(first))}");
        if (query.DueBefore is { } due)
            _conditions.Add($"due_at < {Parameter(database.Time(due))}");
        if (query.From is { } from)
            _conditions.Add($"created_at >= {Parameter(database.Time(from))}");
        if (query.Until is { } until)
            _conditions.Add($"created_at < {Parameter(database.Time(until))}");
        if (SearchText.QueryTokens(query.Words).ToList() is { Count: > 0 } tokens)
        {
            var (sql, value) = database.Words(tokens, NextName);
            _conditions.Add(sql);
            _values.Add(value);
        }
    }

    public string Where => string.Join(" AND ", _conditions);

    private string NextName => string.Create(CultureInfo.InvariantCulture, $"@p{_values.Count}");

    public void Add(string condition) => _conditions.Add(condition);

    public string Parameter(object? value)
    {
        var name = NextName;
        _values.Add(value);
        return name;
    }

    public DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < _values.Count; i++)
            _database.AddParameter(command, string.Create(CultureInfo.InvariantCulture, $"p{i}"), _values[i]);
        return command;
    }

    // A literal where it is one of the domain's words: partial indexes are known by it.
    private void Kind(string kind)
    {
        if (kind.All(char.IsAsciiLetter))
            _conditions.Add($"kind = '{kind}'");
        else
            Equal("kind", kind);
    }

    private void Equal(string column, string? value)
    {
        if (value is not null)
            _conditions.Add($"{column} = {Parameter(value)}");
    }

    // Paths end with '/', whose next character in the order of bytes is '0'.
    private void Below(string path) => _conditions.Add($"path >= {Parameter(path)} AND path < {Parameter(path[..^1] + "0")}");
}

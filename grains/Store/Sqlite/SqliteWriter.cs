using Microsoft.Data.Sqlite;

namespace Practice.Store.Sqlite;

/// <summary>The only connection that writes, one user at a time; opened at first use and again after <see cref="Reset"/>.</summary>
internal sealed class SqliteWriter(StoreOptions options) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SqliteConnection? _connection;
    private SqliteCommands? _commands;

    public async Task<T> Run<T>(Func<SqliteConnection, T> action)
    {
        await _gate.WaitAsync();
        try
        {
            return action(_connection ??= SqliteFile.Open(options, readOnly: false));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs an action with the prepared commands in one immediate transaction.</summary>
    public Task<T> Transact<T>(Func<SqliteCommands, T> action) => Run(connection =>
    {
        _commands ??= new SqliteCommands(connection);
        using var transaction = connection.BeginTransaction(deferred: false);
        _commands.Enlist(transaction);
        var result = action(_commands);
        transaction.Commit();
        return result;
    });

    public async Task Reset()
    {
        await _gate.WaitAsync();
        try
        {
            Close();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        Close();
        _gate.Dispose();
    }

    private void Close()
    {
        _commands?.Dispose();
        _connection?.Dispose();
        (_commands, _connection) = (null, null);
    }
}

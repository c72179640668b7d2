using System.Data.Common;
using Practice.Store.Writing;

namespace Practice.Store;

/// <summary>What differs between the databases; everything else is written once, in SQL that both understand.</summary>
internal interface IStoreDatabase : IAsyncDisposable
{
    /// <summary>An executor with a connection of its own, or its share of the only writing one.</summary>
    IBatchExecutor Executor();

    /// <summary>Runs a read on a pooled connection; a lost connection is tried again.</summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    Task<T> Read<T>(Func<DbConnection, Task<T>> read, ReadMode mode, CancellationToken cancellation);

    /// <summary>Runs one small statement outside the group commit.</summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    Task Write(string sql, IReadOnlyList<object?> parameters, CancellationToken cancellation);

    object Time(DateTimeOffset time);

    DateTimeOffset Time(DbDataReader reader, int column);

    /// <summary>A condition on <c>items</c> that every token is found, and its one parameter.</summary>
    (string Sql, object Value) Words(IReadOnlyList<string> tokens, string parameter);

    /// <summary>The expression, as the indexes have it, for the ancestor of a row at a depth of its path, 1 = the city; null = there is no index by it.</summary>
    string? Ancestor(int depth);

    /// <summary>Said first in a snapshot whose lists must come in the order of their indexes, never sorted; may be empty.</summary>
    string Ordered { get; }

    void AddParameter(DbCommand command, string name, object? value);
}

using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>The suite on the embedded default.</summary>
public sealed class SqliteEndToEndTests(SqliteNetwork network) : EndToEndSuite(network), IClassFixture<SqliteNetwork>;

/// <summary>A network on SQLite files of its own.</summary>
public sealed class SqliteNetwork : Network
{
    private protected override Task<string?> Postgres(CancellationToken cancellation) => Task.FromResult<string?>(null);
}

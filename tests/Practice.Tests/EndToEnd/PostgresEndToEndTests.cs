using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.EndToEnd;

/// <summary>The suite on PostgreSQL; skipped with its reason where none can be had.</summary>
public sealed class PostgresEndToEndTests(PostgresNetwork network) : EndToEndSuite(network), IClassFixture<PostgresNetwork>;

/// <summary>A network on a fresh PostgreSQL database.</summary>
public sealed class PostgresNetwork(PostgresFixture postgres) : Network
{
    private protected override async Task<string?> Postgres(CancellationToken cancellation) => await postgres.CreateDatabase(false, cancellation);
}

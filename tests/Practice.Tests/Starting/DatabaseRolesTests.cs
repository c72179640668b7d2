using System.Diagnostics;
using System.Net.Http.Json;
using Npgsql;
using Practice.Tests.Edge;
using Practice.Tests.Kubernetes;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Starting;

/// <summary>The roles of the database as a deployment makes them: by the script, the migration job, and processes that may only do their own work.</summary>
public sealed class DatabaseRolesTests : IAsyncLifetime
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;

    // What the reader must not see; every other table is readable, and a new one must be put on one side.
    private static readonly string[] Withheld = ["orleansquery", "orleansstorage", "persons"];

    private PostgresServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Binaries() is not { } binaries || !File.Exists(Path.Combine(binaries, "psql")))
        {
            Assert.False(PostgresFixture.Promised("postgres"), "No PostgreSQL with psql on this machine.");
            Assert.Skip("PostgreSQL: no local binaries with psql.");
            return;
        }

        _server = await PostgresServer.Start(durable: false, Cancellation);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    [Fact]
    public async Task Each_role_does_its_own_work_and_nothing_else()
    {
        var owner = await _server!.CreateDatabase(Cancellation);
        await MakeRoles(owner);
        await Migrate(As(owner, "migration"));

        await using (var cluster = await SmallCluster.Start(As(owner, "silo"), 1, TimeSpan.Zero, Cancellation, As(owner, "gateway"), "never"))
        {
            using var need = await cluster.Http.PostAsJsonAsync(new Uri($"/api/v1/units/{SmallCluster.Station}/needs", UriKind.Relative),
                new { title = "厨房下水堵了", category = "lifeService.plumbing", channel = "phone" }, Cancellation);
            Assert.True(need.IsSuccessStatusCode, await need.Content.ReadAsStringAsync(Cancellation));
        }

        foreach (var sql in new[] { "create table x (a int)", "drop table events", "alter table items add x int", "update events set actor = 'me'", "delete from events", "delete from heads", "truncate items", "insert into schema_versions values ('units', 99, 'x', 'now')", "select * from identity.\"IssuerKeys\"" })
            Assert.Equal(Denied, await Error(As(owner, "silo"), sql));
        foreach (var sql in new[] { "select * from persons", "select * from orleansstorage", "select * from identity.\"AspNetUsers\"", "insert into marks values ('a', 'b', 1)", "create table x (a int)" })
            Assert.Equal(Denied, await Error(As(owner, "read") + ";Options=-c default_transaction_read_only=off", sql));
        foreach (var sql in new[] { "select * from persons", "select * from events", "update heads set version = 1", "drop table identity.\"Grants\"", "create table identity.x (a int)" })
            Assert.Equal(Denied, await Error(As(owner, "gateway"), sql));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, await Error(As(owner, "read"), "create table x (a int)"));
        Assert.Null(await Error(As(owner, "read"), "select count(*) from events"));
        Assert.Equal(Withheld, await Unreadable(owner));
    }

    [Fact]
    public async Task A_silo_that_may_not_migrate_says_who_must()
    {
        var owner = await _server!.CreateDatabase(Cancellation);
        await MakeRoles(owner);

        await using var silo = HostProcess.Start("silo", HostProcess.FreeUrl(), [("Practice__Postgres", As(owner, "silo")), ("Practice__DataFolder", GatewayUnderTest.NewFolder())]);

        Assert.Equal(2, await silo.Exit(Cancellation));
        Assert.StartsWith("Practice:Migrations: the user 'practice_silo' may not do this", Assert.Single(silo.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_certificate_is_checked()
    {
        var owner = await _server!.CreateDatabase(Cancellation);
        var certificates = await ServerCertificate.Install(owner, "localhost", Cancellation);
        var secure = new NpgsqlConnectionStringBuilder(owner) { Host = "localhost", SslMode = SslMode.VerifyFull };

        foreach (var (authority, code) in new[] { (certificates.Authority, 0), (certificates.Stranger, 2) })
        {
            secure.RootCertificate = authority;
            await using var job = HostProcess.Start("silo", HostProcess.FreeUrl(), [("Practice__Postgres", secure.ConnectionString), ("Practice__Migrations", "only"), ("Practice__Production", "true")]);

            Assert.Equal(code, await job.Exit(Cancellation));
            if (code != 0) Assert.StartsWith("Practice:Postgres: PostgreSQL at localhost:", Assert.Single(job.Errors), StringComparison.Ordinal);
            if (code != 0) Assert.Contains("cannot show who it is", job.Errors.Single(), StringComparison.Ordinal);
        }
    }

    private static string As(string owner, string role) => new NpgsqlConnectionStringBuilder(owner) { Username = "practice_" + role }.ConnectionString;

    private static async Task Migrate(string connection)
    {
        foreach (var kind in new[] { "silo", "gateway" })
        {
            await using var job = HostProcess.Start(kind, HostProcess.FreeUrl(), [("Practice__Postgres", connection), ("Practice__Migrations", "only")]);
            Assert.True(await job.Exit(Cancellation) == 0, string.Join(' ', job.Errors));
        }
    }

    private static async Task MakeRoles(string owner)
    {
        var to = new NpgsqlConnectionStringBuilder(owner);
        var psql = new ProcessStartInfo(Path.Combine(PostgresServer.Binaries()!, "psql"), ["-X", "-q", "-h", to.Host!, "-p", $"{to.Port}", "-U", "postgres", "-d", to.Database!, "-f", Path.Combine(Manifests.Folder, "overlays", "small", "roles.sql")])
        {
            RedirectStandardError = true,
        };
        foreach (var role in new[] { "MIGRATION", "SILO", "GATEWAY", "READ" }) psql.Environment[$"PRACTICE_{role}_PASSWORD"] = $"it's {role}";
        using var process = Process.Start(psql)!;
        var error = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, error);
    }

    private static async Task<string?> Error(string connection, string sql)
    {
        try
        {
            await Execute(connection, sql);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private static async Task Execute(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<List<string>> Unreadable(string owner)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand("select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not has_table_privilege('practice_read', oid, 'select') order by 1");
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<string> names = [];
        while (await reader.ReadAsync(Cancellation)) names.Add(reader.GetString(0));
        return names;
    }
}

using DotNet.Testcontainers.Builders;
using Npgsql;
using Practice.Tests.Support;
using Testcontainers.PostgreSql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Practice.Tests.Support;

/// <summary>
/// PostgreSQL for the test run: a container where a Docker daemon answers, else a local server, else the tests that need it are
/// skipped with the reason. Started at first use.
/// </summary>
/// <remarks>Where <c>PRACTICE_CI_PROMISES</c> contains <c>postgres</c>, a skip is a failure.</remarks>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string Image = "postgres:17";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private PostgreSqlContainer? _container;
    private PostgresServer? _fast;
    private PostgresServer? _durable;
    private string? _missing;
    private int _databases;

    /// <summary>Whether a machine's need must be met here: CI says what it promises.</summary>
    public static bool Promised(string need) => (Environment.GetEnvironmentVariable("PRACTICE_CI_PROMISES") ?? "")
        .Split(',', StringSplitOptions.TrimEntries).Contains(need, StringComparer.Ordinal);

    /// <summary>The connection string of a fresh database.</summary>
    /// <param name="durable">Whether its commits must reach the disk.</param>
    public async Task<string> CreateDatabase(bool durable, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_missing is null && _container is null && _fast is null && _durable is null && DockerAnswers())
                await StartContainer(cancellation);
            if (_container is not null)
                return await CreateInContainer(cancellation);
            if (_missing is null && PostgresServer.Binaries() is null)
                _missing = "PostgreSQL: neither a Docker daemon with its image nor local binaries.";
            if (_missing is not null)
            {
                Assert.False(Promised("postgres"), _missing);
                Assert.Skip(_missing);
            }

            var server = durable ? _durable ??= await PostgresServer.Start(true, cancellation) : _fast ??= await PostgresServer.Start(false, cancellation);
            return await server.CreateDatabase(cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
            await _container.DisposeAsync();
        if (_fast is not null)
            await _fast.DisposeAsync();
        if (_durable is not null)
            await _durable.DisposeAsync();
        _gate.Dispose();
    }

    private static bool DockerAnswers() =>
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } || File.Exists("/var/run/docker.sock");

    private async Task StartContainer(CancellationToken cancellation)
    {
        try
        {
            var container = new PostgreSqlBuilder(Image).WithCommand("-c", "max_connections=200").Build();
            await container.StartAsync(cancellation);
            _container = container;
        }
        catch (Exception e) when (e is DockerUnavailableException or Docker.DotNet.DockerApiException)
        {
            // No daemon, or it cannot have the image: the local server serves.
        }
    }

    private async Task<string> CreateInContainer(CancellationToken cancellation)
    {
        var name = $"test{++_databases}";
        await using var connection = new NpgsqlConnection(_container!.GetConnectionString());
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return new NpgsqlConnectionStringBuilder(_container.GetConnectionString()) { Database = name }.ToString();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Practice.Tests.Support;

/// <summary>A throw-away local PostgreSQL server in a directory of its own; gone when disposed, or when this process dies.</summary>
/// <remarks>
/// PostgreSQL does not run as root: then it runs as the <c>postgres</c> user. A shell between watches its standard input, which closes
/// with this process however it ends.
/// </remarks>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Watchdog = """ "$@" </dev/null & p=$!; cat >/dev/null; kill -INT $p; wait $p""";

    private readonly Process _process;
    private readonly string _directory;
    private readonly int _port;
    private int _databases;

    private PostgresServer(Process process, string directory, int port) => (_process, _directory, _port) = (process, directory, port);

    /// <summary>The directory of <c>initdb</c> and <c>postgres</c>, or null where this machine has none.</summary>
    public static string? Binaries()
    {
        var packaged = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return packaged.Concat(path).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }

    /// <param name="durable">Whether commits reach the disk (fsync): for durability tests and benchmarks only, it costs time.</param>
    public static async Task<PostgresServer> Start(bool durable, CancellationToken cancellation)
    {
        var binaries = Binaries() ?? throw new InvalidOperationException("No PostgreSQL binaries on this machine.");
        var directory = Directory.CreateTempSubdirectory("practice-pg-").FullName;
        if (Environment.UserName == "root")
            await Run("chown", ["postgres", directory], cancellation);

        var data = Path.Combine(directory, "data");
        await Run(
            AsPostgres(Path.Combine(binaries, "initdb"), out var first),
            [.. first, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellation);

        var port = FreePort();
        var program = AsPostgres(Path.Combine(binaries, "postgres"), out first);
        string[] settings =
        [
            "-D", data, "-p", port.ToString(CultureInfo.InvariantCulture), "-k", directory, "-c", "listen_addresses=127.0.0.1",
            "-c", "max_connections=200", "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "log_min_messages=fatal",
            "-c", durable ? "fsync=on" : "fsync=off",
        ];
        var start = new ProcessStartInfo("sh", ["-c", Watchdog, "wd", program, .. first, .. settings])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new PostgresServer(process, directory, port);
        await server.Ready(cancellation);
        return server;
    }

    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};SSL Mode=Disable");

    /// <summary>A fresh, empty database.</summary>
    public async Task<string> CreateDatabase(CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            Directory.Delete(_directory, recursive: true);
        }
        catch (IOException)
        {
            // A straggler of the server may still write; the directory is temporary.
        }
    }

    private static string AsPostgres(string program, out string[] first)
    {
        if (Environment.UserName != "root")
        {
            first = [];
            return program;
        }

        first = ["--reuid=postgres", "--regid=postgres", "--clear-groups", program];
        return "setpriv";
    }

    private async Task Ready(CancellationToken cancellation)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync(cancellation);
                return;
            }
            catch (NpgsqlException) when (since.Elapsed < TimeSpan.FromSeconds(30) && !_process.HasExited)
            {
                await Task.Delay(50, cancellation);
            }
        }
    }

    private static async Task Run(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {await error}{await output}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

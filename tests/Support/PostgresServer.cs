using System.Diagnostics;
using System.Globalization;
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

    private readonly string _binaries;
    private readonly string _directory;
    private readonly bool _durable;
    private Process _process = null!;
    private int _databases;

    private PostgresServer(string binaries, string directory, bool durable) => (_binaries, _directory, _durable) = (binaries, directory, durable);

    public int Port { get; } = FreePort.Next();

    public string Data => Path.Combine(_directory, "data");

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
    public static Task<PostgresServer> Start(bool durable, CancellationToken cancellation) => Start(durable, null, cancellation);

    /// <param name="under">The folder that holds the server's own; null = the temporary one.</param>
    /// <param name="settings">More of the server's settings, like <c>synchronous_commit=off</c>.</param>
    public static async Task<PostgresServer> Start(bool durable, string? under, CancellationToken cancellation, params string[] settings)
    {
        var binaries = Binaries() ?? throw new InvalidOperationException("No PostgreSQL binaries on this machine.");
        var directory = under is null ? Directory.CreateTempSubdirectory("practice-pg-").FullName : Path.Combine(under, "practice-pg");
        Directory.CreateDirectory(directory);
        if (Environment.UserName == "root")
            await Run("chown", ["postgres", directory], cancellation);

        var server = new PostgresServer(binaries, directory, durable);
        await Run(
            AsPostgres(Path.Combine(binaries, "initdb"), out var first),
            [.. first, "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellation);
        await server.Begin(cancellation, settings);
        return server;
    }

    /// <summary>Starts it again on its data, at its port, after <see cref="Kill"/>.</summary>
    public async Task Begin(CancellationToken cancellation, params string[] settings)
    {
        var program = AsPostgres(Path.Combine(_binaries, "postgres"), out var first);
        string[] all =
        [
            "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", _directory, "-c", "listen_addresses=127.0.0.1",
            "-c", "max_connections=200", "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "log_min_messages=fatal",
            "-c", _durable ? "fsync=on" : "fsync=off", .. settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", Watchdog, "wd", program, .. first, .. all])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await Ready(cancellation);
    }

    /// <summary>kill -9 of the server and all its processes at once: what they had not written is gone.</summary>
    public async Task Kill(CancellationToken cancellation)
    {
        var lockFile = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(lockFile))
        {
            await End(); // It has ended by itself.
            return;
        }

        var postmaster = int.Parse((await File.ReadAllLinesAsync(lockFile, cancellation))[0], CultureInfo.InvariantCulture);
        List<int> all = [postmaster, .. Processes().Where(p => p.Parent == postmaster).Select(p => p.Id)];
        using (var kill = Process.Start("kill", ["-9", .. all.Select(id => id.ToString(CultureInfo.InvariantCulture))]))
            await kill.WaitForExitAsync(cancellation);
        while (Processes().Any(p => all.Contains(p.Id) || p.Parent == postmaster))
            await Task.Delay(5, cancellation);
        await End();
    }

    /// <summary>Whether it takes connections and answers, or comes to that by itself within some seconds.</summary>
    public async Task<bool> Serves(CancellationToken cancellation)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromSeconds(5); await Task.Delay(100, cancellation))
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync(cancellation);
                return true;
            }
            catch (NpgsqlException)
            {
                // Not yet, or not any more.
            }
        }

        return false;
    }

    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};SSL Mode=Disable");

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
        await End();
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

    // The watchdog ends with its input, and takes a server that still runs with it.
    private async Task End()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Every living process of this machine and its parent.</summary>
    private static IEnumerable<(int Id, int Parent)> Processes()
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id))
                continue;
            string text;
            try
            {
                text = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // It has ended meanwhile.
            }

            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[0] != "Z")
                yield return (id, int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
    }
}

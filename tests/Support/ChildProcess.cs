using System.Diagnostics;
using System.Globalization;

namespace Practice.Tests.Support;

/// <summary>A process of the system, started as <c>up.cs</c> starts it; the end of its input tells it to stop.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly TextWriter? _log;

    private ChildProcess(Process process, TextWriter? log) => (_process, _log) = (process, log);

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

#if DEBUG
    private static readonly string[] Configurations = ["Debug", "Release"];
#else
    private static readonly string[] Configurations = ["Release"];
#endif

    /// <summary>A host of the product, built before.</summary>
    public static ChildProcess Host(string name, string url, params (string Key, string Value)[] settings) => Host(name, url, null, settings);

    /// <param name="log">The file that its output is appended to; null = what it says on stderr is shown.</param>
    public static ChildProcess Host(string name, string url, string? log, params (string Key, string Value)[] settings) =>
        Start(Program(Root(), name), [], [("ASPNETCORE_URLS", url), ("Practice__StopWithParent", "true"), .. settings], log);

    /// <summary>Another verb of this program, with the collector that the product's hosts have.</summary>
    public static ChildProcess Verb(params string[] arguments) => Start(typeof(ChildProcess).Assembly.Location, arguments, [("DOTNET_gcServer", "0")], null);

    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Practice.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it inside the repository.");
        return folder;
    }

    /// <summary>The build of a host in a checkout of the repository: of this program's own configuration, else the Release build.</summary>
    public static string Program(string root, string name)
    {
        var program = $"Practice.{char.ToUpperInvariant(name[0])}{name[1..]}.dll";
        var built = Configurations.Select(configuration => Path.Combine(root, name, "bin", configuration)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, program, SearchOption.AllDirectories)).FirstOrDefault();
        return built ?? throw new InvalidOperationException($"Build it first: dotnet build {name} -c Release");
    }

    public static ChildProcess Start(string program, string[] arguments, (string Key, string Value)[] environment, string? log)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(program), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var writer = log is null ? null : TextWriter.Synchronized(new StreamWriter(log, append: true) { AutoFlush = true });
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => writer?.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => (line.Data is null ? TextWriter.Null : writer ?? Console.Error).WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, writer);
    }

    /// <summary>Waits until an address answers with success.</summary>
    public async Task Ready(HttpClient http, string address)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience && !_process.HasExited; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address));
                if (answer.IsSuccessStatusCode || (int)answer.StatusCode is 404 or 405)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (TaskCanceledException)
            {
                // Listening, and not answering in the client's time.
            }
        }

        throw new InvalidOperationException($"Nothing answers at {address}.");
    }

    /// <summary>kill -9: nothing is said, nothing is written.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>A signal by its name: <c>TERM</c>, <c>STOP</c>, <c>CONT</c>.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public Task Ended() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended by itself.
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_log is not null)
            await _log.DisposeAsync();
    }
}

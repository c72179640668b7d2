using System.Diagnostics;

namespace Practice.Benchmarks.Edge;

/// <summary>A process of the system, started as <c>up.cs</c> starts it; the end of its input tells it to stop.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>A host of the product, built before in Release.</summary>
    public static ChildProcess Host(string name, string url, params (string Key, string Value)[] settings)
    {
        var program = $"Practice.{char.ToUpperInvariant(name[0])}{name[1..]}.dll";
        var folder = Path.Combine(Root(), name, "bin", "Release");
        var built = Directory.Exists(folder) ? Directory.GetFiles(folder, program, SearchOption.AllDirectories).FirstOrDefault() : null;
        return Start(built ?? throw new InvalidOperationException($"Build it first: dotnet build {name} -c Release"), [], [("ASPNETCORE_URLS", url), ("Practice__StopWithParent", "true"), .. settings]);
    }

    /// <summary>Another verb of this program, with the collector that the product's hosts have.</summary>
    public static ChildProcess Verb(params string[] arguments) => Start(typeof(ChildProcess).Assembly.Location, arguments, [("DOTNET_gcServer", "0")]);

    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Practice.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it inside the repository.");
        return folder;
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
        }

        throw new InvalidOperationException($"Nothing answers at {address}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ChildProcess Start(string program, string[] arguments, (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(program), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Practice.Tests.Support;

/// <summary>A silo, gateway or web app as the process that an operator starts, built with these tests. Ended when disposed, or when this process dies.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new(), _errors = new();

    private HostProcess(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public int Id => _process.Id;

    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Errors => _errors;

    public static string FreeUrl() => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");

    /// <summary>The folder that everything is built from.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Practice.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    /// <param name="kind"><c>silo</c>, <c>gateway</c> or <c>web</c>.</param>
    /// <param name="settings">Environment variables.</param>
    public static HostProcess Start(string kind, string url, IEnumerable<(string Name, string Value)> settings, params string[] arguments)
    {
        var build = Path.GetRelativePath(Path.Combine(Root(), "tests", "Practice.Tests", "bin"), AppContext.BaseDirectory).TrimEnd(Path.DirectorySeparatorChar);
        var program = Path.Combine(Root(), kind, "bin", build, $"Practice.{char.ToUpperInvariant(kind[0])}{kind[1..]}.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("Practice_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["Practice__StopWithParent"] = "true";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var host = new HostProcess(new Process { StartInfo = start }, url);
        host._process.OutputDataReceived += (_, line) => Keep(host._output, line.Data);
        host._process.ErrorDataReceived += (_, line) => Keep(host._errors, line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>The exit code, which must come.</summary>
    public async Task<int> Exit(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);
        return _process.ExitCode;
    }

    /// <summary>Waits until the process says it is ready.</summary>
    public Task Ready(CancellationToken cancellation) => Answers("/health/ready", cancellation);

    public async Task Answers(string path, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(100, cancellation))
        {
            Assert.False(_process.HasExited, $"It has ended: {All()}");
            Assert.True(since.Elapsed < Patience, $"{Url}{path} does not answer: {All()}");
            try
            {
                using var answer = await http.GetAsync(new Uri(Url + path), cancellation);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                // Not listening yet.
            }
        }
    }

    /// <summary>Waits for a line of the log that contains a text.</summary>
    public async Task Says(string text, CancellationToken cancellation)
    {
        for (var since = Stopwatch.StartNew(); !_output.Any(line => line.Contains(text, StringComparison.Ordinal)); await Task.Delay(50, cancellation))
            Assert.True(since.Elapsed < Patience && !_process.HasExited, $"It does not say '{text}': {All()}");
    }

    /// <summary>Sends a signal: <c>TERM</c>, <c>KILL</c>.</summary>
    public async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private string All() => string.Join(Environment.NewLine, _errors.Concat(_output.TakeLast(40)));

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}

#!/usr/bin/env dotnet
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RootNamespace=Practice.Up
// Starts the whole system on this machine: dotnet run up.cs -- --help

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}

if (options.Help)
{
    Console.WriteLine(Options.Usage);
    return 0;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
var root = (string?)AppContext.GetData("EntryPointFileDirectoryPath") ?? Environment.CurrentDirectory;
await using var system = new Launcher(root, options);
try
{
    _ = Launcher.StopWithStarter(stop);
    return await system.Run(stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        dotnet run up.cs [-- options]
          --port PORT            the address to open is http://127.0.0.1:PORT (default 8080); further gateways have the ports after it
          --data DIR             where the data lies (default .data beside this file)
          --empty                no demo city; the first start prints a root operator
          --postgres CONNECTION  PostgreSQL instead of the embedded SQLite
          --silos N              so many silos (PostgreSQL only, default 1)
          --gateways M           so many gateways (PostgreSQL only, default 1)
          --no-build             start what was built before
          --help                 this text
        """;

    public int Port { get; private set; } = 8080;
    public string? Data { get; private set; }
    public bool Empty { get; private set; }
    public string? Postgres { get; private set; }
    public int Silos { get; private set; } = 1;
    public int Gateways { get; private set; } = 1;
    public bool Build { get; private set; } = true;
    public bool Help { get; private set; }

    /// <exception cref="ArgumentException">One line that names the option and the cure.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--port": options.Port = Number(args, ref i, 1, 65535); break;
                case "--data": options.Data = Value(args, ref i); break;
                case "--empty": options.Empty = true; break;
                case "--postgres": options.Postgres = Value(args, ref i); break;
                case "--silos": options.Silos = Number(args, ref i, 1, 16); break;
                case "--gateways": options.Gateways = Number(args, ref i, 1, 16); break;
                case "--no-build": options.Build = false; break;
                case "--help" or "-h": options.Help = true; break;
                default: throw new ArgumentException($"Unknown option '{args[i]}': see --help.");
            }
        }

        if (options is { Postgres: null, Silos: > 1 } or { Postgres: null, Gateways: > 1 })
            throw new ArgumentException($"{(options.Silos > 1 ? "--silos" : "--gateways")} needs --postgres: SQLite serves one silo and one gateway.");
        return options;
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length && !args[i].StartsWith("--", StringComparison.Ordinal) ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value: see --help.");

    private static int Number(string[] args, ref int i, int least, int most)
    {
        var option = args[i];
        return int.TryParse(Value(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{option} takes a number from {least} to {most}.");
    }
}

/// <summary>Builds, starts, watches and ends the processes. Standard input of each is a pipe from here: its end tells them to stop.</summary>
internal sealed class Launcher(string root, Options options) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(3);
    private static readonly string[] Hosts = ["silo", "gateway", "web"];
    private readonly string _data = Path.GetFullPath(options.Data ?? Path.Combine(root, ".data"));
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly List<Child> _children = [];

    public async Task<int> Run(CancellationToken stop)
    {
        var gatewayPorts = Enumerable.Range(options.Port, options.Gateways).ToArray();
        if (gatewayPorts.FirstOrDefault(IsTaken) is var taken and > 0) return await Fail($"Port {taken} is taken: choose another with --port.");
        try
        {
            Directory.CreateDirectory(Path.Combine(_data, "logs"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await Fail($"'{_data}' cannot be written to ({e.Message.TrimEnd('.')}): name another folder with --data.");
        }

        if (options.Build && !await Build(stop)) return 1;

        var ports = FreePorts((options.Silos * 3) + 1);
        var silos = Enumerable.Range(0, options.Silos).Select(i => $"http://127.0.0.1:{ports[i * 3]}").ToArray();
        var gateways = gatewayPorts.Select(port => $"http://127.0.0.1:{port}").ToArray();
        var web = $"http://127.0.0.1:{ports[^1]}";

        // The first of each at once: each waits for what it needs. Further silos follow when one of them has loaded the demo.
        StartSilo(0);
        for (var i = 0; i < gateways.Length; i++)
            Start(gateways.Length == 1 ? "gateway" : $"gateway-{i + 1}", "gateway", gateways[i],
            [
                .. silos.Select((silo, n) => ($"Practice__Silos__{n}", silo)), ("Practice__Web", web), ("Practice__PublicUrl", gateways[0]), ("Practice__KnownProxies__0", "127.0.0.1"),
            ]);
        Start("web", "web", web, [("Practice__Api", gateways[0]), ("Practice__PublicUrl", gateways[0])]);
        if (!await Ready(_children, stop) || !await Demo(silos[0], stop)) return 1;
        for (var i = 1; i < silos.Length; i++) StartSilo(i);
        if (!await Ready(_children, stop)) return 1;

        Console.WriteLine($"Practice is ready: {string.Join(' ', gateways)}");
        if (!options.Empty) Console.WriteLine($"To sign in at {gateways[0]}/desk: phone 13900000201 (a village's clerk), password gaogang-demo-2026; the others: docs/demo-city.md");
        while (true)
        {
            if (await AnyEnded()) return 1;
            await Task.Delay(Beat, stop);
        }

        void StartSilo(int i) => Start($"silo-{i + 1}", "silo", silos[i],
        [
            ("Practice__Issuer", gateways[0]), ("Practice__Orleans__SiloPort", $"{ports[(i * 3) + 1]}"), ("Practice__Orleans__GatewayPort", $"{ports[(i * 3) + 2]}"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        // The edge first, so that nothing new comes in while the silos write what is under way.
        foreach (var child in _children.AsEnumerable().Reverse()) await child.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>Ends when whoever ran <c>dotnet run</c> was killed, for then no signal comes. Linux only: elsewhere signals serve.</summary>
    public static async Task StopWithStarter(CancellationTokenSource stop)
    {
        if (!OperatingSystem.IsLinux()) return;
        var starter = await Starter();
        if (await File.ReadAllTextAsync($"/proc/{starter}/comm") is not "dotnet\n") return;
        while (await Starter() == starter) await Task.Delay(Beat);
        await stop.CancelAsync();

        static async Task<string> Starter() => (await File.ReadAllTextAsync("/proc/self/stat")).Split(") ")[^1].Split(' ')[1];
    }

    private async Task<bool> Build(CancellationToken stop)
    {
        foreach (var host in Hosts)
        {
            Console.WriteLine($"Building {host}");
            using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", Path.Combine(root, host), "-c", "Release", "-v", "q", "--nologo", "-clp:NoSummary"])
            {
                RedirectStandardOutput = true, RedirectStandardInput = true,
            })!;
            try
            {
                var output = await build.StandardOutput.ReadToEndAsync(stop);
                await build.WaitForExitAsync(stop);
                if (build.ExitCode == 0) continue;
                await Console.Error.WriteLineAsync(output.Trim());
                return false;
            }
            catch (OperationCanceledException)
            {
                build.Kill(entireProcessTree: true);
                throw;
            }
        }

        return true;
    }

    private void Start(string name, string host, string url, (string Key, string Value)[] settings)
    {
        var program = Directory.GetFiles(Path.Combine(root, host, "bin", "Release"), $"Practice.{char.ToUpperInvariant(host[0])}{host[1..]}.dll", SearchOption.AllDirectories)[0];
        var start = new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = Path.GetDirectoryName(program), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["Practice__StopWithParent"] = "true";
        start.Environment["Practice__DataFolder"] = _data;
        start.Environment["Practice__StartWait"] = "00:00:30";
        if (!options.Empty) start.Environment["Practice__Demo"] = "true";
        if (options.Postgres is not null && host != "web") start.Environment["Practice__Postgres"] = options.Postgres;
        foreach (var (key, value) in settings) start.Environment[key] = value;
        _children.Add(new Child(name, url, start, Path.Combine(_data, "logs", name + ".log")));
    }

    private async Task<bool> Ready(IEnumerable<Child> children, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(StartTime);
        foreach (var child in children)
            while (!await IsReady(child, limit.Token))
            {
                if (await AnyEnded()) return false;
                stop.ThrowIfCancellationRequested();
                if (limit.IsCancellationRequested) return await Fail($"{child.Name} is not ready after {StartTime.TotalMinutes} minutes; see {child.LogFile}") == 0;
                await Task.Delay(Beat, stop);
            }

        return true;
    }

    private async Task<bool> IsReady(Child child, CancellationToken limit)
    {
        try
        {
            using var answer = await _http.GetAsync(child.Url + "/health/ready", limit);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Shows the loading of the demo city until it is done. A silo that knows of none answers 404.</summary>
    private async Task<bool> Demo(string silo, CancellationToken stop)
    {
        var shown = -1;
        while (!options.Empty)
        {
            if (await AnyEnded()) return false;
            using var answer = await _http.GetAsync(silo + "/health/demo", stop);
            if (answer.StatusCode == HttpStatusCode.NotFound || answer.StatusCode == HttpStatusCode.Unauthorized) return true;
            using var progress = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop));
            var state = progress.RootElement.GetProperty("state").GetString();
            var (done, total) = (progress.RootElement.GetProperty("done").GetInt64(), progress.RootElement.GetProperty("total").GetInt64());
            var percent = total > 0 ? (int)(done * 100 / total) : 0;
            var phase = progress.RootElement.TryGetProperty("phase", out var named) ? named.GetString() : "";
            if (state == "failed")
            {
                await Fail($"The demo city could not be loaded; see {_children[0].LogFile}");
                return false;
            }

            if (state is not "playing") (percent, phase) = (100, "loaded");
            shown = Draw(percent, phase, shown);
            if (percent == 100 && state is not "playing") return true;
            await Task.Delay(Beat, stop);
        }

        return true;
    }

    private static int Draw(int percent, string? phase, int shown)
    {
        if (Console.IsOutputRedirected)
        {
            if (percent / 10 == shown / 10 && shown >= 0) return shown;
            Console.WriteLine($"Demo city {percent} % {phase}");
        }
        else
        {
            Console.Write($"\rDemo city [{new string('#', percent * 40 / 100),-40}] {percent,3} % {phase,-30}");
            if (phase == "loaded") Console.WriteLine();
        }

        return percent;
    }

    /// <summary>Whether a process has ended that should not; its last lines are shown.</summary>
    private async Task<bool> AnyEnded()
    {
        if (_children.Find(child => child.HasEnded) is not { } ended) return false;
        // Code 2: a setting that it cannot start with, told in its last line.
        var lines = ended.LastLines.ToList();
        if (ended.ExitCode == 2 && lines.Count > 0) return await Fail($"{ended.Name}: {lines[^1]}") > 0;
        await Console.Error.WriteLineAsync($"{ended.Name} has ended with code {ended.ExitCode}; its last lines (all in {ended.LogFile}):");
        foreach (var line in lines) await Console.Error.WriteLineAsync("  " + line);
        return true;
    }

    private static async Task<int> Fail(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }

    private static bool IsTaken(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    /// <summary>Ports that are free now, all different: they are held together and let go together.</summary>
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}

/// <summary>A process of the system, with its output in a file and its last lines at hand.</summary>
internal sealed class Child : IAsyncDisposable
{
    private const int Kept = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _last = new();
    private readonly TextWriter _log;

    public Child(string name, string url, ProcessStartInfo start, string logFile)
    {
        (Name, Url, LogFile) = (name, url, logFile);
        _log = TextWriter.Synchronized(new StreamWriter(logFile) { AutoFlush = true });
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }
    public string Url { get; }
    public string LogFile { get; }
    public bool HasEnded => _process.HasExited;
    public int ExitCode => _process.ExitCode;
    public IEnumerable<string> LastLines => _last;

    /// <summary>Asks the process to stop by ending its input; one that does not is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        if (line.StartsWith("Root operator", StringComparison.Ordinal))
        {
            // A secret that is shown once is shown to whoever started, and stands in no file.
            Console.WriteLine(line);
            return;
        }

        if (line.TrimStart().StartsWith("Waiting for ", StringComparison.Ordinal)) Console.WriteLine($"{Name}: {line.Trim()}");
        _log.WriteLine(line);
        _last.Enqueue(line);
        if (_last.Count > Kept) _last.TryDequeue(out _);
    }
}

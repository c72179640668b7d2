namespace Practice.Reliability;

/// <summary>One process of the cluster, at an address of its own: it can be killed, stopped, paused and started again there.</summary>
internal sealed class Node(string name, string host, string address, string log, Func<(string, string)[]> settings, HttpClient http) : IAsyncDisposable
{
    private ChildProcess? _process;
    private bool _paused;

    public string Name { get; } = name;

    public string Address { get; } = address;

    /// <summary>Everything it said, over all its lives.</summary>
    public string Log { get; } = log;

    /// <summary>The checkout whose Release build is started; another one for an upgrade. Takes effect at the next start.</summary>
    public string Root { get; set; } = ChildProcess.Root();

    /// <summary>Between this silo and its database. Null without relays.</summary>
    public TcpRelay? ToDatabase { get; init; }

    /// <summary>Between the other silos and this one. Null without relays.</summary>
    public TcpRelay? FromSilos { get; init; }

    public bool Runs => _process is { HasEnded: false };

    /// <summary>Its process; 0 = none was started.</summary>
    public int Id => _process?.Id ?? 0;

    /// <summary>Starts the process and does not wait for it.</summary>
    public void Begin()
    {
        if (Runs)
            throw new InvalidOperationException($"{Name} runs already.");
        _process = ChildProcess.Start(
            ChildProcess.Program(Root, host), [],
            [("ASPNETCORE_URLS", Address), ("Practice__StopWithParent", "true"), ("Logging__LogLevel__Default", "Warning"), .. settings()], Log);
        _paused = false;
    }

    /// <summary>Completes when it says that it is ready.</summary>
    public Task Ready() => _process!.Ready(http, Address + "/health/ready");

    public async Task Start()
    {
        Begin();
        await Ready();
    }

    /// <summary>kill -9.</summary>
    public Task Kill() => _process!.Kill();

    /// <summary>SIGTERM, and waits for its end: the graceful way.</summary>
    public async Task Stop()
    {
        await _process!.Signal("TERM");
        await _process.Ended();
    }

    /// <summary>SIGSTOP: it keeps its connections and what it believes, and does nothing.</summary>
    public Task Pause()
    {
        _paused = true;
        return _process!.Signal("STOP");
    }

    /// <summary>SIGCONT.</summary>
    public Task Resume()
    {
        _paused = false;
        return _process!.Signal("CONT");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (_paused)
                await _process.Kill();
            await _process.DisposeAsync();
        }

        if (ToDatabase is not null)
            await ToDatabase.DisposeAsync();
        if (FromSilos is not null)
            await FromSilos.DisposeAsync();
    }
}

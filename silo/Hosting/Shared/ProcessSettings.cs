namespace Practice.Hosting;

/// <summary>What every kind of process can be told: section <c>Practice</c>. Read once, at start; a bad one stops the start with one line.</summary>
internal abstract class ProcessSettings
{
    public const string Section = "Practice";

    private static readonly TimeSpan ProductionDrain = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(10);

    /// <summary>Said aloud, never guessed from the framework's environment: refuses demo content, scenario clocks and unchecked certificates.</summary>
    public bool Production { get; init; }

    /// <summary>
    /// When schemas are migrated: <c>start</c>, <c>only</c> (migrate and exit: the job before a rollout) or <c>never</c> (a process
    /// without schema rights, which waits until the job is done).
    /// </summary>
    public string Migrations { get; init; } = "start";

    /// <summary>How long a start waits for what it needs and is not there yet: the database, its schema.</summary>
    public TimeSpan StartWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a process that was told to stop still serves, not ready any more, until nobody sends to it. Absent: 6 s in production, else none.</summary>
    public TimeSpan? Drain { get; init; }

    /// <summary>Stops the process when whoever started it is gone: standard input is a pipe from there.</summary>
    public bool StopWithParent { get; init; }

    /// <summary>Where <c>/metrics</c> is served for Prometheus, and nothing else, see <see cref="Scraping"/>. Absent: nowhere.</summary>
    public string? Metrics { get; init; }

    /// <summary>Traces without an exporter, for a reader in the process.</summary>
    public bool Tracing { get; init; }

    /// <summary>Refuses to start while no collector answers at <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Otherwise that is said, and telemetry is dropped meanwhile.</summary>
    public bool CollectorRequired { get; init; }

    public TimeSpan DrainTime => Drain ?? (Production ? ProductionDrain : TimeSpan.Zero);

    /// <exception cref="SettingException">Names the first setting that cannot be, and the cure.</exception>
    protected static T Bind<T>(IConfiguration configuration) where T : ProcessSettings, new()
    {
        KnownSettings.Check<T>(configuration);
        T read;
        try
        {
            read = configuration.GetSection(Section).Get<T>() ?? new();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new SettingException(Section, unreadable.Message);
        }

        if (read.Migrations is not ("start" or "only" or "never")) throw new SettingException("Practice:Migrations", "take 'start', 'only' or 'never'.");
        if (read.StartWait < TimeSpan.Zero || read.StartWait > TimeSpan.FromHours(1)) throw new SettingException("Practice:StartWait", "from 00:00:00 to 01:00:00.");
        if (read.DrainTime < TimeSpan.Zero || read.DrainTime > LongestDrain) throw new SettingException("Practice:Drain", "from 00:00:00 to 00:00:10, for the rest of the stop needs time too.");
        return read;
    }
}

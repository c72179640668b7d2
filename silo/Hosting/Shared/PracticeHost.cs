namespace Practice.Hosting;

/// <summary>Work to be done after the host is built and before it serves. Steps run in the order of registration.</summary>
internal interface IPreparation
{
    Task Prepare(CancellationToken cancellation);
}

/// <summary>A preparation that changes a schema.</summary>
internal interface IMigration : IPreparation;

/// <summary>How every process of the system starts and ends.</summary>
internal static class PracticeHost
{
    /// <summary>Exit code of a process that was given a setting it cannot start with.</summary>
    public const int BadSetting = 2;

    /// <summary>
    /// When schemas are migrated: <c>start</c> (default), <c>only</c> (migrate and exit: the job before a rollout) or <c>never</c>
    /// (a process without schema rights).
    /// </summary>
    private const string Migrations = "Practice:Migrations";

    /// <summary>Builds, prepares and runs a host until it is told to stop. A bad setting becomes one line on stderr.</summary>
    public static async Task<int> Run(Func<string[], WebApplication> build, string[] args)
    {
        try
        {
            await using var app = build(args);
            await app.Prepare(app.Lifetime.ApplicationStopping);
            if (app.Configuration[Migrations] != "only") await app.RunAsync();
            return 0;
        }
        catch (SettingException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return BadSetting;
        }
    }

    /// <summary>Runs every <see cref="IPreparation"/> that <c>Practice:Migrations</c> leaves to this process.</summary>
    /// <exception cref="SettingException">No such choice.</exception>
    public static async Task Prepare(this WebApplication app, CancellationToken cancellation)
    {
        var choice = app.Configuration[Migrations] ?? "start";
        if (choice is not ("start" or "only" or "never")) throw new SettingException(Migrations, "take 'start', 'only' or 'never'.");
        foreach (var step in app.Services.GetServices<IPreparation>())
            if (choice == "start" || (choice == "only") == step is IMigration) await step.Prepare(cancellation);
    }

    public static IServiceCollection AddPreparation<T>(this IServiceCollection services) where T : class, IPreparation =>
        services.AddSingleton<IPreparation, T>();
}

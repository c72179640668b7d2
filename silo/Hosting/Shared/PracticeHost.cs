namespace Practice.Hosting;

/// <summary>Work to be done after the host is built and before it serves, like migrations. Steps run in the order of registration.</summary>
internal interface IPreparation
{
    Task Prepare(CancellationToken cancellation);
}

/// <summary>How every process of the system starts and ends.</summary>
internal static class PracticeHost
{
    /// <summary>Exit code of a process that was given a setting it cannot start with.</summary>
    public const int BadSetting = 2;

    /// <summary>Builds, prepares and runs a host until it is told to stop. A bad setting becomes one line on stderr.</summary>
    public static async Task<int> Run(Func<string[], WebApplication> build, string[] args)
    {
        try
        {
            await using var app = build(args);
            await app.Prepare(app.Lifetime.ApplicationStopping);
            await app.RunAsync();
            return 0;
        }
        catch (SettingException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return BadSetting;
        }
    }

    /// <summary>Runs every <see cref="IPreparation"/>.</summary>
    public static async Task Prepare(this WebApplication app, CancellationToken cancellation)
    {
        foreach (var step in app.Services.GetServices<IPreparation>())
            await step.Prepare(cancellation);
    }

    public static IServiceCollection AddPreparation<T>(this IServiceCollection services) where T : class, IPreparation =>
        services.AddSingleton<IPreparation, T>();
}

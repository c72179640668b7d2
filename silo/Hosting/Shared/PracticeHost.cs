using Microsoft.AspNetCore.Connections;

namespace Practice.Hosting;

/// <summary>Work to be done after the host is built and before it serves. Steps run in the order of registration.</summary>
internal interface IPreparation
{
    /// <exception cref="NotYetException">It may succeed later; the step can be repeated.</exception>
    Task Prepare(CancellationToken cancellation);
}

/// <summary>A preparation that changes a schema.</summary>
internal interface IMigration : IPreparation
{
    /// <summary>Sees to it that somebody else has done it.</summary>
    /// <exception cref="NotYetException">Nobody has yet.</exception>
    Task Check(CancellationToken cancellation);
}

/// <summary>How every process of the system starts and ends.</summary>
internal static partial class PracticeHost
{
    /// <summary>Exit code of a process that was given a setting it cannot start with.</summary>
    public const int BadSetting = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(3);

    /// <summary>Builds, prepares and runs a host until it is told to stop. A bad setting becomes one line on stderr, before anything is begun.</summary>
    public static async Task<int> Run(Func<string[], WebApplication> build, string[] args)
    {
        try
        {
            KnownSettings.CheckArguments(args);
            await using var app = build(args);
            var settings = app.Services.GetRequiredService<ProcessSettings>();
            if (settings.StopWithParent) StopWithParent.Watch(app.Lifetime);
            if (settings.Migrations != "only") Ports.Check(app.Configuration, app.Services.GetServices<ListenAddress>());
            try
            {
                await app.Prepare(app.Lifetime.ApplicationStopping);
                if (settings.Migrations != "only") await app.RunAsync();
            }
            catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // Told to stop while it was starting.
            }

            return Environment.ExitCode;
        }
        catch (SettingException refused)
        {
            return await Refuse(refused);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            // Somebody was quicker between the look at the port and this.
            return await Refuse(new SettingException(Ports.Setting, $"{taken.Message.TrimEnd('.')}: stop that process, or choose another port."));
        }
    }

    /// <summary>Runs every <see cref="IPreparation"/> that <c>Practice:Migrations</c> leaves to this process, waiting for what is not there yet.</summary>
    /// <exception cref="SettingException">It did not come, or cannot.</exception>
    public static async Task Prepare(this WebApplication app, CancellationToken cancellation)
    {
        var settings = app.Services.GetRequiredService<ProcessSettings>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PracticeHost));
        foreach (var step in app.Services.GetServices<IPreparation>())
        {
            Func<CancellationToken, Task>? action = (settings.Migrations, step) switch
            {
                ("only", IMigration) or ("start", _) => step.Prepare,
                ("only", _) => null,
                (_, IMigration migration) => migration.Check,
                _ => step.Prepare,
            };
            if (action is not null) await Insist(action, settings.StartWait, logger, cancellation);
        }
    }

    public static IServiceCollection AddPreparation<T>(this IServiceCollection services) where T : class, IPreparation =>
        services.AddSingleton<IPreparation, T>();

    private static async Task Insist(Func<CancellationToken, Task> action, TimeSpan patience, ILogger logger, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var (began, said) = (time.GetTimestamp(), TimeSpan.MinValue);
        while (true)
        {
            try
            {
                await action(cancellation);
                return;
            }
            catch (NotYetException missing)
            {
                var waited = time.GetElapsedTime(began);
                if (waited >= patience) throw missing.GiveUp(patience);
                if (said == TimeSpan.MinValue || waited - said >= SayEvery)
                {
                    said = waited;
                    LogWaiting(logger, missing.Message, (patience - waited).TotalSeconds);
                }
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private static async Task<int> Refuse(SettingException refused)
    {
        await Console.Error.WriteLineAsync(refused.Message.ReplaceLineEndings(" "));
        return BadSetting;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for {What}; giving up in {Seconds:0} s")]
    private static partial void LogWaiting(ILogger logger, string what, double seconds);
}

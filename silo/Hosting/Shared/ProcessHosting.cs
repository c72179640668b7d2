namespace Practice.Hosting;

/// <summary>What every process of the system has: its settings, the drain, a look at the collector.</summary>
internal static class ProcessHosting
{
    public static WebApplicationBuilder AddPracticeProcess<T>(this WebApplicationBuilder builder, T settings) where T : ProcessSettings
    {
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<ProcessSettings>(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPreparation<CollectorCheck>();
        return builder.AddDrain();
    }
}

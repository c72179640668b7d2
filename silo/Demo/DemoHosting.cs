using Practice.Silo.Hosting;

namespace Practice.Silo.Demo;

/// <summary>Wires the demo city into a host that was asked for one (<c>Practice:Demo</c>).</summary>
internal static class DemoHosting
{
    public static WebApplicationBuilder AddPracticeDemo(this WebApplicationBuilder builder, PracticeOptions options)
    {
        builder.Services.AddSingleton(new DemoProgress(options.Demo));
        if (!options.Demo) return builder;
        builder.Services.AddSingleton<DemoPlayer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DemoPlayer>());
        return builder;
    }

    /// <summary><c>GET /health/demo</c>, for everybody: how far the loading is. The silo is ready meanwhile and refuses no command.</summary>
    public static WebApplication MapPracticeDemo(this WebApplication app)
    {
        app.MapGet("/health/demo", (DemoProgress progress) => TypedResults.Ok(progress.Now)).AllowAnonymous().ExcludeFromDescription();
        return app;
    }
}

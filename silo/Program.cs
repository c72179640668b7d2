using Practice.Hosting;
using Practice.Silo.Api;
using Practice.Silo.Demo;
using Practice.Silo.Hosting;

namespace Practice.Silo;

/// <summary>A silo: the grains and, beside them, the HTTP API that calls them.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => PracticeHost.Run(Build, args);

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = PracticeOptions.Read(builder.Configuration);
        builder.AddPracticeProcess(options);
        builder.AddPracticeTelemetry("practice-silo");
        builder.AddPracticeProblems();
        builder.AddPracticeStore(options);
        builder.AddPracticeOrleans(options);
        builder.AddPracticeGrains(options);
        builder.AddPracticeSecurity(options);
        builder.AddPracticeApi();
        builder.AddPracticeDemo(options);

        var app = builder.Build();
        app.UsePracticeScraping();
        app.UseDrain();
        app.UsePracticeProblems();
        app.UseCallers();
        app.UseAuthorization();
        app.MapPracticeHealth();
        app.MapPracticeDemo();
        app.MapPracticeDashboard(options);
        app.MapPracticeApi();
        return app;
    }
}

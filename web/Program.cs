using Practice.Hosting;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;

namespace Practice.Web;

/// <summary>The pages: server-rendered, light, a client of the public API like any other.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => PracticeHost.Run(Build, args);

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = WebOptions.Read(builder.Configuration);
        builder.AddPracticeProcess(options);
        builder.AddPracticeTelemetry("practice-web");
        builder.AddPublicApi(options);
        builder.AddPracticePages(options);

        var app = builder.Build();
        app.UsePracticeScraping();
        app.UseDrain();
        app.UsePracticePages();
        app.MapPracticeHealth();
        app.MapPracticePages();
        app.MapBoard();
        return app;
    }
}
